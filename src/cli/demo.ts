import { figuresIn } from "../app/channels/my-figures.ts";
import { contentOf } from "../app/drills/reveal.ts";
import { drillKey } from "../app/records.ts";
import { cast, type DemoStage, openDemoStage, type Player } from "../compose/demo-stage.ts";
import type { PostedDrill } from "../core/drill/drill.ts";
import type { Figures } from "../core/drill/figures.ts";
import type { Message } from "../core/message/message.ts";

/** What happens on the demo's day. `at` is an ISO instant in UTC. */
export type DemoEvent = Readonly<{ at: string }> &
  (
    | Readonly<{ event: "posted"; question: string; prompt: string; message: string }>
    | Readonly<{ event: "answered"; person: string; late: boolean; by: "thread" | "form"; text: string }>
    | Readonly<{ event: "receipt"; person: string; message: string }>
    | Readonly<{
        event: "revealed";
        question: string;
        answer: string;
        points: readonly Readonly<{ say: string; must: boolean }>[];
        answers: readonly Readonly<{ person: string; text: string }>[];
      }>
    | Readonly<{ event: "figures"; people: readonly (Readonly<{ person: string }> & Figures)[] }>
  );

/** Hears of each event, with what the bot said since the one before; the day goes on when it resolves. */
export type Narrator = (event: DemoEvent, said: readonly Message[]) => Promise<void>;

const questionId = "authn-vs-authz";
const [mira, jonas, priya] = cast;
const miraSays =
  "Authentication verifies who the user is, and that worked: she was signed in. Authorisation decides what she may " +
  "access, and that failed. Nobody checked that invoice 1002 is hers.";
const jonasSays =
  "Logging in is authentication, permissions are authorisation. What is missing is the ownership check, on the server " +
  "and on every request: the query should ask for the invoice and the customer of the session. I would answer 403, " +
  "or 404 so that nobody can probe for numbers.";
const priyaSays =
  "I was on a train, so late: 401 means not logged in, 403 means not allowed. Changing the id in the URL must not be " +
  "enough, and hiding the link helps nobody.";

/** Plays one day of a channel on the real bot: a question, three answers of which one is late, the reveal, the figures. */
export async function playDemo(narrate: Narrator): Promise<void> {
  const stage = await openDemoStage(questionId);
  try {
    await stage.at("09:00");
    await narrate(await postedOn(stage), messagesOf(stage.seen()));
    await stage.at("10:12");
    for (const event of await replyOn(stage, mira, miraSays)) await narrate(event, []);
    await stage.at("11:47");
    await narrate(...(await formOn(stage, { ...jonas, text: jonasSays, late: false })));
    await stage.at("16:00");
    await narrate(await revealOn(stage), messagesOf(stage.seen()));
    await stage.at("17:05");
    await narrate(...(await formOn(stage, { ...priya, text: priyaSays, late: true })));
    await narrate(await figuresOn(stage), []);
  } finally {
    await stage.close();
  }
}

async function postedOn(stage: DemoStage): Promise<DemoEvent> {
  const { message } = await drillOn(stage);
  const { id, prompt } = stage.question;
  return { event: "posted", at: timeOn(stage), question: id, prompt, message: message.id };
}

async function replyOn(stage: DemoStage, { id }: Player, text: string): Promise<readonly DemoEvent[]> {
  const { message } = await drillOn(stage);
  await stage.terminal.reply(id, message.id, text);
  return stage.seen().flatMap((event): readonly DemoEvent[] => {
    if (event.kind !== "replied" && event.kind !== "marked") return [];
    const person = event.reply.name;
    if (event.kind === "marked") return [{ event: "receipt", at: timeOn(stage), person, message: event.reply.message }];
    return [{ event: "answered", at: timeOn(stage), person, late: false, by: "thread", text }];
  });
}

type Filled = Player & Readonly<{ text: string; late: boolean }>;

async function formOn(stage: DemoStage, { id, name, text, late }: Filled): Promise<Parameters<Narrator>> {
  const { message } = await drillOn(stage);
  const opened = await stage.terminal.press(id, message.id, `${late ? "late" : "answer"}/${stage.date}`);
  if (opened.kind !== "form") throw new Error(`the demo's form did not open: ${opened.kind}`);
  const saved = await stage.terminal.submit(id, opened.form.id, { text });
  const event = { event: "answered", at: timeOn(stage), person: name, late, by: "form", text } as const;
  return [event, saved.kind === "message" ? [saved.message] : []];
}

async function revealOn(stage: DemoStage): Promise<DemoEvent> {
  const { answers, question } = await contentOf(stage.world, await drillOn(stage), true);
  return {
    event: "revealed",
    at: timeOn(stage),
    question: question.id,
    answer: question.answer,
    points: question.points.map(({ say, must }) => ({ say, must })),
    answers: answers.map(({ name, text }) => ({ person: name, text })),
  };
}

async function figuresOn(stage: DemoStage): Promise<DemoEvent> {
  const people = cast.map(async ({ id, name }) => ({
    person: name,
    ...(await figuresIn(stage.world, stage.channel, id, [])),
  }));
  return { event: "figures", at: timeOn(stage), people: await Promise.all(people) };
}

async function drillOn({ world, channel, date }: DemoStage): Promise<PostedDrill> {
  const drill = await world.records.drills.get(drillKey(channel, date));
  if (drill?.stage === "open" || drill?.stage === "revealed") return drill;
  throw new Error(`the demo's question is not out: ${drill?.stage ?? "nothing is planned"}`);
}

const timeOn = (stage: DemoStage): string => stage.now().toString();

const messagesOf = (seen: ReturnType<DemoStage["seen"]>): readonly Message[] =>
  seen.flatMap((event) => (event.kind === "posted" ? [event.message] : []));
