import { entriesOf } from "../../src/app/answers/save-heard.ts";
import { answersOf, lateAnswersOf } from "../../src/core/drill/answers.ts";
import type { DrillIn } from "../../src/core/drill/drill.ts";
import type { Answer } from "../../src/core/drill/entry.ts";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import type { IncomingReply } from "../../src/ports/platform.ts";
import type { Actor, SeenMessage, Told } from "../contract/platform/rig.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";

/** A bot whose question of Monday, 15 March 2027, 09:30 is out: Title 8, reveal at 16:00 Berlin time. */
export type AskedBot = Bot &
  Readonly<{
    question: MessageId;
    /** `mira` manages the channel. */
    mira: Actor;
    jonas: Actor;
    priya: Actor;
    /** Anybody else, by an id of their own. */
    somebody: (id: string) => Actor;
    store: MemoryStore;
    /** Says something in the thread; the message's id. */
    say: (who: Actor, text: string) => Promise<MessageId>;
    /** Opens the form by its button and saves a text. */
    fill: (who: Actor, text: string) => Promise<Told>;
    /** What an event tells of a reply by Jonas, written at that time: `x1`, `long`, never edited, unless told otherwise. */
    replyAt: (at: string, more?: Partial<IncomingReply>) => IncomingReply;
    /** What the bot said in the thread, oldest first. */
    said: () => Promise<readonly SeenMessage[]>;
    /** The question's message as it stands. */
    posted: () => Promise<SeenMessage>;
    /** Its last line. */
    state: () => Promise<string | undefined>;
    /** Person and text of every answer that counts. */
    counted: () => Promise<readonly (readonly [person: string, text: string])[]>;
    answers: () => Promise<readonly Answer[]>;
    /** Person and text of every late answer. */
    late: () => Promise<readonly (readonly [person: string, text: string])[]>;
    /** All that the store holds. */
    stored: () => string;
    drill: () => Promise<DrillIn<"open" | "revealed">>;
    /** The drill is revealed at 16:00. */
    reveal: () => Promise<void>;
  }>;

/** The date of `askedBot`'s drill. */
export const today = "2027-03-15";
/** Where the line in the channel leads, as tests read it. */
export const toThread = " (https://fake.example/fake/W1/backend/m1)";
/** Long enough to start an answer. */
export const long = "twenty characters and more";

/** Starts a bot and lets it ask. */
export async function askedBot(
  options: Omit<BotOptions, "store"> & Readonly<{ store?: MemoryStore }> = {},
): Promise<AskedBot> {
  const store = options.store ?? memoryStore();
  const bot = await startBot({ ...options, store });
  await bot.at(`${today}T09:30`);
  const { platform } = bot;
  const question = platform.messages[0]?.ref.id;
  if (question === undefined) throw new Error("the question is not out");
  const drill = async (): Promise<DrillIn<"open" | "revealed">> => {
    const stored = await bot.records.drills.get(`${platform.channel}/${today}`);
    if (stored?.stage === "open" || stored?.stage === "revealed") return stored;
    throw new Error(`the drill is ${stored?.stage ?? "nowhere"}`);
  };
  const answers = async (): Promise<readonly Answer[]> => {
    const now = await drill();
    return answersOf(await entriesOf(bot.app.world, now), now);
  };
  const mira = platform.as(platform.people.manager.id);
  const posted = async (): Promise<SeenMessage> => {
    const found = (await mira.channel()).find((message) => message.id === question);
    if (found === undefined) throw new Error("the question is gone");
    return found;
  };
  return {
    ...bot,
    question,
    store,
    say: async (who, text) => {
      const { message } = await who.say(question, text);
      if (message === null) throw new Error(`"${text}" was not taken`);
      return message;
    },
    mira,
    jonas: platform.as(platform.people.first.id),
    priya: platform.as(platform.people.second.id),
    somebody: (id) => platform.as(id as PersonId),
    fill: async (who, text) => {
      await who.press(question, `answer/${today}`);
      return who.submit({ text });
    },
    said: async () => (await mira.thread(question)).filter((message) => message.author === null),
    posted,
    state: async () => (await posted()).text.split("\n").at(-1),
    counted: async () => (await answers()).map((answer) => [answer.person, answer.text] as const),
    answers,
    late: async () => {
      const now = await drill();
      return lateAnswersOf(await entriesOf(bot.app.world, now), now).map(({ person, text }) => [person, text] as const);
    },
    stored: () => [...store.rows.values()].join("\n"),
    replyAt: (at, more = {}) => ({
      channel: platform.channel,
      thread: question,
      message: "x1" as MessageId,
      gesture: null,
      person: platform.people.first.id,
      name: platform.people.first.name,
      text: long,
      at: Temporal.Instant.from(at),
      editedAt: null,
      ...more,
    }),
    drill,
    reveal: async () => {
      await bot.at(`${today}T16:00`);
      await bot.app.idle();
    },
  };
}

/** The words a person is told privately, or what kind of answer it was. */
export const toldText = (told: Told): string => (told.kind === "message" ? told.message.text : told.kind);
