import type { WorkspaceKey } from "../../../core/keys.ts";
import type { Log } from "../../../ports/log.ts";

export type GapParts = Readonly<{
  tell: (workspace: WorkspaceKey) => Promise<void>;
  aside: (task: Promise<unknown>, what: string) => void;
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
  stopping: AbortSignal;
}>;

const retryMs = 30_000;

/**
 * Tells of what may have been missed until it is taken: nothing else finds it before the reveal. Discord sends no message
 * twice, so that one which was not saved is missed too.
 */
export class Gaps {
  readonly #parts: GapParts;
  readonly #untold = new Set<WorkspaceKey>();

  constructor(parts: GapParts) {
    this.#parts = parts;
  }

  /** Something may have been missed in this server. */
  found(workspace: WorkspaceKey): void {
    if (!this.#untold.has(workspace)) this.#begin(workspace, 0);
  }

  /** Something was heard and not saved: it is asked for again after a while. */
  notSaved(workspace: WorkspaceKey): void {
    if (!this.#untold.has(workspace)) this.#begin(workspace, retryMs);
  }

  #begin(workspace: WorkspaceKey, waitMs: number): void {
    this.#untold.add(workspace);
    this.#parts.aside(this.#tell(workspace, waitMs), "reading back after a gap");
  }

  async #tell(workspace: WorkspaceKey, firstMs: number): Promise<void> {
    const { tell, log, pause, stopping } = this.#parts;
    for (let waitMs = firstMs; !stopping.aborted; waitMs = retryMs) {
      if (waitMs > 0) await pause(waitMs, stopping);
      if (stopping.aborted) return;
      // What is found while it is told is told once more.
      this.#untold.delete(workspace);
      try {
        await tell(workspace);
        return;
      } catch (error) {
        log.warn("threads could not be read back after a gap", { workspace, error });
        if (this.#untold.has(workspace)) return;
        this.#untold.add(workspace);
      }
    }
  }
}
