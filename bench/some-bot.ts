import { openStore } from "../src/adapters/keyv/open-store.ts";
import { systemTimer } from "../src/adapters/runtime.ts";
import { type App, createApp } from "../src/app/app.ts";
import { openRecords } from "../src/app/records.ts";
import type { Bank, Question } from "../src/core/bank/question.ts";
import { type ChannelKey, channelKey, type MessageId, type PersonId, type QuestionId } from "../src/core/keys.ts";
import type { Doc } from "../src/core/message/doc.ts";
import type { MessageRef } from "../src/core/message/message.ts";
import type { Plan } from "../src/core/schedule/plan.ts";
import { usualPlan } from "../src/core/schedule/usual-plan.ts";
import type { Handlers, Person, Platform, PlatformFacts } from "../src/ports/platform.ts";
import { quiet } from "./figures.ts";

/** The bot with its own store in SQLite, on a platform that does nothing at once, every channel with one open drill. */
export type SomeBot = Readonly<{
  app: App;
  handlers: Handlers;
  channels: readonly ChannelKey[];
  /** The posted question of a channel. */
  questionIn: (channel: ChannelKey) => MessageRef;
  /** Everything that was posted, questions and reveals. */
  posted: readonly MessageRef[];
  now: () => Temporal.Instant;
  date: Temporal.PlainDate;
  /** Puts the clock past the reveal of every drill and does what is due. */
  reveal: () => Promise<void>;
  stop: () => Promise<void>;
}>;

const date = Temporal.PlainDate.from("2027-03-15");
const at = (time: string): Temporal.Instant => Temporal.Instant.from(`${date}T${time}Z`);
const blocksOfOneMessage = 40;

/** Starts it in a folder; its store is durable as in production (WAL, `FULL`). */
export async function startSomeBot(dataDir: string, channelCount: number): Promise<SomeBot> {
  const store = await openStore({ dataDir, log: quiet });
  const records = openRecords(store);
  const channels = Array.from({ length: channelCount }, (_, index) => channelKey("bench", "W1", `C${index}`));
  let now = at("08:00:00");
  await Promise.all(channels.map((channel) => records.plans.create(channel, planOf(channel, now))));
  const { platform, posted, heard } = silentPlatform();
  const app = createApp({
    clock: { now: () => now },
    timer: systemTimer,
    chance: { id: () => "bench", number: () => 0.5 },
    log: quiet,
    figures: { report: () => undefined },
    records,
    bank: {
      forWorkspace: () => bank,
      search: () => [],
      save: async (_workspace, question) => question,
      start: async () => undefined,
      stop: async () => undefined,
    },
    platforms: new Map([[platform.facts.name, platform]]),
    settings: { owner: "bench", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  await app.start();
  now = at("09:00:00");
  await app.tick();
  await app.idle();
  const questions = new Map(posted.map((ref) => [ref.channel, ref]));
  return {
    app,
    channels,
    posted,
    date,
    handlers: heard(),
    now: () => now,
    questionIn: (channel) => existing(questions.get(channel), `the question of ${channel} went out`),
    reveal: async () => {
      now = at("16:00:01");
      await app.tick();
      await app.idle();
    },
    stop: async () => {
      await app.stop();
      await store.stop();
    },
  };
}

/** A person by number. */
export const personOf = (index: number): PersonId => `U${index}` as PersonId;

/** The value, which the run has shown to be there. Throws otherwise: figures of a run that did not work are worth nothing. */
export function existing<T>(value: T | null | undefined, claim: string): T {
  if (value === null || value === undefined) throw new Error(`not true in this run: ${claim}`);
  return value;
}

function silentPlatform() {
  const posted: MessageRef[] = [];
  let handlers: Handlers | null = null;
  const person = async (_channel: ChannelKey, id: PersonId): Promise<Person> => ({
    id,
    name: `Person ${id}`,
    zone: null,
    manager: false,
    maySetUp: false,
    standing: "member",
    roles: [],
  });
  const platform: Platform = {
    facts,
    person,
    channel: async (channel) => ({ channel, name: channel, general: false, lacks: null }),
    start: async (given) => {
      handlers = given;
    },
    stop: async () => undefined,
    post: async (to) => {
      const id = `M${posted.length}` as MessageId;
      const ref =
        to.kind === "channel"
          ? { channel: to.channel, thread: null, id }
          : { channel: to.of.channel, thread: to.of.id, id };
      posted.push(ref);
      return ref;
    },
    edit: async () => undefined,
    find: async () => null,
    readThread: async () => ({ kind: "read", replies: [] }),
    whisper: async () => true,
    mark: async () => undefined,
  };
  return { platform, posted, heard: () => existing(handlers, "the app started the platform") };
}

const facts: PlatformFacts = {
  name: "bench",
  fit: inMessages,
  fieldChars: 3000,
  actions: 10,
  whispers: true,
  readsReplies: true,
  commandsInThreads: true,
  repeatSafeMs: 60_000,
  visibleAfterMs: 30_000,
  pacing: null,
  aheadMs: () => 0,
  linkTo: () => null,
  home: false,
  roles: false,
  pings: false,
};

function inMessages(doc: Doc): readonly Doc[] {
  const count = Math.max(1, Math.ceil(doc.length / blocksOfOneMessage));
  return Array.from({ length: count }, (_, part) =>
    doc.slice(part * blocksOfOneMessage, (part + 1) * blocksOfOneMessage),
  );
}

const planOf = (channel: ChannelKey, since: Temporal.Instant): Plan =>
  usualPlan({ channel, zone: "UTC", configuredBy: personOf(0), since });

const question: Question = {
  id: "idempotency" as QuestionId,
  title: "Idempotency keys",
  topic: "http",
  level: "mid",
  tags: [],
  prompt: "How does a server make a payment request safe to repeat?",
  answer: "It keeps the key of each request **with** its outcome, and answers a repeat from there.",
  points: Array.from({ length: 8 }, (_, index) => ({
    say: `The key is stored in step ${index}`,
    aliases: [`stored in step ${index}`],
    reject: [],
    must: index < 6,
  })),
  followUps: ["How long is a key kept?"],
  sources: ["RFC 9110"],
  file: "content/http/idempotency.md",
  line: 1,
};

const bank: Bank = {
  questions: new Map([[question.id, question]]),
  topics: [{ id: "http", title: "HTTP", line: "About HTTP." }],
  problems: [],
};
