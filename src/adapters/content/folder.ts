import { type Dirent, realpathSync } from "node:fs";
import { join } from "node:path";
import type { BankFolder } from "../../core/bank/bank.ts";
import type { Draft } from "../../core/bank/draft.ts";
import { YAML_CHARS } from "../../core/bank/limits.ts";
import { isName, NAME_FIX } from "../../core/bank/names.ts";
import type { Problem, Question, Topic } from "../../core/bank/question.ts";
import { parseTopics } from "../../core/bank/topics.ts";
import { type KeptFile, keepFile } from "./kept-file.ts";
import { listFolder } from "./list-folder.ts";
import { caseTwin, oddEntry, refreshTopic, type TopicFolder } from "./topic-folder.ts";
import type { Suspects, Watched } from "./watch.ts";

/** The most questions of one folder; a bank a hundred times the shipped one still loads in seconds. */
const MOST_QUESTIONS = 50_000;
const TOPICS_FILE = "topics.yaml";

/** A folder of questions on disk: `topics.yaml`, and `<topic>/<id>.md`. */
export interface OpenFolder extends Watched {
  /** What it holds: sound questions, the last good version of broken ones, and every problem. The same until changed. */
  contents(): BankFolder;
  /** The files that are no questions yet. */
  drafts(): readonly Draft[];
  /** The contents, as a list of one. */
  all(): readonly BankFolder[];
}

export type FolderPlace = Readonly<{ path: string; namespace: string | null; mustExist: boolean }>;

type State = Readonly<{
  inode: number;
  topicsFile: KeptFile<readonly Topic[]> | null;
  topics: ReadonlyMap<string, TopicFolder>;
  problems: readonly Problem[];
}>;

const absent: State = { inode: 0, topicsFile: null, topics: new Map(), problems: [] };

/** Opens a folder and reads it. Never throws: what cannot be read is a problem. */
export function openFolder(place: FolderPlace): OpenFolder {
  let state = refreshed(place, absent, "all");
  let contents = contentsOf(state);
  return {
    refresh(suspects) {
      state = refreshed(place, state, suspects);
      const now = contentsOf(state);
      if (!sameContents(contents, now)) contents = now;
    },
    contents: () => contents,
    drafts: () => filesOf(state).flatMap(({ good }) => (good !== null && isDraft(good) ? [good] : [])),
    all: () => [contents],
    directories: () => directoriesOf(place.path, state),
  };
}

function refreshed(place: FolderPlace, before: State, suspects: Suspects): State {
  const { path } = place;
  const { directory, refused } = listFolder(realPath(path), realPath(path));
  if (refused !== null || directory === null) {
    const { message, fix } = refused ?? { message: "does not exist", fix: "make it, or correct the path" };
    const problem = { file: path, line: 1, message: `the folder ${message}`, fix };
    return { ...absent, problems: refused !== null || place.mustExist ? [problem] : [] };
  }
  const { entries, inode } = directory;
  const problems = entries.flatMap((entry) => rootProblem(path, entry, entries) ?? []);
  const folders = entries.filter((entry) => entry.isDirectory() && isName(entry.name)).map(({ name }) => name);
  return {
    inode,
    problems,
    topicsFile: refreshTopics(path, before),
    topics: refreshFolders(place, folders, before, suspects),
  };
}

/** The folder itself may be a link, made by whoever runs the bot; nothing in it may. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there, or not to be entered: listing it says which.
    return path;
  }
}

function refreshTopics(path: string, before: State): State["topicsFile"] {
  const file = join(path, TOPICS_FILE);
  const parse = (text: string) => {
    const { topics, problems } = parseTopics(file, text);
    return { good: problems.length === 0 ? topics : null, problems };
  };
  return keepFile({ path: file, file, limit: YAML_CHARS, before: before.topicsFile, parse });
}

function refreshFolders(
  place: FolderPlace,
  names: readonly string[],
  before: State,
  suspects: Suspects,
): State["topics"] {
  const topics = new Map<string, TopicFolder>();
  const root = realPath(place.path);
  let room = MOST_QUESTIONS;
  for (const topic of names) {
    const path = join(place.path, topic);
    const known = before.topics.get(topic) ?? null;
    const own = suspectsIn(suspects, place.path, topic);
    if (known !== null && known.inode !== 0 && own === null) topics.set(topic, known);
    else {
      const request = { path, root, topic, namespace: place.namespace, room, before: known, suspects: own ?? "all" };
      const folder = refreshTopic(request);
      if (folder !== null) topics.set(topic, folder);
    }
    room -= topics.get(topic)?.files.size ?? 0;
  }
  return topics;
}

/** The suspects in a topic's folder: all when the folder itself is one, null when there is none. */
function suspectsIn(suspects: Suspects, path: string, topic: string): ReadonlySet<string> | "all" | null {
  if (suspects === "all") return "all";
  const here = suspects.get(path);
  return here === "all" || here?.has(topic) ? "all" : (suspects.get(join(path, topic)) ?? null);
}

/** Why an entry beside the topics cannot be used, or null. A README and files of other kinds are passed over. */
function rootProblem(path: string, entry: Dirent, entries: readonly Dirent[]): Problem | null {
  const file = join(path, entry.name);
  const problem = (message: string, fix: string): Problem => ({ file, line: 1, message, fix });
  const odd = oddEntry(file, entry);
  if (odd !== null) return odd;
  if (entry.isFile()) {
    if (!entry.name.endsWith(".md") || /^[A-Z]+\.md$/.test(entry.name)) return null;
    return problem("the question stands outside of a topic's folder", "move it to `<topic>/`");
  }
  if (isName(entry.name)) return null;
  const twin = caseTwin(entry, entries);
  if (twin !== null) return problem(`the name differs from \`${twin}\` by case alone`, "make one folder of the two");
  return problem("the folder's name cannot be a topic's id", NAME_FIX);
}

const filesOf = ({ topics }: State) => [...topics.values()].flatMap((folder) => [...folder.files.values()]);

const isDraft = (good: Question | Draft): good is Draft => "draft" in good;

function contentsOf(state: State): BankFolder {
  const { topicsFile, topics, problems } = state;
  const folders = [...topics.values()];
  const files = filesOf(state);
  return {
    topics: topicsFile?.good ?? [],
    questions: files.flatMap(({ good }) => (good === null || isDraft(good) ? [] : [good])),
    problems: [
      ...problems,
      ...(topicsFile?.problems ?? []),
      ...folders.flatMap((folder) => folder.problems),
      ...files.flatMap((file) => file.problems),
    ],
  };
}

function sameContents(one: BankFolder, other: BankFolder): boolean {
  const same = one.questions.length === other.questions.length && one.topics === other.topics;
  if (!same || one.questions.some((question, at) => question !== other.questions[at])) return false;
  return JSON.stringify(one.problems) === JSON.stringify(other.problems);
}

function directoriesOf(path: string, { inode, topics }: State): ReadonlyMap<string, number> {
  if (inode === 0) return new Map();
  const inside = [...topics].map(([topic, folder]) => [join(path, topic), folder.inode] as const);
  return new Map([[path, inode] as const, ...inside]);
}
