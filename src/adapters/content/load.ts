import { dirname } from "node:path";
import { bankOf, bankWithOwn } from "../../core/bank/bank.ts";
import { isName, NAME_FIX } from "../../core/bank/names.ts";
import type { Bank } from "../../core/bank/question.ts";
import { type BankSearch, createBankSearch } from "../../core/bank/search.ts";
import { BotError } from "../../core/errors.ts";
import type { WorkspaceKey } from "../../core/keys.ts";
import type { BankSource } from "../../ports/bank.ts";
import type { Log } from "../../ports/log.ts";
import { type OpenFolder, openFolder } from "./folder.ts";
import { type Following, followChanges, type Watched } from "./watch.ts";
import { openWorkspaceFolders, type WorkspaceFolders } from "./workspaces.ts";
import { writeOwn } from "./write-own.ts";

export type BankPlaces = Readonly<{
  /** The shipped bank. */
  shared: string;
  /** `BANK_DIRS`: further shared folders; their questions are called `name:id`. */
  named: readonly Readonly<{ name: string; path: string }>[];
  /** Holds `<platform>/<workspace>/`, the folders of workspaces; need not exist. */
  workspaces: string;
  log: Log;
}>;

/**
 * Reads the banks of all folders at once (10,000 questions: about a second). What is wrong in a file is a problem of the
 * bank and takes nothing else down. Raises `config.invalid` when a name in `named` is none or stands twice.
 */
export function openBank({ shared, named, workspaces, log }: BankPlaces): BankSource {
  checkNames(named.map(({ name }) => name));
  const folders = [
    openFolder({ path: shared, namespace: null, mustExist: true }),
    ...named.map(({ name, path }) => openFolder({ path, namespace: name, mustExist: true })),
  ];
  const own = openWorkspaceFolders(workspaces);
  const lineOf = bankLines(folders, own);
  let following: readonly Following[] = [];
  let changed: () => void = () => undefined;
  return {
    forWorkspace: (workspace) => lineOf(workspace).bank(),
    search: (workspace, request) => {
      const { bank, search } = lineOf(workspace);
      return search.find(bank(), request);
    },
    async save(workspace, question) {
      const file = await writeOwn(workspaces, workspace, question);
      // At once: whoever follows the folder comes to it a moment later, and finds nothing new.
      own.refresh(new Map([[dirname(dirname(file)), new Set([question.topic])]]));
      changed();
      const saved = lineOf(workspace).bank().questions.get(question.id);
      if (saved !== undefined) return saved;
      throw new BotError("bank.invalid", `${question.id}: written, and not in the bank`, {
        hint: "list its topic in a topics.yaml; `drill bank check` says what is wrong",
      });
    },
    async start(listener) {
      changed = listener;
      if (following.length > 0) return;
      following = [...folders, own].map((each) => followChanges(reporting(each, log, listener), log));
    },
    async stop() {
      for (const each of following) each.stop();
      following = [];
    },
  };
}

function checkNames(names: readonly string[]): void {
  for (const [at, name] of names.entries()) {
    if (isName(name) && names.indexOf(name) === at) continue;
    const what = isName(name) ? "stands twice" : "is not a name";
    throw new BotError("config.invalid", `BANK_DIRS: ${JSON.stringify(name)} ${what}`, { hint: NAME_FIX });
  }
}

/** Calls `changed`, and tells the log, when a refresh made a difference. */
function reporting(folder: Watched & Pick<WorkspaceFolders, "all">, log: Log, changed: () => void): Watched {
  return {
    directories: folder.directories,
    refresh: (suspects) => {
      const before = folder.all();
      folder.refresh(suspects);
      const now = folder.all();
      if (sameItems(before, now)) return;
      const count = (list: "questions" | "problems") => now.reduce((sum, each) => sum + each[list].length, 0);
      log.info("bank.changed", { questions: count("questions"), problems: count("problems") });
      changed();
    },
  };
}

/** One bank through its reloads, with the search that follows it. */
type BankLine = Readonly<{ bank: () => Bank; search: BankSearch }>;

/** A workspace without a folder of its own shares one bank, and one search index, with all others like it. */
function bankLines(folders: readonly OpenFolder[], own: WorkspaceFolders): (workspace: WorkspaceKey) => BankLine {
  const contents = () => folders.map((folder) => folder.contents());
  const shared: BankLine = { bank: kept(contents, bankOf), search: createBankSearch() };
  const lines = new WeakMap<OpenFolder, BankLine>();
  return (workspace) => {
    const folder = own.of(workspace);
    if (folder === null) return shared;
    const known = lines.get(folder);
    if (known !== undefined) return known;
    const make = () => bankWithOwn(shared.bank(), folder.contents());
    const line = { bank: kept(() => [shared.bank(), folder.contents()], make), search: createBankSearch() };
    lines.set(folder, line);
    return line;
  };
}

/** What `make` makes of the sources, made again only when one of them is another object. */
function kept<S, T>(sourcesOf: () => readonly S[], make: (sources: readonly S[]) => T): () => T {
  let last: Readonly<{ sources: readonly S[]; value: T }> | null = null;
  return () => {
    const sources = sourcesOf();
    if (last === null || !sameItems(last.sources, sources)) last = { sources, value: make(sources) };
    return last.value;
  };
}

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);
