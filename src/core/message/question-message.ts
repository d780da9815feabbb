import type { Question, Topic } from "../bank/question.ts";
import type { DrillIn, Why } from "../drill/drill.ts";
import { assertNever } from "../errors.ts";
import { emphasis, heading, paragraph } from "./build.ts";
import type { Block, Doc, Inline } from "./doc.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Action, Message } from "./message.ts";
import { dayText, moment } from "./moments.ts";
import { plainText } from "./plain.ts";
import { words } from "./words.ts";

/** How a question message looks: before the reveal, after it, or dropped. */
export type QuestionLook = Readonly<{
  drill: DrillIn<"planned" | "open" | "revealed" | "skipped">;
  question: Question;
  topics: readonly Topic[];
  /** Whether plain replies in the thread can be read; otherwise the question never asks for them. */
  readsReplies: boolean;
  /** How many answered, once revealed. */
  answered: number;
}>;

/**
 * The question as it stands in the channel. Title and prompt come first, for notifications and screen readers; nothing
 * of the answer is in it.
 */
export function questionMessage(look: QuestionLook): Message {
  const { drill, question } = look;
  const prompt = parseMarkdown(question.prompt);
  return {
    summary: `${question.title}: ${plainText(prompt)}`,
    doc: [heading(2, question.title), ...prompt, facts(look), ...corrected(look), ...state(look)],
    actions: actionsOf(drill),
    pictures: [],
    thread: question.title,
  };
}

/** The title of a topic, or its id where no folder names it. */
export const topicTitle = (topics: readonly Topic[], id: string): string =>
  topics.find((topic) => topic.id === id)?.title ?? id;

function facts({ drill, question, topics }: QuestionLook): Block {
  return paragraph(
    emphasis(`${topicTitle(topics, question.topic)} · ${words.level[question.level]} · ${whyText(drill.why)}`),
  );
}

const corrected = ({ drill }: QuestionLook): Doc =>
  drill.stage !== "planned" && drill.corrected?.question === true
    ? [paragraph(emphasis(words.question.corrected))]
    : [];

function state(look: QuestionLook): Doc {
  const { drill } = look;
  switch (drill.stage) {
    case "planned":
    case "open":
      return [paragraph(...revealTime(drill), howToAnswer(look))];
    case "revealed":
      return [paragraph(words.question.revealed(look.answered))];
    case "skipped":
      return [paragraph(words.question.skipped)];
    default:
      return assertNever(drill);
  }
}

function howToAnswer({ drill, readsReplies }: QuestionLook): string {
  if (drill.mode === "sealed") return words.question.sealed;
  return readsReplies ? words.question.replyOrPress : words.question.press;
}

const revealTime = (drill: DrillIn<"planned" | "open">): readonly (Inline | string)[] => [
  drill.withNext ? words.question.revealWithNext : words.question.revealAt,
  moment(drill.revealAt, drill.zone, drill.date),
];

function actionsOf(drill: QuestionLook["drill"]): readonly Action[] {
  const date = drill.date.toString();
  if (drill.stage === "skipped") return [];
  if (drill.stage === "revealed") return revealedActions(date);
  return [{ kind: "button", id: `answer/${date}`, label: words.question.answer, style: "primary" }];
}

/** What people can press once a drill is revealed; `more` stands before *Flag*, which comes last. */
export const revealedActions = (date: string, more: readonly Action[] = []): readonly Action[] => [
  { kind: "button", id: `result/${date}`, label: words.action.myResult, style: "primary" },
  { kind: "button", id: `late/${date}`, label: words.action.answerLate, style: "plain" },
  ...more,
  { kind: "button", id: `flag/${date}`, label: words.action.flag, style: "plain" },
];

function whyText(why: Why): string {
  switch (why.kind) {
    case "new-topic":
      return words.question.why.newTopic;
    case "topic-longest-ago":
      return words.question.why.topicLongestAgo(dayText(why.lastAsked));
    case "not-asked-yet":
      return words.question.why.notAskedYet;
    case "asked-longest-ago":
      return words.question.why.askedLongestAgo(dayText(why.lastAsked));
    case "chosen":
      return words.question.why.chosen;
    default:
      return assertNever(why);
  }
}
