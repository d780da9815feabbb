/*
 * P4 of performance.md, on Discord: people run a command, press *Answer* and send the form, 200 a second, while questions
 * go out at Discord's own pace, 50 requests a second, which are 25 questions with their threads. The stand-in for Discord's
 * protocols is in this process, the bot in one of its own, with discord.js's gateway and its store in SQLite, in real time.
 * Measured at the stand-in, from dispatching an interaction to its first answer; the stand-in itself refuses nothing.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { channelKey } from "../src/core/keys.ts";
import type { DiscordApp } from "../test/support/discord/client.ts";
import { openDiscord } from "../test/support/discord/discord.ts";
import { idOf } from "../test/support/discord/state/ids.ts";
import type { ChatBotSays, ChatBotTask } from "./chat-bot.ts";
import { inFolder } from "./figures.ts";
import { type Came, forMs, type Kind, paced, rowsOf, rushMs, warmMs } from "./interactions.ts";
import type { BenchRow } from "./row.ts";

/** All due at once. */
const posts = 10_000;
/** Each acts about every two seconds, which the bot takes from a person. */
const people = 400;
const commands = ["drill preview", "drill me", "drill topics"] as const;
/** What the stand-in calls what people do. */
const kinds = { command: "command", component: "button", modal: "form" } as const;
const guild = idOf("guild", "bench");
const script = fileURLToPath(new URL("chat-bot.ts", import.meta.url));

async function measured(): Promise<Came> {
  const running = await openDiscord();
  const users = Array.from({ length: people }, (_, index) => ({ name: `p${index}` }));
  const channels = Array.from({ length: posts + 1 }, (_, index) => ({
    name: `c${index}`,
    id: idOf("c", String(index)),
  }));
  const app = await running.open({ users, guilds: [{ name: "bench", id: guild, channels }] });
  try {
    return await inFolder(async (dataDir) => {
      const on = { platform: "discord", token: app.keys.token, apiUrl: running.apiUrl, apiVersion: "10" } as const;
      const keys = channels.map(({ id }) => channelKey("discord", guild, id));
      const bot = fork(script);
      bot.send({ dataDir, channels: keys, on } satisfies ChatBotTask);
      const ended = once(bot, "exit");
      bot.on("message", (says: ChatBotSays) => void (says === "open" && bot.send("go")));
      await reached(app, 1 + 20);
      await sleep(rushMs);
      const came = await withPeople(app);
      bot.send("stop");
      await ended;
      return came;
    });
  } finally {
    await running.stop();
  }
}

/** Resolves when so many messages stand. */
async function reached(app: DiscordApp, count: number): Promise<void> {
  while ((await app.everything()).length < count) await sleep(200);
}

async function withPeople(app: DiscordApp): Promise<Came> {
  const [question] = await app.messages({ channel: "c0" });
  if (question === undefined) throw new Error("there is no question to answer");
  const customId = /"custom_id":"(?<id>[^"]*answer\/[^"]*)"/u.exec(JSON.stringify(question))?.groups?.["id"] ?? "";
  let unheard = 0;
  let turn = 0;
  const act = async (): Promise<void> => {
    turn += 1;
    const user = `p${turn % people}`;
    const round = Math.floor(turn / people) % 3;
    const modal = await app.modal({ user });
    const { became } =
      round === 0
        ? await app.command({ user, channel: "c0", command: commands[turn % commands.length] ?? "drill help" })
        : modal === null
          ? await app.press({ user, channel: "c0", id: question.id, customId })
          : await app.submit({ user, entries: { text: `What ${user} thinks of it.` } });
    if (became === "failed" || became === "refused") unheard += 1;
  };
  await paced(warmMs, act);
  const before = { answered: (await app.acknowledged()).length, messages: (await app.everything()).length };
  unheard = 0;
  await paced(forMs, act);
  const answered = (await app.acknowledged()).slice(before.answered);
  const took = new Map<Kind, readonly number[]>();
  for (const [said, kind] of Object.entries(kinds)) {
    took.set(
      kind,
      answered.filter((one) => one.kind === said).map(({ tookMs }) => tookMs),
    );
  }
  return { took, lost: unheard, posted: (await app.everything()).length - before.messages };
}

/** Measures P4 on Discord, in real time. Takes about 40 s. */
export const run = async (): Promise<BenchRow[]> => rowsOf("over the gateway", await measured());

if (import.meta.main) console.table(await run());
