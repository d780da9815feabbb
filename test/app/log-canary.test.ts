import { describe, expect, it } from "vitest";
import { openLog } from "../../src/adapters/log/pino-log.ts";
import { secretsIn } from "../../src/compose/process-log.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type Bot, someQuestions, startBot } from "../support/bot.ts";
import { type MemoryStore, memoryStore } from "../support/memory-store.ts";

const password = "pass-canary/1+2";
const databaseUrl = `postgresql://drill:${encodeURIComponent(password)}@db:5432/drill`;
const token = "xoxb-canary-1234";
const secrets = [token, ...secretsIn(databaseUrl)];

const inThread = "The thread-canary is what I would say to that.";
const edited = "The edited-canary is what I would say now.";
const inForm = "The form-canary is what I wrote.";
const late = "The late-canary came after the reveal.";

/** Whatever a log line may never hold: secrets as written and as meant, people's words, reference answers and points. */
const canaries = [
  token,
  password,
  encodeURIComponent(password),
  ...["thread-canary", "edited-canary", "form-canary", "late-canary"],
  ...someQuestions(12).flatMap(({ answer, points, followUps }) => [
    answer,
    ...points.map(({ say }) => say),
    ...followUps,
  ]),
];

/** A platform where each kind of call fails twice, in its own words, with our token in them, as HTTP clients do. */
function tattling(platform: Platform): Platform {
  const now = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    let calls = 0;
    return (...args: A): Promise<R> => {
      calls += 1;
      if (calls !== 1 && calls !== 3) return call(...args);
      const cause = Object.assign(new Error(`connect ${databaseUrl} with ${password}`), {
        code: "ECONNRESET",
        headers: { token },
      });
      return Promise.reject(new Error(`request with Bearer ${token} failed`, { cause }));
    };
  };
  const { post, edit, find, readThread, whisper, mark, person } = platform;
  return {
    ...platform,
    post: now(post),
    edit: now(edit),
    find: now(find),
    readThread: now(readThread),
    whisper: now(whisper),
    mark: now(mark),
    person: now(person),
  };
}

type Loud = Readonly<{ bot: Bot; store: MemoryStore; lines: readonly string[] }>;

async function startLoud(): Promise<Loud> {
  const lines: string[] = [];
  const log = openLog({ level: "debug", secrets, to: { write: (line) => void lines.push(line) } });
  const store = memoryStore();
  const bot = await startBot({ log, store, port: tattling, fake: { facts: { repeatSafeMs: 0 } } });
  return { bot, store, lines };
}

/** A day with everything people do, on a platform that fails, and a store that refuses for a while; all that it stored. */
async function playLoudDay({ bot, store }: Loud): Promise<string> {
  const { platform } = bot;
  const [jonas, mira] = [platform.as(platform.people.first.id), platform.as(platform.people.manager.id)];
  await bot.at("2027-03-15T09:30");
  await passMinutes(bot, 30);
  const question = platform.messages.find(({ key }) => key?.includes("/question/") === true)?.ref.id ?? null;
  const { message } = await jonas.say(question, inThread);
  if (message !== null) await jonas.edit(message, edited);
  store.failing = true;
  await jonas.say(question, inThread);
  await bot.pass({ seconds: 15 });
  store.failing = false;
  await mira.command("answer");
  if (mira.form() !== null) await mira.submit({ text: inForm });
  await mira.command(`search ${token}`);
  await bot.at("2027-03-15T16:00");
  await passMinutes(bot, 60);
  if (question !== null) await jonas.press(question, "late/2027-03-15");
  if (jonas.form() !== null) await jonas.submit({ text: late });
  const stored = [...store.rows.values()].join("");
  if (message !== null) await jonas.remove(message);
  await passMinutes(bot, 60);
  return stored;
}

async function passMinutes(bot: Bot, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) await bot.pass({ minutes: 1 });
}

describe("the log of a whole day at its lowest level", () => {
  it("holds no secret, nothing that people wrote, no reference answer and no point of one", async () => {
    const loud = await startLoud();
    const stored = await playLoudDay(loud);
    const whole = loud.lines.join("");
    expect(canaries.filter((canary) => whole.includes(canary))).toEqual([]);

    // The day was one that tempts: all of it was stored and posted, and errors with the token in them were logged.
    const posted = JSON.stringify(loud.bot.platform.messages);
    const words = ["edited-canary", "form-canary", "late-canary"];
    expect(words.filter((word) => !stored.includes(word))).toEqual([]);
    expect([posted.includes("Canary answer"), posted.includes("form-canary")]).toEqual([true, true]);
    expect(whole.includes("request with Bearer [removed] failed")).toBe(true);
    expect(whole.includes("connect [removed] with [removed]")).toBe(true);
    const events = new Set(loud.lines.map((line): unknown => JSON.parse(line).event));
    expect(
      ["a message was not delivered yet", "question posted", "drill revealed"].filter((one) => !events.has(one)),
    ).toEqual([]);
  });
});
