/*
 * P3: replies through the app's own handler, which is what a platform waits for before it says "received": the drill of the
 * thread looked up, the entry written (it is the inbox too, docs/decisions/015), durable in SQLite with WAL and FULL, and
 * the drill looked at again. On a platform that costs nothing.
 */
import { z } from "zod";
import { openStore } from "../src/adapters/keyv/open-store.ts";
import { codecOf } from "../src/core/codecs.ts";
import type { ChannelKey, MessageId } from "../src/core/keys.ts";
import { inFolder, middlePace, type Pace, paceOf, paceText, quiet } from "./figures.ts";
import { rawKeyvPace } from "./raw-keyv.ts";
import type { BenchRow } from "./row.ts";
import { existing, personOf, type SomeBot, startSomeBot } from "./some-bot.ts";

const channelCount = 100;
const inFlight = 64;
const warm = 2000;
const answers = 20_000;
const crowd = 1000;
const rounds = 3;
/** An answer of 500 characters. */
const text = "The key is kept with the outcome of its request. ".repeat(11).slice(0, 500);

type Round = Readonly<{ ours: Pace; raw: Pace; grouped: Pace; together: Pace }>;

function answerer(bot: SomeBot): (channel: ChannelKey, index: number) => Promise<void> {
  const at = bot.now();
  return (channel, index) =>
    bot.handlers.replied({
      channel,
      thread: bot.questionIn(channel).id,
      message: `R${index}` as MessageId,
      gesture: null,
      person: personOf(index),
      name: `Person ${index}`,
      text,
      at,
      editedAt: null,
    });
}

/** The most that can be reached: one write of the same text an answer, and nothing looked up. */
const groupedPace = (): Promise<Pace> =>
  inFolder(async (dataDir) => {
    const store = await openStore({ dataDir, log: quiet });
    const rows = store.collection("answers", codecOf(z.string()));
    await paceOf(warm, inFlight, (index) => rows.put(`warm/${index}`, text));
    const pace = await paceOf(answers, inFlight, (index) => rows.put(`put/${index}`, text));
    await store.stop();
    return pace;
  });

/** One person an answer, over all channels but the last, which is for the crowd. */
async function round(dataDir: string): Promise<Pick<Round, "ours" | "together">> {
  const bot = await startSomeBot(dataDir, channelCount + 1);
  const answer = answerer(bot);
  const [last, many] = [bot.channels[channelCount], bot.channels.slice(0, channelCount)];
  const one = (index: number): Promise<void> =>
    answer(existing(many[index % channelCount], "each channel is there"), index);
  await paceOf(warm, inFlight, one);
  const ours = await paceOf(answers, inFlight, (index) => one(warm + index));
  const together = await paceOf(crowd, crowd, (index) => answer(existing(last, "the crowd has a channel"), index));
  for (const channel of many) await expectKept(bot, channel, (warm + answers) / channelCount);
  await expectKept(bot, existing(last, "the crowd has a channel"), crowd);
  await bot.stop();
  return { ours, together };
}

async function expectKept(bot: SomeBot, channel: ChannelKey, expected: number): Promise<void> {
  const people = new Set<string>();
  for await (const [, entry] of bot.app.world.records.entries.list(`${channel}/${bot.date}/`)) {
    if (entry.thread.length === 1 && entry.thread[0]?.text === text) people.add(entry.person);
  }
  if (people.size !== expected) throw new Error(`${channel}: ${people.size} of ${expected} answers were kept`);
}

/** Measures P3. Takes about 30 s; throws when an answer is lost. */
export async function run(): Promise<BenchRow[]> {
  const all: Round[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const raw = await rawKeyvPace(inFlight);
    all.push({ raw, grouped: await groupedPace(), ...(await inFolder(round)) });
  }
  const raw = middlePace(all.map((each) => each.raw));
  const grouped = middlePace(all.map((each) => each.grouped));
  const ours = middlePace(all.map((each) => each.ours));
  const together = middlePace(all.map((each) => each.together));
  const row = (what: string, pace: Pace, goal: string): BenchRow => ({
    what,
    ours: `${paceText(pace)} (× ${(pace.perSecond / raw.perSecond).toFixed(1)})`,
    beside: `raw @keyv/sqlite set: ${paceText(raw)}; our grouped put: ${paceText(grouped)}`,
    goal,
  });
  return [
    row(`durable answers, ${inFlight} in flight, ${channelCount} drills`, ours, "≥ 25,000/s, p99 ≤ 10 ms"),
    {
      ...row(`${crowd.toLocaleString("en")} people answer one drill at once`, together, "all kept"),
      ours: `${crowd.toLocaleString("en")} kept; ${paceText(together)}`,
    },
  ];
}

if (import.meta.main) console.table(await run());
