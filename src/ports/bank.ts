import type { Bank, Question } from "../core/bank/question.ts";
import type { SearchRequest } from "../core/bank/search.ts";
import type { WorkspaceKey } from "../core/keys.ts";

/** Where the questions come from. */
export interface BankSource {
  /** The bank that a workspace draws from: the shared folders, and its own over them. The same object until it changes. */
  forWorkspace(workspace: WorkspaceKey): Bank;
  /** The workspace's questions whose title, prompt or tags fit the words, best first. */
  search(workspace: WorkspaceKey, request: SearchRequest): readonly Question[];
  /** Follows edits from now on: calls `changed` each time after banks changed. */
  start(changed: () => void): Promise<void>;
  /** Resolves when `changed` will not be called any more; safe to call twice. */
  stop(): Promise<void>;
}
