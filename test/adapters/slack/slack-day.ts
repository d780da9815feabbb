import { setImmediate as nextTurn } from "node:timers/promises";
import { type SlackBot, type SlackBotOptions, startSlackBot } from "./slack-bot.ts";

/** A bot whose days go by: the clock moves on by itself while the bot waits for its turn to speak. */
export type SlackDay = SlackBot &
  Readonly<{
    /** Goes to a time in Berlin, does what is due then, and resolves once it is done. */
    at: (local: string) => Promise<void>;
    /** Resolves once nothing is under way. */
    settled: () => Promise<void>;
  }>;

/** Nothing here goes wrong on the way, so whatever is slow is the machine. */
const patience = { postMs: 10_000, readMs: 10_000, interactMs: 10_000 };

/** A started bot, as `startSlackBot`. */
export async function startSlackDay(options: SlackBotOptions = {}): Promise<SlackDay> {
  const bot = await startSlackBot({ ...options, slack: { patience, ...options.slack } });
  const settled = () => whileTimeGoesOn(bot, idle(bot));
  const at = async (local: string): Promise<void> => {
    const target = Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Berlin").epochMilliseconds;
    bot.rig.clock.pass(target - bot.rig.clock.now().epochMilliseconds);
    await bot.rig.slack();
    await whileTimeGoesOn(
      bot,
      bot.app.tick().then(() => idle(bot)),
    );
  };
  return { ...bot, at, settled };
}

async function idle({ app, rig }: SlackBot): Promise<void> {
  await app.idle();
  await rig.settled();
  await app.idle();
}

/** Turns of the event loop in which a request to the stand-in and its answer surely find their way. */
const turns = 200;
/** Slack takes a message a second in a channel, so a reveal waits for the clock between its messages. */
const stepMs = 250;

async function whileTimeGoesOn({ rig }: SlackBot, task: Promise<void>): Promise<void> {
  let isDone = false;
  const done = task.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    for (let turn = 0; turn < turns && !isDone; turn += 1) await nextTurn();
    if (!isDone) rig.clock.pass(stepMs);
    await rig.slack();
  }
  await done;
}
