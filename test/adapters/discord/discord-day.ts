import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { SeenMessage } from "../../contract/platform/rig.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import { goOn, shortPatience } from "../chat-bot.ts";
import { DiscordActor } from "./discord-actor.ts";
import { type DiscordBot, type DiscordBotOptions, startDiscordBot } from "./discord-bot.ts";
import { channel, type DiscordRig } from "./discord-rig.ts";

/** A bot among its people, told by the times of day in Berlin. */
export type DiscordDay = DiscordBot &
  Readonly<{
    /** May manage the channel. */
    mira: Person;
    jonas: Person;
    priya: Person;
    /** Anybody else, by name. */
    somebody: (name: string) => Person;
    /** Goes to a time in Berlin and does what is due then; resolves once nothing is under way. */
    at: (local: string) => Promise<void>;
    /** Resolves once nothing is under way. */
    settled: () => Promise<void>;
    /** The bot's last message in the channel. */
    question: () => Promise<MessageId>;
    /** The bot's messages in the channel, or in the thread under one of them, as everybody sees them. */
    shown: (thread?: MessageId) => Promise<readonly SeenMessage[]>;
  }>;

/** Nothing goes wrong on the way here, so whatever is slow is the machine. */
const patience = { ...shortPatience, postMs: 10_000, readMs: 10_000, interactMs: 10_000 };

/** Somebody at their client, for whom time goes on while the bot waits for its turn to ask Discord something. */
export class Person extends DiscordActor {
  readonly #rig: DiscordRig;

  constructor(rig: DiscordRig, id: PersonId) {
    super({ app: () => rig.app(), channel, settled: () => rig.settled() }, id);
    this.#rig = rig;
  }

  override say: DiscordActor["say"] = (...said) => goOn(this.#rig, super.say(...said));
  override edit: DiscordActor["edit"] = (...edited) => goOn(this.#rig, super.edit(...edited));
  override remove: DiscordActor["remove"] = (...removed) => goOn(this.#rig, super.remove(...removed));
  override command: DiscordActor["command"] = (...typed) => goOn(this.#rig, super.command(...typed));
  override choose: DiscordActor["choose"] = (...chosen) => goOn(this.#rig, super.choose(...chosen));
  override mark: DiscordActor["mark"] = (...marked) => goOn(this.#rig, super.mark(...marked));
  override press: DiscordActor["press"] = (...pressed) => goOn(this.#rig, super.press(...pressed));
  override submit: DiscordActor["submit"] = (values) => goOn(this.#rig, super.submit(values));
  override point: DiscordActor["point"] = (...pointed) => goOn(this.#rig, super.point(...pointed));
}

/** A started bot, as `startDiscordBot`. */
export async function startDiscordDay(options: DiscordBotOptions = {}): Promise<DiscordDay> {
  const bot = await startDiscordBot({ ...options, options: { patience, ...options.options } });
  const { rig } = bot;
  const at = async (local: string): Promise<void> => {
    const target = Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Berlin").epochMilliseconds;
    await bot.pass({ milliseconds: target - rig.clock.now().epochMilliseconds });
  };
  const mira = new Person(rig, rig.people.manager.id);
  const shown = async (thread?: MessageId): Promise<readonly SeenMessage[]> => {
    const all = thread === undefined ? await mira.channel() : await mira.thread(thread);
    return all.filter(({ author }) => author === null);
  };
  return {
    ...bot,
    at,
    mira,
    jonas: new Person(rig, rig.people.first.id),
    priya: new Person(rig, rig.people.second.id),
    somebody: (name) => new Person(rig, idOf("user", name) as PersonId),
    settled: () => bot.pass({ milliseconds: 0 }),
    question: async () => {
      const last = (await shown()).at(-1);
      if (last === undefined) throw new Error("nothing stands in the channel");
      return last.id;
    },
    shown,
  };
}
