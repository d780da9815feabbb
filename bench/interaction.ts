/*
 * P4 of performance.md, on Slack: people run a command, press *Answer* and send the form, 200 a second, while questions go
 * out. The stand-in for Slack's protocols is in this process, the bot in one of its own, with Slack's own clients and its
 * store in SQLite, in real time. Measured at the stand-in, from sending the envelope to its acknowledgement. The bot paces
 * itself at Slack's published limits, 5 posts a second in a workspace: 10,000 posts would take 33 minutes. So there are as
 * many as keep it posting for longer than it is measured; the stand-in itself refuses nothing.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { SlackLine } from "../src/adapters/slack/slack.ts";
import type { SlackWorkspace } from "../test/support/slack/client.ts";
import { openSlack } from "../test/support/slack/slack.ts";
import { inFolder, median, ms, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import type { SlackBotSays, SlackBotTask } from "./slack-bot.ts";

const perSecond = 200;
const forMs = 20_000;
/** The first presses compile what they run through. */
const warmMs = 3_000;
const posts = 400;
/** Each acts about every two seconds, which the bot takes from a person. */
const people = 400;
/** Commands that need no rights: who may manage is asked of Slack, which tells it 100 times a minute. */
const commands = ["preview", "me", "topics"] as const;
const team = "TBENCH";
const script = fileURLToPath(new URL("slack-bot.ts", import.meta.url));

type Kind = "command" | "block_actions" | "view_submission";
const names: Readonly<Record<Kind, string>> = { command: "command", block_actions: "button", view_submission: "form" };
type Came = Readonly<{ took: ReadonlyMap<Kind, readonly number[]>; lost: number; posted: number }>;

async function measured(via: SlackLine["kind"]): Promise<Came> {
  const running = await openSlack();
  const everybody = Array.from({ length: people }, (_, index) => ({ name: `p${index}`, id: `U${index}` }));
  const others = Array.from({ length: posts }, (_, index) => ({ name: `c${index}`, id: `C${index}`, members: [] }));
  const slack = await running.open({ team, people: everybody, channels: [{ name: "main", id: "CMAIN" }, ...others] });
  const { botToken, appToken, signingSecret } = slack.keys;
  const line: SlackLine =
    via === "socket" ? { kind: "socket", appToken } : { kind: "http", signingSecret, host: "127.0.0.1", port: 0 };
  const channels = ["CMAIN", ...others.map(({ id }) => id)];
  try {
    return await inFolder(async (dataDir) => {
      const bot = fork(script, [
        JSON.stringify({ dataDir, team, botToken, apiUrl: running.apiUrl, line, channels } satisfies SlackBotTask),
      ]);
      const ended = once(bot, "exit");
      bot.on("message", (says: SlackBotSays) => {
        if (says === "open") bot.send("go");
        else if (says.port !== null) {
          void slack.deliverTo({ via: "http", url: `http://127.0.0.1:${says.port}/slack/events` });
        }
      });
      await reached(slack, 1 + 20);
      const came = await withPeople(slack);
      bot.send("stop");
      await ended;
      return came;
    });
  } finally {
    await running.stop();
  }
}

/** Resolves when so many messages stand. */
async function reached(slack: SlackWorkspace, count: number): Promise<void> {
  while ((await slack.everything()).length < count) await sleep(200);
}

/** Lets people act at their pace, whether or not the bot keeps up with it. */
async function withPeople(slack: SlackWorkspace): Promise<Came> {
  const [question] = await slack.messages({ channel: "CMAIN" });
  if (question === undefined) throw new Error("there is no question to answer");
  const place = { in: "message", channel: "CMAIN", ts: question.ts } as const;
  const answer = question.blocks.flatMap(({ elements }) => (Array.isArray(elements) ? elements : []));
  const action = String(answer.find(({ action_id: id }) => String(id).startsWith("answer/"))?.action_id);
  let unheard = 0;
  let turn = 0;
  const act = async (): Promise<void> => {
    turn += 1;
    const user = `U${turn % people}`;
    const view = await slack.view({ user });
    const round = Math.floor(turn / people) % 3;
    const text = commands[turn % commands.length] ?? "help";
    if (round === 0) unheard += (await slack.command({ user, channel: "CMAIN", text })).heard ? 0 : 1;
    else if (view === null) unheard += (await slack.press({ user, place, action })).heard ? 0 : 1;
    else {
      const { became } = await slack.submit({ user, view: view.id, entries: { text: `What ${user} thinks of it.` } });
      unheard += became === "closed" ? 0 : 1;
    }
  };
  await paced(warmMs, act);
  const before = { answered: (await slack.answered()).length, messages: (await slack.everything()).length };
  unheard = 0;
  await paced(forMs, act);
  const answered = (await slack.answered()).slice(before.answered);
  const took = new Map<Kind, readonly number[]>();
  for (const kind of ["command", "block_actions", "view_submission"] as const) {
    took.set(
      kind,
      answered.filter((one) => one.kind === kind).map(({ tookMs }) => tookMs),
    );
  }
  return { took, lost: unheard, posted: (await slack.everything()).length - before.messages };
}

/** Begins `act` so many times a second; resolves when all that was begun has ended. */
async function paced(duration: number, act: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const acts: Promise<void>[] = [];
  while (performance.now() - began < duration) {
    const due = ((performance.now() - began) * perSecond) / 1_000;
    while (acts.length < due) acts.push(act());
    await sleep(1);
  }
  await Promise.all(acts);
}

const rowsOf = (via: SlackLine["kind"], { took, lost, posted }: Came): BenchRow[] =>
  [...took].map(([kind, times]) => ({
    what: `${names[kind]} acknowledged, ${via === "socket" ? "Socket Mode" : "signed HTTP"}, ${perSecond}/s in all, ${posted} posts out meanwhile`,
    ours: `p50 ${ms(median(times))}, p99 ${ms(percentile(times, 0.99))}, worst of ${times.length.toLocaleString("en")} ${ms(percentile(times, 1))}; ${lost} not in time`,
    beside: `Slack's 3 s: × ${(percentile(times, 0.99) / 3_000).toFixed(4)} at p99`,
    goal: "p50 ≤ 10 ms, p99 ≤ 50 ms",
  }));

/** Measures P4 on Slack, in real time. Takes about 80 s. */
export async function run(): Promise<BenchRow[]> {
  return [...rowsOf("socket", await measured("socket")), ...rowsOf("http", await measured("http"))];
}

if (import.meta.main) console.table(await run());
