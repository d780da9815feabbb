/*
 * P7 of performance.md, on Slack: 5,000 people answer in the thread of one question and 5,000 through its form, then a
 * manager has it revealed. The stand-in for Slack's protocols is in this process, with Slack's rate limits enforced from
 * the reveal on; the bot is in one of its own, with Slack's own clients and its store in SQLite, in real time.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { channelKey } from "../src/core/keys.ts";
import type { SlackWorkspace } from "../test/support/slack/client.ts";
import { openSlack } from "../test/support/slack/slack.ts";
import type { ChatBotSays, ChatBotTask } from "./chat-bot.ts";
import { inFolder, mb, median, ms, paceOf, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const half = 5_000;
const pages = 30;
const channel = "CMAIN";
const team = "TBENCH";
const script = fileURLToPath(new URL("chat-bot.ts", import.meta.url));
const answer = "It keeps the key **with** its outcome.\n\n- one\n- two\n\n".repeat(9).slice(0, 500);

type Came = Readonly<{
  revealMs: number;
  messages: number;
  addedMb: number;
  pageMs: readonly number[];
  limited: number;
}>;

async function measured(): Promise<Came> {
  const running = await openSlack();
  const people = Array.from({ length: 2 * half }, (_, index) => ({ name: `p${index}`, id: `U${index}` }));
  const slack = await running.open({ team, people, channels: [{ name: "main", id: channel }] });
  const { botToken, appToken } = slack.keys;
  try {
    return await inFolder(async (dataDir) => {
      const line = { kind: "socket", appToken } as const;
      const on = { platform: "slack", botToken, apiUrl: running.apiUrl, line } as const;
      const task: ChatBotTask = { dataDir, channels: [channelKey("slack", team, channel)], on };
      const bot = fork(script, [JSON.stringify(task)]);
      const ended = once(bot, "exit");
      const isOpen = Promise.withResolvers<void>();
      bot.on("message", (says: ChatBotSays) => says === "open" && isOpen.resolve());
      await isOpen.promise;
      bot.send("go");
      await once(bot, "message");
      const came = await crowded(slack, bot.pid ?? 0);
      bot.send("stop");
      await ended;
      return came;
    });
  } finally {
    await running.stop();
  }
}

async function crowded(slack: SlackWorkspace, pid: number): Promise<Came> {
  const question = await questionOf(slack);
  const date = /answer\/(?<date>[\d-]+)/u.exec(JSON.stringify(question.blocks))?.groups?.["date"] ?? "";
  await answered(slack, question.ts, date);
  await slack.quirks({ rates: true });
  const before = memoryMb(pid);
  let most = before;
  const began = performance.now();
  await slack.command({ user: "U0", channel, text: "reveal" });
  while (!(await questionOf(slack)).text.includes(`Revealed · ${2 * half} answered`)) {
    if (performance.now() - began > 120_000) throw new Error(`not revealed: ${(await questionOf(slack)).text}`);
    most = Math.max(most, memoryMb(pid));
    await sleep(50);
  }
  const revealMs = performance.now() - began;
  const bots = (await slack.messages({ channel })).filter(({ isBots }) => isBots).length - 1;
  const pageMs: number[] = [];
  for (let turn = 0; turn < pages; turn += 1) pageMs.push(await turned(slack, { date, turn, ts: question.ts }));
  const limited = (await slack.calls()).filter(({ answer: said }) => said === "ratelimited").length;
  return { revealMs, messages: bots, addedMb: most - before, pageMs, limited };
}

/** Half of the people write in the thread, the others send the form; resolves when all of it was heard. */
async function answered(slack: SlackWorkspace, thread: string, date: string): Promise<void> {
  const metadata = JSON.stringify({ channel, thread: null });
  await paceOf(half, 64, async (index) => {
    const user = `U${index}`;
    const values = { text: { text: { type: "plain_text_input", value: answer } } };
    const view = { type: "modal", callback_id: `answer/${date}`, private_metadata: metadata, state: { values } };
    const { heard } = await slack.interaction({
      type: "view_submission",
      user: { id: user },
      team: { id: team },
      view,
    });
    if (!heard) throw new Error(`the form of ${user} was not saved in time`);
  });
  for (let index = half; index < 2 * half; index += 1) {
    await slack.write({ channel, user: `U${index}`, text: answer, thread });
    while ((await slack.wire()).unheard >= 64) await sleep(1);
  }
  while ((await slack.wire()).unheard > 0) await sleep(20);
}

/** How long a page of *All answers* takes, from the press until the person sees it. */
async function turned(slack: SlackWorkspace, { date, turn, ts }: Readonly<{ date: string; turn: number; ts: string }>) {
  const user = `U${turn}`;
  const page = Math.round((turn / (pages - 1)) * (half / 10 - 1));
  const actions = [{ type: "button", action_id: `answers/${date}/${page}.0`, block_id: "b" }];
  const container = { type: "message", message_ts: ts, channel_id: channel };
  const place = { channel: { id: channel }, container, message: { ts }, trigger_id: "none" };
  const before = (await slack.whispers({ user })).length;
  const began = performance.now();
  await slack.interaction({ type: "block_actions", user: { id: user }, team: { id: team }, ...place, actions });
  while ((await slack.whispers({ user })).length === before) {
    if (performance.now() - began > 5_000) throw new Error(`page ${page} did not come`);
    await sleep(1);
  }
  return performance.now() - began;
}

async function questionOf(slack: SlackWorkspace) {
  const [question] = await slack.messages({ channel });
  if (question === undefined) throw new Error("there is no question");
  return question;
}

/** What a process has in memory now (proc(5), VmRSS). */
const memoryMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

/** Measures P7 on Slack, in real time. Takes about a minute; throws when an answer is missing. */
export async function run(): Promise<BenchRow[]> {
  const { revealMs, messages, addedMb, pageMs, limited } = await measured();
  const given = `${half.toLocaleString("en")} answers in the thread, as many through the form`;
  return [
    {
      what: `reveal out on Slack, ${given}`,
      ours: `${(revealMs / 1_000).toFixed(1)} s, ${messages} messages, ${limited} × 429`,
      beside: "11 pages of the thread at Slack's 50 a minute, 1 post a second: 8 s",
      goal: "≤ 10 s",
    },
    { what: "memory added at most meanwhile", ours: mb(addedMb), beside: "–", goal: "≤ 200 MB" },
    {
      what: "a page of All answers, from the press until it is seen",
      ours: `${ms(median(pageMs))}, worst of ${pages} ${ms(percentile(pageMs, 1))}`,
      beside: "–",
      goal: "≤ 200 ms",
    },
  ];
}

if (import.meta.main) console.table(await run());
