/** Messages and forms as the bot makes them, over words and times that stay the same. */
import type { Flagged } from "../../src/core/bank/flags.ts";
import type { Question, Topic } from "../../src/core/bank/question.ts";
import type { DecidedSuggestion, Suggestion } from "../../src/core/bank/suggestion.ts";
import type { Figures } from "../../src/core/drill/figures.ts";
import type { AnswerReading, PointReading } from "../../src/core/feedback/read-answer.ts";
import type { PersonId, QuestionId } from "../../src/core/keys.ts";
import { answersPage } from "../../src/core/message/all-answers-message.ts";
import { answerForm } from "../../src/core/message/answer-messages.ts";
import type { Doc } from "../../src/core/message/doc.ts";
import { flagForm, flaggedMessage, flaggedNotice } from "../../src/core/message/flag-message.ts";
import { homeMessage } from "../../src/core/message/home-message.ts";
import { mendForm } from "../../src/core/message/mend-form.ts";
import type { Form, Message } from "../../src/core/message/message.ts";
import { partsOf } from "../../src/core/message/parts.ts";
import { questionMessage } from "../../src/core/message/question-message.ts";
import { resultMessage } from "../../src/core/message/result-message.ts";
import { type RevealContent, revealLine, revealMessages } from "../../src/core/message/reveal-messages.ts";
import { setupForm } from "../../src/core/message/setup-form.ts";
import { declineForm, editForm, suggestForm } from "../../src/core/message/suggest-form.ts";
import {
  newsMessage,
  type SuggestionLook,
  suggestionMessage,
  thanksMessage,
} from "../../src/core/message/suggestion-message.ts";
import { keptMessage } from "../../src/core/message/variant-message.ts";
import type { Slot } from "../../src/core/schedule/plan.ts";
import { somePlan } from "../core/schedule/some-plan.ts";
import { anAnswer, anOpenDrill, aRevealedDrill, aSkippedDrill } from "../support/drills.ts";
import { aQuestion } from "../support/questions.ts";
import { aVariant } from "../support/variants.ts";
import { formIn, listeningBot } from "./listening-bot.ts";

export const topics: readonly Topic[] = [
  { id: "http", title: "HTTP and the web", line: "" },
  { id: "api-design", title: "API design", line: "" },
  { id: "security", title: "Security", line: "" },
  { id: "data", title: "Data", line: "" },
  { id: "architecture", title: "Architecture and scale", line: "" },
  { id: "operations", title: "Quality and operations", line: "" },
];

/** An answer with all that platforms show in a way of their own: a table, code, lists in lists, a quote, a link. */
const answer = `Take the lock **in one statement** that can only succeed once, and give it back only if it is still yours.

### Ways to hold it

| Where | Good at | Weak at |
| --- | --- | --- |
| Row with \`SKIP LOCKED\` | one database already there | a worker that hangs holds its row |
| Advisory lock |  | lost with its connection |

1. Take it:

   \`\`\`sql
   UPDATE jobs SET owner = $1, until = now() + interval '30 s'
   WHERE id = $2 AND (until IS NULL OR until < now());
   \`\`\`

2. Work, and **renew** it at half of its time:
   - if a renewal fails, stop;
   - never assume that *no answer* means *no*:
     - read it back first.
3. Give it back.

> A lock that cannot run out is a lock that stays.

- [x] An owner & an end
- [ ] A fencing token, see [the paper](https://example.org/fencing?a=1&b=2)`;

export const locks: Question = aQuestion("locks", {
  title: "A lock that several workers share",
  topic: "data",
  level: "senior",
  prompt:
    "Six workers take jobs from one table. Each job must be done by **one worker at a time**, and a worker may die.\n\nHow do you keep two from doing `job <1>` at once?",
  answer,
  points: [
    { say: "One atomic statement takes the lock", aliases: [], reject: [], must: true },
    { say: "It runs out by itself, with `until`", aliases: [], reject: [], must: true },
    { say: "A fencing token stops a worker that woke up late", aliases: [], reject: [], must: false },
  ],
  followUps: ["What if the clocks of the workers differ by a minute?"],
  sources: ["PostgreSQL manual, 13.3", "RFC 9110"],
});

const look = { question: locks, topics, readsReplies: true, answered: 0 } as const;

const content = (changes: Partial<RevealContent> = {}): RevealContent => ({
  drill: aRevealedDrill(),
  question: locks,
  answers: [
    anAnswer(
      "Ada",
      "I would write `UPDATE … WHERE until < now()`, see https://example.org.\n\n- atomic\n- it *runs out*",
    ),
    anAnswer("Ben", "<!channel> a lock table & a cron job", { edited: true }),
    anAnswer("Cleo", "Redis.", { hidden: true }),
  ],
  coverage: null,
  threadRead: true,
  questionGone: false,
  ...changes,
});

