import { type BankFolder, bankOf, bankWithOwn } from "../../src/core/bank/bank.ts";
import type { Bank, Question, Topic } from "../../src/core/bank/question.ts";
import { createBankSearch } from "../../src/core/bank/search.ts";
import { BotError } from "../../src/core/errors.ts";
import type { WorkspaceKey } from "../../src/core/keys.ts";
import type { BankSource } from "../../src/ports/bank.ts";

export interface MemoryBank extends BankSource {
  /** Puts a question in place of the one with its id: into the shared bank, or into a workspace's own folder. */
  put(question: Question, workspace?: WorkspaceKey): void;
  /** From now on saving fails for that reason, and nothing is saved; null: it works again. */
  refuseSaves(why: string | null): void;
  /** The next save is carried out, and its answer lost. */
  failAfterSave(): void;
  /** Runs once, when the next save has begun and nothing is saved yet. */
  beforeSave(run: () => Promise<unknown>): void;
}

/** A working bank without files: the questions' topics are listed by themselves unless `topics` are given. */
export function memoryBank(questions: readonly Question[] = [], topics: readonly Topic[] = []): MemoryBank {
  const shared = new Map<string, Question>(questions.map((question) => [question.id, question]));
  const own = new Map<WorkspaceKey, Map<string, Question>>();
  const search = createBankSearch();
  let listener: (() => void) | null = null;
  let refusal: string | null = null;
  let loses = false;
  let before: (() => Promise<unknown>) | null = null;

  const folderOf = (of: ReadonlyMap<string, Question>): BankFolder => {
    const listed = new Map([...of.values()].map(({ topic }) => [topic, { id: topic, title: topic, line: topic }]));
    return { topics: [...topics, ...listed.values()], questions: [...of.values()], problems: [] };
  };
  let kept = new Map<WorkspaceKey | null, Bank>();
  const keep = (key: WorkspaceKey | null, make: () => Bank): Bank => {
    const bank = kept.get(key) ?? make();
    kept.set(key, bank);
    return bank;
  };
  const forWorkspace: BankSource["forWorkspace"] = (workspace) => {
    const bank = keep(null, () => bankOf([folderOf(shared)]));
    const folder = own.get(workspace);
    return folder === undefined ? bank : keep(workspace, () => bankWithOwn(bank, folderOf(folder)));
  };
  return {
    forWorkspace,
    search: (workspace, request) => search.find(forWorkspace(workspace), request),
    put(question, workspace) {
      const folder = workspace === undefined ? shared : (own.get(workspace) ?? new Map<string, Question>());
      folder.set(question.id, question);
      if (workspace !== undefined) own.set(workspace, folder);
      kept = new Map();
      listener?.();
    },
    refuseSaves(why) {
      refusal = why;
    },
    failAfterSave() {
      loses = true;
    },
    beforeSave(run) {
      before = run;
    },
    async save(workspace, question) {
      const first = before;
      before = null;
      await first?.();
      if (refusal !== null) throw new BotError("store.unavailable", refusal, { hint: "make room on the disk" });
      const saved = { ...question, file: `own/${workspace}/${question.topic}/${question.id}.md`, line: 1 };
      this.put(saved, workspace);
      if (loses) {
        loses = false;
        throw new Error("the process ended");
      }
      return saved;
    },
    async start(changed) {
      listener = changed;
    },
    async stop() {
      listener = null;
    },
  };
}
