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
    if (this.#untold.has(workspace)) return;
    this.#untold.add(workspace);
    this.#tellAside(workspace);
  }

  /** Something was heard and not saved: it is asked for again after a while. */
  notSaved(workspace: WorkspaceKey): void {
    if (this.#untold.has(workspace)) return;
    this.#untold.add(workspace);
    this.#tellLater(workspace);
  }

  #tellAside(workspace: WorkspaceKey): void {
    if (!this.#parts.stopping.aborted) this.#parts.aside(this.#tell(workspace), "reading back after a gap");
  }

  /** The wait is no work that is under way. */
  #tellLater(workspace: WorkspaceKey): void {
    const { pause, stopping, log } = this.#parts;
    pause(retryMs, stopping).then(
      () => this.#tellAside(workspace),
      (error: unknown) => log.error("a gap is not told of any more", { workspace, error }),
    );
  }

  async #tell(workspace: WorkspaceKey): Promise<void> {
    // What is found while it is told is told once more.
    this.#untold.delete(workspace);
    try {
      await this.#parts.tell(workspace);
    } catch (error) {
      this.#parts.log.warn("threads could not be read back after a gap", { workspace, error });
      this.notSaved(workspace);
    }
  }
}