const coverage = { answers: 3, covered: [2, 1, 0] };

const forty = Array.from({ length: 40 }, (_, at) =>
  anAnswer(
    `P${at + 1}`,
    `Answer ${at + 1}. ${"A lease in the row, taken and renewed by one statement. ".repeat((at % 4) + 1)}`,
  ),
);

const { date } = aRevealedDrill();

const pointRead = (at: number, given: Partial<PointReading> = {}): PointReading => ({
  point: locks.points[at] ?? { say: "", aliases: [], reject: [], must: true },
  state: "not-spotted",
  quote: null,
  look: null,
  ...given,
});

/** A covered point, one that is denied, and a bonus that is there. */
const reading: AnswerReading = {
  points: [
    pointRead(0, { state: "covered", quote: "One `statement`" }),
    pointRead(1, { look: { why: "denied", quote: "never *runs out* <@U1>" } }),
    pointRead(2, { state: "covered", quote: "@everyone a fencing token" }),
  ],
  cannotTell: null,
  copiesReference: false,
  listsKeyWords: false,
};
const untold: AnswerReading = {
  ...reading,
  points: [0, 1, 2].map((at) => pointRead(at)),
  cannotTell: "other-language",
};
const kept = aVariant({ say: "It runs out by itself, with `until`", words: "It ends *by itself*, @here." });

type Fit = (doc: Doc) => readonly Doc[];

const sent = (messages: readonly Message[], fit: Fit): readonly Message[] =>
  messages.flatMap((message) => partsOf(message, fit));

/** Every page of *All answers*, turned as a person does. */
function allPages(fit: Fit): readonly Message[] {
  const pages: Message[] = [];
  for (let place = { ten: 0, part: 0 }; ; ) {
    const page = answersPage({
      drill: aRevealedDrill(),
      question: locks,
      answers: forty,
      place,
      mayHide: true,
      fit,
    });
    pages.push(page);
    const next = page.actions.find((action) => action.kind === "button" && action.label === "Next")?.id;
    if (next === undefined) return pages;
    const [ten = 0, part = 0] = (next.split("/").at(-1) ?? "").split(".").map(Number);
    place = { ten, part };
  }
}

const figures: Figures = { asked: 14, answered: 11, late: 1, streak: 4, longestStreak: 6 };
const slot: Slot = {
  date: Temporal.PlainDate.from("2027-03-16"),
  postAt: Temporal.Instant.from("2027-03-16T08:00:00Z"),
  revealAt: Temporal.Instant.from("2027-03-16T15:00:00Z"),
};

const home = homeMessage({
  figures,
  page: 0,
  pages: 1,
  channels: [
    {
      name: "backend",
      plan: somePlan(),
      open: [
        { drill: anOpenDrill(), question: locks, link: "https://example.slack.com/archives/C1/p1", answered: false },
      ],
      next: slot,
    },
    { name: "frontend", plan: somePlan({ pause: { until: null } }), open: [], next: null },
  ],
});

const flagAt = (hour: number): Temporal.Instant => Temporal.Instant.from(`2027-03-15T${hour}:00:00Z`);
const said = { channel: anOpenDrill().channel, kind: "wrong" } as const;

/** Three people's flags, one of them with what must stay a quote. */
const aFlagged: Flagged = {
  question: locks.id,
  flags: [
    { ...said, person: "U1" as PersonId, name: "Ada", reason: "`until` is **never** read back.", at: flagAt(10) },
    {
      ...said,
      person: "U2" as PersonId,
      name: "@everyone",
      kind: "outdated",
      reason: "<!channel> see https://example.org\n\n```\n# not a heading",
      at: flagAt(11),
    },
    {
      ...said,
      person: "U3" as PersonId,
      name: "Cleo",
      kind: "other",
      reason: "The table is hard to read.",
      at: flagAt(12),
    },
  ],
  channels: [said.channel],
  rest: { at: flagAt(12), by: "flags" },
  mending: null,
  decided: null,
};

/** What somebody suggests, with what must stay a quote, and what is to be found out about it. */
const suggested: Suggestion = {
  id: "what-keeps-two-workers-apart-4k2p9x" as QuestionId,
  channel: anOpenDrill().channel,
  place: "backend",
  person: "U2" as PersonId,
  name: "@everyone Ben",
  at: flagAt(10),
  proposed: {
    title: "What keeps two workers & <jobs> apart?",
    topic: "data",
    level: "mid",
    prompt: "What keeps two workers & <jobs> apart? <!channel>\n\n```sql\nSELECT 1;\n```",
    answer: "**One** statement, see [the paper](https://example.org/a?b=1&c=2).\n\n# Not a heading\n\n- atomic",
    points: [
      { say: "One atomic statement", aliases: [], reject: [], must: true },
      { say: "A fencing token", aliases: [], reject: [], must: false },
    ],
    sources: ["RFC 9110"],
  },
  state: { kind: "waiting" },
};

