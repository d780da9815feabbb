import type { Draft } from "./draft.ts";
import { nearIndex } from "./near.ts";
import type { Located } from "./problems.ts";
import type { Problem, Topic } from "./question.ts";

/**
 * A folder of the bank as it is looked at beside the others. `workspace` is whose it is, null for one that all share;
 * `isTeams` is false for the bank that comes with the bot alone.
 */
export type NotedFolder = Readonly<{
  topicsFile: string;
  workspace: string | null;
  isTeams: boolean;
  topics: readonly Topic[];
  located: readonly Located[];
  drafts: readonly Draft[];
}>;

/** How many working days a month has: a topic with fewer questions repeats itself within one. */
const WORKING_DAYS = 21;

/**
 * What whoever looks after a bank may want to know, and which keeps nothing from working: questions without points, those
 * that ask the same over all folders, topics with too few questions for a month.
 */
export const bankNotes = (folders: readonly NotedFolder[]): readonly Problem[] => [
  ...folders.flatMap(withoutPoints),
  ...sameQuestions(folders),
  ...folders.flatMap((folder) => shortTopics(folder, folders)),
];

function withoutPoints({ isTeams, located }: NotedFolder): readonly Problem[] {
  if (!isTeams) return [];
  return located
    .filter(({ question }) => question.points.length === 0)
    .map(({ question: { file, line } }) => ({
      file,
      line,
      message: "no key points: the reveal shows the reference, and *My result* says that there is no list of points",
      fix: "add `points` to have answers read",
    }));
}

type Asked = Located & Readonly<{ folder: NotedFolder }>;

/** Each pair once, at the second of the two; those of the shipped bank alone are problems, and told as such. */
function sameQuestions(folders: readonly NotedFolder[]): readonly Problem[] {
  const all = folders.flatMap((folder) => folder.located.map((located): Asked => ({ ...located, folder })));
  const places = new Map(all.map((asked, at) => [asked, at]));
  const same = nearIndex(all, ({ question }) => question.prompt);
  return all.flatMap((asked, at) =>
    same(asked.question.prompt)
      .filter(({ item }) => (places.get(item) ?? at) < at && meet(asked, item))
      .map(({ item, near }) => ({
        file: asked.question.file,
        line: asked.lineOf(["prompt"]),
        message: `the prompt is ${near ? "nearly " : ""}that of ${item.question.file}`,
        fix: "remove one of the two, unless they ask different things",
      })),
  );
}

/** Whether one channel may be asked both: an override replaces its question, and workspaces see nothing of each other. */
function meet(one: Asked, other: Asked): boolean {
  if (one.question.id === other.question.id || !(one.folder.isTeams || other.folder.isTeams)) return false;
  const [own, others] = [one.folder.workspace, other.folder.workspace];
  return own === null || others === null || own === others;
}

/** Counted over all that a workspace draws from; told where the topic's questions are a team's, or it is listed. */
function shortTopics(folder: NotedFolder, folders: readonly NotedFolder[]): readonly Problem[] {
  const seen = folders.filter(({ workspace }) => workspace === null || workspace === folder.workspace);
  const questions = seen.flatMap(({ located }) => located.map(({ question }) => question));
  const counts = Map.groupBy(
    new Map(questions.map((question) => [question.id, question])).values(),
    (each) => each.topic,
  );
  return folder.topics.flatMap(({ id }) => {
    const count = counts.get(id)?.length ?? 0;
    if (count >= WORKING_DAYS || (count === 0 && folder.drafts.every((draft) => draft.topic !== id))) return [];
    const drafts = folder.drafts.filter((draft) => draft.topic === id).length;
    return [
      {
        file: folder.topicsFile,
        line: 1,
        message: `the topic \`${id}\` has ${countText(count, "question")}${drafts > 0 ? ` and ${countText(drafts, "draft")}` : ""}: a month has ${WORKING_DAYS} working days`,
        fix: "add some, or let channels draw from further topics",
      },
    ];
  });
}

const countText = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
