/*
 * P4 of performance.md, on Slack: people run a command, press *Answer* and send the form, 200 a second, while questions go
 * out. The stand-in for Slack's protocols is in this process, the bot in one of its own, with Slack's own clients and its
 * store in SQLite, in real time. Measured at the stand-in, from sending the envelope to its acknowledgement. The bot paces
 * itself at Slack's published limits, 5 posts a second in a workspace: 10,000 posts take 33 minutes. So all are due
 * at once, and it is measured while the first hundred of them go out; the stand-in itself refuses nothing.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { SlackLine } from "../src/adapters/slack/slack.ts";
import { channelKey } from "../src/core/keys.ts";
import type { SlackWorkspace } from "../test/support/slack/client.ts";
import { openSlack } from "../test/support/slack/slack.ts";
import type { ChatBotSays, ChatBotTask } from "./chat-bot.ts";
import { inFolder } from "./figures.ts";
import { type Came, forMs, type Kind, paced, rowsOf, rushMs, warmMs } from "./interactions.ts";
import type { BenchRow } from "./row.ts";

/** All due at once. */
const posts = 10_000;
/** Each acts about every two seconds, which the bot takes from a person. */
const people = 400;
/** Commands that need no rights: who may manage is asked of Slack, which tells it 100 times a minute. */
const commands = ["preview", "me", "topics"] as const;
const team = "TBENCH";
const script = fileURLToPath(new URL("chat-bot.ts", import.meta.url));

/** What the stand-in calls what people do. */
const kinds = { command: "command", block_actions: "button", view_submission: "form" } as const;

async function measured(via: SlackLine["kind"]): Promise<Came> {
  const running = await openSlack();
  const everybody = Array.from({ length: people }, (_, index) => ({ name: `p${index}`, id: `U${index}` }));
  const others = Array.from({ length: posts }, (_, index) => ({ name: `c${index}`, id: `C${index}`, members: [] }));
  const slack = await running.open({ team, people: everybody, channels: [{ name: "main", id: "CMAIN" }, ...others] });
  const { botToken, appToken, signingSecret } = slack.keys;
  const line: SlackLine =
    via === "socket" ? { kind: "socket", appToken } : { kind: "http", signingSecret, host: "127.0.0.1", port: 0 };
  const channels = ["CMAIN", ...others.map(({ id }) => id)].map((id) => channelKey("slack", team, id));
  try {
    return await inFolder(async (dataDir) => {
      const bot = fork(script);
      const on = { platform: "slack", botToken, apiUrl: running.apiUrl, line } as const;
      bot.send({ dataDir, channels, on } satisfies ChatBotTask);
      const ended = once(bot, "exit");
      bot.on("message", (says: ChatBotSays) => {
        if (says === "open") bot.send("go");
        else if (says.port !== null) {
          void slack.deliverTo({ via: "http", url: `http://127.0.0.1:${says.port}/slack/events` });
        }
      });
      await reached(slack, 1 + 20);
      await sleep(rushMs);
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
  for (const [said, kind] of Object.entries(kinds)) {
    took.set(
      kind,
      answered.filter((one) => one.kind === said).map(({ tookMs }) => tookMs),
    );
  }
  return { took, lost: unheard, posted: (await slack.everything()).length - before.messages };
}

/** Measures P4 on Slack, in real time. Takes about 80 s. */
export async function run(): Promise<BenchRow[]> {
  return [...rowsOf("Socket Mode", await measured("socket")), ...rowsOf("signed HTTP", await measured("http"))];
}

if (import.meta.main) console.table(await run());
