import { TEXT_CHARS } from "../bank/limits.ts";
import { linesOf, type ProposedFault } from "../bank/proposing.ts";
import { type Level, levels, type Topic } from "../bank/question.ts";
import { reasonChars, type Suggestion } from "../bank/suggestion.ts";
import { assertNever } from "../errors.ts";
import type { Choice, Field, Form } from "./message.ts";
import { words } from "./words.ts";

/** Some platforms show so many choices at once; among more people search. */
const mostChoices = 25;

/** The `suggest` form: five fields, as many as the narrowest platform shows at once. */
export function suggestForm(topics: readonly Topic[], fieldChars: number): Form {
  return {
    id: "suggest",
    title: words.suggest.title,
    submit: words.suggest.send,
    intro: [],
    fields: [
      chosen("topic", topicsToChoose(topics), ""),
      chosen("level", levels.map(levelChoice), "mid"),
      ...texts({ prompt: "", answer: "", points: "" }, fieldChars),
    ],
  };
}

/** A manager's form for a suggestion, which is approved as it is sent: five fields, topic and level in one. */
export function editForm({ id, proposed }: Suggestion, topics: readonly Topic[], fieldChars: number): Form {
  const { title, topic, level, prompt, answer } = proposed;
  return {
    id: `suggestion/${id}/edit`,
    title: words.suggest.editTitle,
    submit: words.suggest.action.approve,
    intro: [],
    fields: [
      text("title", { value: title, multiline: false, maxChars: TEXT_CHARS.title }),
      chosen("place", placesToChoose(topics), placeValue(topic, level)),
      ...texts({ prompt, answer, points: linesOf(proposed) }, fieldChars),
    ],
  };
}

/** A manager's form for declining, with a reason for the author or without. */
export const declineForm = ({ id }: Suggestion): Form => ({
  id: `suggestion/${id}/decline`,
  title: words.suggest.declineTitle,
  submit: words.suggest.action.decline,
  intro: [],
  fields: [{ ...text("reason", { value: "", multiline: true, maxChars: reasonChars }), required: false }],
});

/** What a search among topics offers. */
export const topicsToChoose = (topics: readonly Topic[]): readonly Choice[] =>
  topics.map(({ id, title }) => ({ value: id, label: title }));

/** What a search among topics, each with its levels, offers. */
export const placesToChoose = (topics: readonly Topic[]): readonly Choice[] =>
  topics.flatMap(({ id, title }) =>
    levels.map((level) => ({ value: placeValue(id, level), label: `${title} · ${words.level[level]}` })),
  );

/** Topic and level as one value. */
const placeValue = (topic: string, level: Level): string => `${topic}/${level}`;

/** A fault in words, for its field. */
export function faultText({ what, most, line }: ProposedFault): string {
  const { fault } = words.suggest;
  switch (what) {
    case "empty":
      return line === null ? fault.empty : fault.emptyPoint(line);
    case "long":
      return line === null ? fault.long(most) : fault.longPoint(line, most);
    case "many":
      return fault.manyPoints(most);
    case "unknown":
      return fault.unknown;
    case "unreadable":
      return fault.unreadable;
    case "long-source":
      return fault.longSource(most);
    case "many-sources":
      return fault.manySources(most);
    default:
      return assertNever(what);
  }
}

const levelChoice = (level: Level): Choice => ({ value: level, label: words.level[level] });

type FieldName = keyof typeof words.suggest.field;

const framed = (name: FieldName) => ({ name, label: words.suggest.field[name], hint: null, required: true });

/** Something to choose, or to search for where there is too much of it. */
function chosen(name: FieldName, choices: readonly Choice[], value: string): Field {
  if (choices.length <= mostChoices) return { ...framed(name), kind: "choice", value, choices };
  return { ...framed(name), kind: "search", value: choices.find((each) => each.value === value) ?? null };
}

type TextField = Extract<Field, { kind: "text" }>;

const text = (name: FieldName, how: Pick<TextField, "value" | "multiline" | "maxChars">): TextField => ({
  ...framed(name),
  kind: "text",
  ...how,
});

/** Room for what a form adds to points that it shows again: "bonus: " and "source: " as we write them. */
const marksChars = 50;

function texts(
  values: Readonly<Record<"prompt" | "answer" | "points", string>>,
  fieldChars: number,
): readonly TextField[] {
  const field = (name: keyof typeof values, most: number): TextField =>
    text(name, { value: values[name], multiline: true, maxChars: Math.min(most, fieldChars) });
  const points = field("points", fieldChars);
  const room = values.points === "" ? fieldChars - marksChars : fieldChars;
  return [
    field("prompt", TEXT_CHARS.prompt),
    field("answer", TEXT_CHARS.answer),
    { ...points, hint: words.suggest.pointsHint, required: false, maxChars: room },
  ];
}
