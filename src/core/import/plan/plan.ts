import type { Draft } from "../../bank/draft.ts";
import { FILE_BYTES } from "../../bank/limits.ts";
import { fileNameOf } from "../../bank/names.ts";
import { parseQuestion } from "../../bank/parse.ts";
import type { Question, Topic } from "../../bank/question.ts";
import { questionText } from "../../bank/write.ts";
import type { QuestionId } from "../../keys.ts";
import { type Duplicate, distinctOf, duplicateOf } from "./doubles.ts";
import { filingOf } from "./filing.ts";
import { markedText, markIn } from "./mark.ts";
import { newIdOf } from "./new-id.ts";
import { pairsOf } from "./pair.ts";
import { type ImportOptions, type Proposal, proposalsOf, type SourceRead } from "./proposal.ts";
import { contentOf, type Standing, type StandingFile, standingOf } from "./standing.ts";

/** The most questions of a folder, as the bank reads it. */
const MOST_QUESTIONS = 50_000;

export type ImportRequest = Readonly<{
  reads: readonly SourceRead[];
  options: ImportOptions;
  /** The folder to write to: its questions' files, and its list of topics, null where it has none. */
  folder: Readonly<{ files: readonly StandingFile[]; topics: string | null }>;
  /** What the bank holds elsewhere: what is there already is not brought again. */
  elsewhere: Iterable<Question>;
  /** What all of it comes from, in a few words. */
  name: string;
}>;

/**
 * What becomes of a question's file. `edited`: somebody changed it since it was imported, so it stays as it is;
 * `sourceChanged` then tells whether its source changed too.
 */
export type Placed = Readonly<{
  proposal: Proposal;
  path: string;
  outcome: "new" | "updated" | "unchanged" | "edited";
  sourceChanged: boolean;
}>;

/** A file to write, relative to the folder; only where it is still as it was, null where there was none. */
export type ImportWrite = Readonly<{ path: string; text: string; before: string | null }>;

/** Something about one place of a file that was read. */
export type ImportNote = Readonly<{ file: string; line: number; reason: string }>;

/** What an import does. The same sources over what it wrote give a plan that writes nothing. */
export type ImportPlan = Readonly<{
  /** In the order to be written: the list of topics first, so that no question stands there without its topic. */
  writes: readonly ImportWrite[];
  placed: readonly Placed[];
  duplicates: readonly Duplicate[];
  /** What no file of the bank can hold. */
  refused: readonly ImportNote[];
  /** What was left out of a question, or decided for all of them. */
  notes: readonly ImportNote[];
  topics: readonly Topic[];
}>;

/** Decides what an import writes. Raises `bank.invalid` where the folder's list of topics cannot be read. */
export function planImport({ reads, options, folder, elsewhere, name }: ImportRequest): ImportPlan {
  const all = reads.flatMap((read) => proposalsOf(read, options));
  const distinct = distinctOf(all.slice(0, MOST_QUESTIONS));
  const standing = folder.files.flatMap((file) => standingOf(file) ?? []);
  const pairs = pairsOf(distinct.proposals, standing);
  const known = knownWords(standing, new Set(pairs.values()), elsewhere);
  const isKnown = (proposal: Proposal): boolean => !pairs.has(proposal) && known.has(contentOf(proposal.text));
  const brought = distinct.proposals.filter((proposal) => !isKnown(proposal));
  const filing = filingOf(
    brought.filter((proposal) => !pairs.has(proposal)),
    folder.topics,
    name,
  );
  const placing = placedFiles(brought, { pairs, standing, all: filing.all?.id ?? null });
  const list = filing.text === null ? [] : [{ path: "topics.yaml", text: filing.text, before: folder.topics }];
  const isWritten = placing.writes.length > 0;
  return {
    ...placing,
    writes: isWritten ? [...list, ...placing.writes] : [],
    topics: isWritten ? filing.added : [],
    duplicates: [
      ...distinct.duplicates,
      ...distinct.proposals
        .filter(isKnown)
        .map((proposal) => duplicateOf(proposal, known.get(contentOf(proposal.text)) ?? "")),
    ],
    notes: [
      ...distinct.proposals.flatMap(({ file, line, note }) => (note === null ? [] : [{ file, line, reason: note }])),
      ...(filing.all === null ? [] : [together(brought, filing.all.id)]),
      ...tooMany(all),
    ],
  };
}

