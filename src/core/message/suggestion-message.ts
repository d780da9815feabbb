import type { Near } from "../bank/near.ts";
import type { KeyPoint, Question, Topic } from "../bank/question.ts";
import type { DecidedSuggestion, Proposed, Suggestion } from "../bank/suggestion.ts";
import { emphasis, heading, list, paragraph, person, strong } from "./build.ts";
import type { Doc, Inline } from "./doc.ts";
import { quoteOf } from "./markdown.ts";
import type { Action, Message } from "./message.ts";
import { dayText } from "./moments.ts";
import { topicTitle } from "./question-message.ts";
import { spoken } from "./spoken.ts";
import { titled } from "./titled.ts";
import { words } from "./words.ts";

/** A suggestion as whoever decides sees it. */
export type SuggestionLook = Readonly<{
  suggestion: Suggestion;
  topics: readonly Topic[];
  /** The zone that its day is told in. */
  zone: string;
  /** Questions of the bank that ask nearly the same. */
  near: readonly Near<Question>[];
  /** What a check of the bank would say of it. */
  notes: readonly string[];
}>;

/** More of them would bury the question. */
const notesShown = 6;

/** A suggestion with all that its author wrote, what is like it, and the buttons that decide it. */
export function suggestionMessage(look: SuggestionLook): Message {
  const { suggestion, near, notes } = look;
  const { title } = suggestion.proposed;
  const blocks = [
    paragraph(emphasis(aboutIt(look))),
    ...proposedBlocks(suggestion.proposed),
    ...(near.length === 0 ? [] : [heading(3, words.suggest.near), list(near.map(nearLine))]),
    ...(notes.length === 0 ? [] : [heading(3, words.suggest.notes), list(notesOf(notes))]),
    ...(suggestion.state.kind === "approving" ? [paragraph(words.suggest.unfinished)] : []),
  ];
  return { ...titled(title, blocks, decisions(suggestion)), summary: words.suggest.summary(title) };
}

function aboutIt({ suggestion, topics, zone }: SuggestionLook): readonly (string | Inline)[] {
  const { proposed, place, at } = suggestion;
  const day = dayText(at.toZonedDateTimeISO(zone).toPlainDate());
  const of = `${topicTitle(topics, proposed.topic)} · ${words.level[proposed.level]} · ${words.suggest.by} `;
  return [of, person(suggestion.person, suggestion.name), ` · ${words.suggest.channel(place)} · ${day}`];
}

/** Texts as their author wrote them, nothing in them live. */
export function proposedBlocks({ prompt, answer, points, sources }: Proposed): Doc {
  return [
    ...quoteOf(prompt),
    heading(3, words.reveal.reference),
    ...quoteOf(answer),
    ...(points.length === 0 ? [] : [heading(3, words.reveal.points), list(points.map(pointLine))]),
    ...(sources.length === 0 ? [] : [paragraph(words.reveal.sources(sources.join(", ")))]),
  ];
}

const pointLine = ({ say, must }: KeyPoint): readonly (string | Inline)[] =>
  must ? [say] : [say, " ", emphasis(`(${words.suggest.bonus})`)];

const nearLine = ({ item, near }: Near<Question>): readonly (string | Inline)[] => [
  strong(item.title),
  ` · ${near ? words.suggest.nearlySame : words.suggest.same} · ${item.file}:${item.line}`,
];

const notesOf = (notes: readonly string[]): readonly string[] => [
  ...notes.slice(0, notesShown),
  ...(notes.length > notesShown ? [words.suggest.moreNotes(notes.length - notesShown)] : []),
];

const decisions = ({ id }: Suggestion): readonly Action[] =>
  (["approve", "edit", "decline"] as const).map((what) => ({
    kind: "button",
    id: `suggestion/${id}/${what}`,
    label: words.suggest.action[what],
    style: styles[what],
  }));

const styles = { approve: "primary", edit: "plain", decline: "danger" } as const;

/** What the bank holds that is nearly what somebody suggests. `asked` is when the channel had it last; null: it may still come. */
export type Known = Readonly<{ title: string; asked: Temporal.PlainDate | null }>;

/** Said once a suggestion is safe. Of a question that may still come there is the title alone. */
export function thanksMessage(title: string, known: readonly Known[]): Message {
  const lines = known.map(({ title: other, asked }): readonly (string | Inline)[] => [
    strong(other),
    ` · ${asked === null ? words.search.toCome : words.search.asked(dayText(asked))}`,
  ]);
  return {
    summary: words.suggest.thanks,
    doc: [
      paragraph(words.suggest.thanks),
      paragraph(strong(title)),
      ...(lines.length === 0 ? [] : [paragraph(words.suggest.known), list(lines)]),
    ],
    actions: [],
    pictures: [],
    thread: null,
  };
}

/** What came of a person's suggestions, for them alone, and a way to suggest another. */
export const newsMessage = (decided: readonly DecidedSuggestion[]): Message => ({
  summary: decided.map(newsText).join(" "),
  doc: newsBlocks(decided),
  actions: [{ kind: "button", id: "command/suggest", label: words.suggest.another, style: "plain" }],
  pictures: [],
  thread: null,
});

/** The same as blocks of another message. */
export const newsBlocks = (decided: readonly DecidedSuggestion[]): Doc =>
  decided.flatMap((each) => [
    paragraph(...spoken(newsText(each))),
    ...(each.state.kind === "declined" && each.state.reason !== "" ? quoteOf(each.state.reason) : []),
  ]);

function newsText({ proposed, state }: DecidedSuggestion): string {
  const by = state.name === "" ? words.suggest.somebody : state.name;
  if (state.kind === "approved") return words.suggest.wasApproved(proposed.title, by);
  return words.suggest.wasDeclined(proposed.title, by, state.reason !== "");
}
