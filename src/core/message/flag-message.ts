import { type Flag, type Flagged, flaggedMark, flagKinds, latestFlag, mayDecide, reasonChars } from "../bank/flags.ts";
import type { Question } from "../bank/question.ts";
import type { QuestionId } from "../keys.ts";
import { note } from "./answer-messages.ts";
import { code, emphasis, list, paragraph, person, strong } from "./build.ts";
import type { Block, Doc } from "./doc.ts";
import { parseMarkdown, quoteOf } from "./markdown.ts";
import type { Action, Form, Message } from "./message.ts";
import { dayText } from "./moments.ts";
import { titled } from "./titled.ts";
import { words } from "./words.ts";

/** So many of the latest flags are shown with their reasons; the others are counted. */
const flagsShown = 5;

/** The form for what is the matter with a question, the same before and after its reveal: nothing of the answer is in it. */
export const flagForm = (date: Temporal.PlainDate, question: Pick<Question, "id" | "title">): Form => ({
  id: `flag/${date}/${flaggedMark(question.id)}`,
  title: words.flag.title,
  submit: words.flag.submit,
  intro: [paragraph(words.flag.about(question.title)), paragraph(emphasis(words.flag.whoSees))],
  fields: [
    {
      kind: "choice",
      name: "kind",
      label: words.flag.kindField,
      hint: null,
      required: true,
      value: "",
      choices: flagKinds.map((value) => ({ value, label: words.flag.kind[value] })),
    },
    {
      kind: "text",
      name: "reason",
      label: words.flag.reason,
      hint: words.flag.reasonHint,
      required: true,
      value: "",
      multiline: true,
      maxChars: reasonChars,
    },
  ],
});

/** What a flagged question is shown with: null where the bank has it no longer. `zone` is the channel's, for the days. */
export type FlaggedLook = Readonly<{ flagged: Flagged; question: Question | null; zone: string }>;

/** A flagged question as managers see it: where it is written, who says what of it, and what can be done. */
export function flaggedMessage({ flagged, question, zone }: FlaggedLook): Message {
  const offered = question === null ? mayDecide(flagged).filter((what) => what !== "mend") : mayDecide(flagged);
  const mark = flaggedMark(flagged.question);
  const seen = latestFlag(flagged)?.epochMilliseconds ?? 0;
  const shown = flagged.flags.slice(-flagsShown).toReversed();
  const more = flagged.flags.length - shown.length;
  const blocks: Doc = [
    paragraph(...placeOf(flagged.question, question)),
    ...(question === null ? [] : parseMarkdown(question.prompt)),
    paragraph(strong(standing(flagged))),
    ...shown.flatMap((flag) => flagBlocks(flag, zone)),
    ...(more > 0 ? [paragraph(emphasis(words.flagged.more(more)))] : []),
    list(offered.map((what) => words.flagged.whatTheyDo[what])),
  ];
  const actions = offered.map(
    (what, at): Action => ({
      kind: "button",
      id: `flagged/${mark}/${what}/${seen.toString(36)}`,
      label: words.flagged.decision[what],
      style: at === 0 ? "primary" : "plain",
    }),
  );
  return titled(question?.title ?? flagged.question, blocks, actions);
}

const placeOf = (id: QuestionId, question: Question | null) =>
  question === null ? [code(id), ` · ${words.flagged.gone}`] : [code(words.flagged.at(question.file, question.line))];

const standing = ({ flags, rest }: Flagged): string =>
  [
    ...(flags.length === 0 ? [] : [words.flagged.by(flags.length)]),
    ...(rest === null ? [] : [words.flagged.resting[rest.by]]),
  ].join(" · ");

/** One flag as a line, and its reason as a quote that nothing in it can leave. */
export function flagBlocks(flag: Flag, zone: string): readonly Block[] {
  const day = dayText(flag.at.toZonedDateTimeISO(zone).toPlainDate());
  const line = words.flagged.line(words.flag.kind[flag.kind], day);
  return [paragraph(person(flag.person, flag.name), `: ${line}`), ...quoteOf(flag.reason)];
}

/** Leads managers to what waits. */
const reviewAction: Action = { kind: "button", id: "command/review", label: words.flagged.review, style: "primary" };

/** Tells a manager once that a question was flagged, or that it rests by the number of flags. */
export const flaggedNotice = (title: string, rests: boolean): Message =>
  note(rests ? words.flagged.toldResting(title) : words.flagged.told(title), [reviewAction]);

/** Says what was decided, and leads to what else waits. */
export const decidedMessage = (text: string): Message => note(text, [reviewAction]);
