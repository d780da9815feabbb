import type { Suggestion } from "../../src/core/bank/suggestion.ts";
import { type ChannelKey, workspaceOf } from "../../src/core/keys.ts";
import type { FieldValues } from "../../src/core/message/message.ts";
import type { Actor, SeenMessage, Told } from "../contract/platform/rig.ts";
import { type AskedBot, askedBot } from "./asked-bot.ts";
import type { BotOptions } from "./bot.ts";
import { type MemoryBank, memoryBank } from "./memory-bank.ts";
import type { MemoryStore } from "./memory-store.ts";
import { aQuestion } from "./questions.ts";

/** What Jonas suggests unless told otherwise. */
export const typedQuestion = {
  topic: "http",
  level: "mid",
  prompt: "What does a 304 response say? Give an example.",
  answer: "The copy that the client has is still good.",
  points: "The client's copy is still fresh\nbonus: It has no body\nsource: RFC 9110",
} as const;
/** The title that is made of it. */
export const typedTitle = "What does a 304 response say?";

/** A bot whose bank takes new questions: two about HTTP, one of them asked today, and one about data. */
export type SuggestingBot = AskedBot &
  Readonly<{
    bank: MemoryBank;
    /** Opens the form, fills it and sends it; Jonas unless told otherwise. */
    suggest: (values?: FieldValues, who?: Actor) => Promise<Told>;
    /** Presses a button of the message, by its label. */
    pressOn: (who: Actor, message: SeenMessage, label: string) => Promise<Told>;
    /** What `review` shows. */
    review: (who?: Actor) => Promise<SeenMessage>;
    /** Every suggestion of the workspace. */
    suggestions: () => Promise<readonly Suggestion[]>;
    /** Titles of the questions that the workspace can be asked, of those that it has for itself. */
    ownTitles: (channel?: ChannelKey) => readonly string[];
    /** What was told to a person alone, the last of it. */
    lastTold: (who: Actor) => Promise<string | undefined>;
  }>;

export const bankedQuestions = [
  aQuestion("etag", { prompt: "What is an entity tag good for, and who compares it?" }),
  aQuestion("retry-after", { prompt: "When does a server send Retry-After?" }),
  aQuestion("index", { topic: "data", prompt: "What does an index cost?" }),
];

/** Starts it. Monday's question is out. */
export async function suggestingBot(
  options: Omit<BotOptions, "store" | "bank"> & Readonly<{ store?: MemoryStore; bank?: MemoryBank }> = {},
): Promise<SuggestingBot> {
  const bank = options.bank ?? memoryBank(bankedQuestions);
  const bot = await askedBot({ ...options, bank });
  const workspace = workspaceOf(bot.platform.channel);
  return {
    ...bot,
    bank,
    suggest: async (values = typedQuestion, who = bot.jonas) => {
      await who.command("suggest");
      const told = await who.submit(values);
      await bot.app.idle();
      return told;
    },
    pressOn: async (who, message, label) => {
      const action = message.actions.find((each) => each.label === label);
      if (action === undefined) throw new Error(`there is no ${label} under "${message.text}"`);
      const told = await who.press(message.id, action.id);
      await bot.app.idle();
      return told;
    },
    review: async (who = bot.mira) => shownMessage(await who.command("review")),
    suggestions: async () => {
      const all = await Array.fromAsync(bot.records.suggestions.list(`${workspace}/`), ([, each]) => each);
      return all.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
    },
    ownTitles: (channel = bot.platform.channel) =>
      [...bank.forWorkspace(workspaceOf(channel)).questions.values()]
        .filter(({ origin }) => origin !== undefined)
        .map(({ title }) => title),
    lastTold: async (who) => (await who.whispers()).at(-1)?.text,
  };
}

/** The message that somebody is shown; anything else fails the test. */
export function shownMessage(told: Told): SeenMessage {
  if (told.kind === "message") return told.message;
  throw new Error(`no message: ${JSON.stringify(told)}`);
}