const together = (proposals: readonly Proposal[], topic: string): ImportNote => ({
  file: proposals[0]?.file ?? "",
  line: 1,
  reason: `too many topics to choose from: all new questions go under \`${topic}\`; --topic names another`,
});

function tooMany(all: readonly Proposal[]): readonly ImportNote[] {
  const first = all[MOST_QUESTIONS];
  if (first === undefined) return [];
  const left = all.length - MOST_QUESTIONS;
  const reason = `${left} questions from here on are left out: a folder of the bank holds ${MOST_QUESTIONS}`;
  return [{ file: first.file, line: first.line, reason }];
}

/** Where the words of what is there already stand. */
function knownWords(standing: readonly Standing[], paired: ReadonlySet<Standing>, elsewhere: Iterable<Question>) {
  const known = new Map<number, string>();
  const note = (content: Question | Draft | null, place: string): void => {
    if (content !== null && !known.has(contentOf(content))) known.set(contentOf(content), place);
  };
  for (const file of standing) if (!paired.has(file)) note(file.content, file.path);
  for (const question of elsewhere) note(question, question.file);
  return known;
}

type Placement = Readonly<{
  pairs: ReadonlyMap<Proposal, Standing>;
  standing: readonly Standing[];
  all: string | null;
}>;

function placedFiles(proposals: readonly Proposal[], { pairs, standing, all }: Placement) {
  const byId = new Map<string, Standing>(standing.map((file) => [file.id, file]));
  const taken = new Set<string>([...pairs.values()].map(({ id }) => id));
  const placed: Placed[] = [];
  const writes: ImportWrite[] = [];
  const refused: ImportNote[] = [];
  for (const proposal of proposals) {
    const paired = pairs.get(proposal);
    const id = paired?.id ?? proposal.id ?? newIdOf(proposal, (each) => taken.has(each));
    taken.add(id);
    const file = paired ?? byId.get(id);
    const topic = file?.topic ?? all ?? proposal.topic.id;
    const path = file?.path ?? `${topic}/${fileNameOf(id)}.md`;
    const text = markedText({ ...proposal.text, topic }, proposal.draft);
    const reason = whyUnreadable(proposal, { id, topic, path, text });
    if (reason !== null) {
      refused.push({ file: proposal.file, line: proposal.line, reason });
      continue;
    }
    const outcome = outcomeOf(proposal, text, file);
    const sourceChanged = file !== undefined && markIn(file.text) !== markIn(text);
    placed.push({ proposal, path, outcome, sourceChanged });
    if (outcome === "new" || outcome === "updated") writes.push({ path, text, before: file?.text ?? null });
  }
  return { placed, writes, refused };
}

function outcomeOf(proposal: Proposal, text: string, file: Standing | undefined): Placed["outcome"] {
  if (file === undefined) return "new";
  if (file.text === text || (proposal.id !== null && isSame(proposal, file))) return "unchanged";
  return file.untouched ? "updated" : "edited";
}

/** Whether a question that was exported stands there as it was, wherever it is said to come from. */
function isSame({ text: { origin: _from, ...text } }: Proposal, { content, topic }: Standing): boolean {
  if (content === null || "draft" in content) return false;
  const { id: _id, file: _file, line: _line, origin: _there, ...rest } = content;
  return questionText({ ...text, topic }) === questionText(rest);
}

type ToWrite = Readonly<{ id: QuestionId; topic: string; path: string; text: string }>;

/** Why a text would not be read back as what it is, or null: the last look before anything is written. */
function whyUnreadable({ text, draft }: Proposal, { id, topic, path, text: file }: ToWrite): string | null {
  const bytes = new TextEncoder().encode(file).length;
  if (bytes > FILE_BYTES) return `too long for the bank: ${bytes} bytes, the most is ${FILE_BYTES}; split it`;
  const read = parseQuestion({ file: path, id, folder: topic, text: file });
  const content = read.question ?? read.draft;
  if (content === undefined || content === null) return read.problems[0]?.message ?? "no file of the bank can hold it";
  const isDraft = "draft" in content;
  const isWhole = content.prompt === text.prompt && content.answer === text.answer && isDraft === (draft !== null);
  return isWhole ? null : "its text would be read back as another one";
}
