/* P7: 10,000 answers given through the form in one drill, each read by the key points, on a platform that costs nothing. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { inFolder, mb, median, ms, paceOf, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { existing, personOf, type SomeBot, startSomeBot } from "./some-bot.ts";

const answers = 10_000;
const pages = 30;
const sampleMs = 20;
/** No two are the same, as none that was read is read again. */
const answer = (index: number): string =>
  `It is stored in step ${index % 8}, says ${index}.\n\n${"It keeps the key **with** its outcome.\n\n- one\n- two\n\n".repeat(9)}`.slice(
    0,
    500,
  );

async function giveAnswers(bot: SomeBot): Promise<void> {
  const channel = existing(bot.channels[0], "there is a channel");
  await paceOf(answers, 64, async (index) => {
    const form = {
      channel,
      person: personOf(index),
      name: "",
      thread: null,
      form: `answer/${bot.date}`,
      values: { text: answer(index) },
    };
    const response = await bot.handlers.submitted(form);
    if (response.kind !== "message") throw new Error(`answer ${index} was not saved: ${JSON.stringify(response)}`);
  });
}

type Watched = Readonly<{ took: number; added: number; stalled: number }>;

/** How long `act` takes, by how much the process grew at most meanwhile, and for how long it heard nothing else at most. */
async function watched(act: () => Promise<void>): Promise<Watched> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  const sampling = setInterval(look, sampleMs);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await act();
  const took = performance.now() - began;
  delay.disable();
  clearInterval(sampling);
  look();
  return { took, added: (most - before) / 2 ** 20, stalled: delay.max / 1e6 };
}

/** Turns pages over the whole length, the last one included. */
async function turnPages(bot: SomeBot): Promise<readonly number[]> {
  const channel = existing(bot.channels[0], "there is a channel");
  const took: number[] = [];
  for (let turn = 0; turn < pages; turn += 1) {
    const ten = Math.round((turn / (pages - 1)) * (answers / 10 - 1));
    const began = performance.now();
    const response = await bot.handlers.pressed({
      channel,
      person: personOf(turn),
      thread: null,
      action: `answers/${bot.date}/${ten}.0`,
      value: null,
    });
    took.push(performance.now() - began);
    if (response.kind !== "message" || response.message.doc.length < 2) throw new Error("no page of answers came");
  }
  return took;
}

const measure = (dataDir: string) => async (): Promise<BenchRow[]> => {
  const bot = await startSomeBot(dataDir, 1);
  await giveAnswers(bot);
  const before = bot.posted.length;
  const { took, added, stalled } = await watched(bot.reveal);
  const messages = bot.posted.length - before;
  const drill = await bot.app.world.records.drills.get(`${bot.channels[0]}/${bot.date}`);
  if (drill?.stage !== "revealed" || messages < 2) throw new Error(`not revealed: ${JSON.stringify(drill)}`);
  const turned = await turnPages(bot);
  await bot.stop();
  const given = `${answers.toLocaleString("en")} answers through the form`;
  return [
    {
      what: `reveal out, ${given}`,
      ours: `${(took / 1000).toFixed(2)} s, ${messages} messages`,
      beside: "–",
      goal: "≤ 10 s",
    },
    { what: "memory added at most meanwhile", ours: mb(added), beside: "–", goal: "≤ 200 MB" },
    { what: "nothing else heard meanwhile, for at most", ours: ms(stalled), beside: "–", goal: "–" },
    {
      what: "a page of All answers",
      ours: `${ms(median(turned))}, worst of ${pages} ${ms(percentile(turned, 1))}`,
      beside: "–",
      goal: "≤ 200 ms",
    },
  ];
};

/** Measures P7. Takes about 10 s; throws when an answer is not saved or the drill is not revealed. */
export const run = (): Promise<BenchRow[]> => inFolder((dataDir) => measure(dataDir)());

if (import.meta.main) console.table(await run());
