import type { Bank, Question } from "../core/bank/question.ts";
import type { SearchRequest } from "../core/bank/search.ts";
import type { WorkspaceKey } from "../core/keys.ts";

/** Where the questions come from. */
export interface BankSource {
  /** The bank that a workspace draws from: the shared folders, and its own over them. The same object until it changes. */
  forWorkspace(workspace: WorkspaceKey): Bank;
  /** The workspace's questions whose title, prompt or tags fit the words, best first. */
  search(workspace: WorkspaceKey, request: SearchRequest): readonly Question[];
  /**
   * Writes a question into the workspace's own folder, over the one with its id, and gives it as it now stands in the bank:
   * in rotation from this moment on. Where it is written is decided here, whatever `file` says. Raises `bank.invalid` when
   * it would not be read back as it is, and `store.unavailable` when the folder cannot be written; nothing has changed then.
   */
  save(workspace: WorkspaceKey, question: Question): Promise<Question>;
  /** Follows edits from now on: calls `changed` each time after banks changed. */
  start(changed: () => void): Promise<void>;
  /** Resolves when `changed` will not be called any more; safe to call twice. */
  stop(): Promise<void>;
}
