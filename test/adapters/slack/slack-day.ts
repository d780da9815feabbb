import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import { goOn, shortPatience } from "../chat-bot.ts";
import { unescaped } from "./shown.ts";
import { SlackActor } from "./slack-actor.ts";
import { type SlackBot, type SlackBotOptions, startSlackBot } from "./slack-bot.ts";
import { channelId, type SlackRig } from "./slack-rig.ts";

/** A bot among its people, told by the times of day in Berlin. */
export type SlackDay = SlackBot &
  Readonly<{
    /** An admin of the workspace. */
    mira: Person;
    jonas: Person;
    priya: Person;
    /** Anybody else, by an id of Slack. */
    somebody: (id: string) => Person;
    /** Goes to a time in Berlin and does what is due then; resolves once nothing is under way. */
    at: (local: string) => Promise<void>;
    /** Resolves once nothing is under way. */
    settled: () => Promise<void>;
    /** The bot's last message in the channel. */
    question: () => Promise<MessageId>;
    /** What a screen reader says of the bot's messages in the channel, or under one of them: their plain text. */
    heard: (thread?: MessageId) => Promise<readonly string[]>;
  }>;

/** Nothing goes wrong on the way here, so whatever is slow is the machine. */
const patience = { ...shortPatience, postMs: 10_000, readMs: 10_000, interactMs: 10_000 };

/** Somebody at their client, for whom time goes on while the bot waits for its turn to ask Slack something. */
export class Person extends SlackActor {
  readonly #rig: SlackRig;

  constructor(rig: SlackRig, id: PersonId) {
    super({ workspace: () => rig.slack(), channel: channelId, settled: () => rig.settled() }, id);
    this.#rig = rig;
  }

  override say: SlackActor["say"] = (...said) => goOn(this.#rig, super.say(...said));
  override command: SlackActor["command"] = (...typed) => goOn(this.#rig, super.command(...typed));
  override press: SlackActor["press"] = (...pressed) => goOn(this.#rig, super.press(...pressed));
  override submit: SlackActor["submit"] = (values) => goOn(this.#rig, super.submit(values));
  override point: SlackActor["point"] = (...pointed) => goOn(this.#rig, super.point(...pointed));
}

/** A started bot, as `startSlackBot`. */
export async function startSlackDay(options: SlackBotOptions = {}): Promise<SlackDay> {
  const bot = await startSlackBot({ ...options, slack: { patience, ...options.slack } });
  const { rig } = bot;
  const at = async (local: string): Promise<void> => {
    const target = Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Berlin").epochMilliseconds;
    await bot.pass({ milliseconds: target - rig.clock.now().epochMilliseconds });
  };
  return {
    ...bot,
    at,
    mira: new Person(rig, rig.people.manager.id),
    jonas: new Person(rig, rig.people.first.id),
    priya: new Person(rig, rig.people.second.id),
    somebody: (id) => new Person(rig, id as PersonId),
    settled: () => bot.pass({ milliseconds: 0 }),
    question: async () => {
      const last = (await bot.posts()).findLast(({ thread }) => thread === null);
      if (last === undefined) throw new Error("nothing stands in the channel");
      return last.ts as MessageId;
    },
    heard: async (thread) => (await bot.posts(thread)).map(({ text }) => spokenText(text)),
  };
}

/** As Slack's client reads it: a date is said in the reader's zone, which is Berlin here. */
const spokenText = (text: string): string =>
  unescaped(text.replaceAll(/<!date\^[^|>]*\|(?<fallback>[^>]*)>/gu, "$<fallback>"));