const suggestionLook: SuggestionLook = {
  suggestion: suggested,
  topics,
  zone: "Europe/Berlin",
  near: [{ item: locks, near: true, likeness: 0.9 }],
  notes: ["too few must points: 1", "too few aliases of point 1: 0"],
};

const declined: DecidedSuggestion = {
  ...suggested,
  state: {
    kind: "declined",
    by: "U1" as PersonId,
    name: "Mira",
    at: flagAt(10),
    told: false,
    reason: "We have it, see https://example.org.\n@here",
  },
};

const manyTopics: readonly Topic[] = Array.from({ length: 26 }, (_, at) => ({
  id: `topic-${at}`,
  title: `Topic ${at}`,
  line: "",
}));

/** Messages by name, cut to fit a platform. */
export const messagesFor = (fit: Fit): Readonly<Record<string, readonly Message[]>> => ({
  question: [questionMessage({ ...look, drill: anOpenDrill() })],
  "question-sealed": [
    questionMessage({ ...look, drill: anOpenDrill({ mode: "sealed", why: { kind: "new-topic", topic: "data" } }) }),
  ],
  "question-revealed": [questionMessage({ ...look, drill: aRevealedDrill(), answered: 7 })],
  "question-skipped": [questionMessage({ ...look, drill: aSkippedDrill() })],
  reveal: sent([revealLine(content(), null), ...revealMessages(content({ coverage }))], fit),
  "reveal-of-forty": [...sent(revealMessages(content({ answers: forty })), fit), ...allPages(fit)],
  result: sent(
    [resultMessage({ question: locks, answer: anAnswer("Ada", "One statement."), late: null, reading, date })],
    fit,
  ),
  "result-untold": sent(
    [resultMessage({ question: locks, answer: anAnswer("Ada", "¿Qué?"), late: null, reading: untold, date })],
    fit,
  ),
  "result-kept": sent([keptMessage(kept)], fit),
  "question-corrected": [
    questionMessage({ ...look, drill: aRevealedDrill({ corrected: { question: true, answer: true } }), answered: 7 }),
  ],
  "reveal-corrected": sent(
    revealMessages(content({ drill: aRevealedDrill({ corrected: { question: true, answer: true } }) })),
    fit,
  ).slice(0, 1),
  flagged: sent([flaggedMessage({ flagged: aFlagged, question: locks, zone: "Europe/Berlin" })], fit),
  suggestion: sent([suggestionMessage(suggestionLook)], fit),
  "suggestion-thanks": [
    thanksMessage(suggested.proposed.title, [
      { title: "Locks & <leases>", asked: date },
      { title: "Leases", asked: null },
    ]),
  ],
  "suggestion-news": [newsMessage([declined])],
  "flagged-told": sent([flaggedNotice(locks.title, true)], fit),
});

export const homes: Readonly<Record<string, Message>> = { home };

/** Forms by name; `fieldChars` is what a field of the platform takes. */
export const formsFor = async (fieldChars: number): Promise<Readonly<Record<string, Form>>> => ({
  "form-answer": answerForm(anOpenDrill(), locks, "What I wrote in the thread.", fieldChars),
  "form-late": answerForm(aRevealedDrill(), locks, "", fieldChars),
  "form-setup": setupForm({
    plan: null,
    zone: { value: "Europe/Berlin", label: "Berlin (Europe)" },
    timeThere: "09:12",
    topics,
    ping: null,
  }),
  "form-setup-ping": setupForm({
    plan: somePlan(),
    zone: { value: "Europe/Berlin", label: "Berlin (Europe)" },
    timeThere: "09:12",
    topics,
    ping: { id: "S0604QSJC", name: "seniors" },
  }),
  "form-holidays": await holidaysForm(),
  "form-flag": flagForm(date, locks),
  "form-suggest": suggestForm(topics, fieldChars),
  "form-suggest-among-many": suggestForm(manyTopics, fieldChars),
  "form-suggestion-edit": editForm(suggested, topics, fieldChars),
  "form-suggestion-decline": declineForm(suggested),
  "form-mend": mendForm(locks, "m4x1k2p8", fieldChars),
});

/** The form of `holidays`, which only the bot itself makes. */
async function holidaysForm(): Promise<Form> {
  const christmas = { from: Temporal.PlainDate.from("2027-12-25"), to: Temporal.PlainDate.from("2027-12-26") };
  const { command } = await listeningBot({ plan: { daysOff: [{ ...christmas, name: "Christmas" }] } });
  return formIn(await command("holidays"));
}
