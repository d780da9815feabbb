import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { commands } from "../../src/core/commands/grammar.ts";
import { pingsIn } from "../adapters/slack/shown.ts";
import { type SlackBot, startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId as channel } from "../adapters/slack/slack-rig.ts";
import { someQuestions } from "../support/bot.ts";

/** Stands in everything that must not be seen before the reveal. */
const hidden = "CANARY-7f3a";
/** Stands in what people wrote through the form. */
const sealed = "SEALED-91bc";
/** Stands in talk that is none of the bot's business. */
const talk = "TALK-55d1";

const questions: readonly Question[] = someQuestions(12).map((question) => ({
  ...question,
  answer: `${hidden} is the answer.`,
  points: [{ say: `${hidden} is a point`, aliases: [`${hidden} alias`], reject: [`${hidden} reject`], must: true }],
  followUps: [`${hidden} comes next?`],
  sources: [`${hidden} is the source`],
}));

/** All that left the bot: its requests with their arguments, what it whispered, and its log at every level. */
async function seenOutside(bot: SlackBot): Promise<string> {
  const { slack, log } = bot;
  const whispers = await Promise.all(["UMIRA", "UJONAS"].map((user) => slack.whispers({ user })));
  const seen = { calls: await slack.calls(), whispers, messages: await slack.messages({ channel }), log };
  return inspect(seen, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null });
}

/** What a person and a manager can do before the reveal, without ending the drill in another way. */
const asked = commands
  .map(({ name }) => name)
  .filter((name) => !/^(?:reveal|skip|another|stop|now|pause)$/u.test(name));

async function untilBeforeTheReveal(): Promise<SlackBot> {
  const bot = await startSlackBot({ questions, plan: { mode: "sealed" } });
  await bot.pass({ minutes: 31 });
  const [question] = await bot.posts();
  const ts = question?.ts ?? "";
  const place = { in: "message", channel, ts } as const;
  await bot.does(() => bot.slack.press({ user: "UJONAS", place, action: "answer/2027-03-15" }));
  const view = await bot.slack.view({ user: "UJONAS" });
  const answer = { text: `${sealed} costs writes and space, I would say.` };
  await bot.does(() => bot.slack.submit({ user: "UJONAS", view: view?.id ?? "", entries: answer }));
  await bot.slack.write({ channel, user: "UPRIYA", text: `${talk} in the channel` });
  for (const user of ["UMIRA", "UPRIYA"]) {
    for (const text of asked) await bot.does(() => bot.slack.command({ user, channel, text }));
  }
  await bot.does(() => bot.slack.openHome({ user: "UJONAS" }));
  await bot.pass({ minutes: 1 });
  return bot;
}

describe("faults 78 and 79: what must not be seen", () => {
  it("neither the reference answer nor a sealed one leaves the bot before the reveal, nor a token ever", async () => {
    const bot = await untilBeforeTheReveal();
    const { keys } = bot.slack;
    const before = await seenOutside(bot);
    expect(before.includes(hidden)).toBe(false);
    expect(before.includes(sealed)).toBe(false);
    expect(before.includes(talk)).toBe(true);
    expect(JSON.stringify(bot.log).includes(talk)).toBe(false);
    await bot.pass({ hours: 6, minutes: 30 });
    for (let minute = 0; minute < 3; minute += 1) await bot.pass({ minutes: 1 });
    const after = await seenOutside(bot);
    expect([after.includes(hidden), after.includes(sealed)]).toEqual([true, true]);
    const log = inspect(bot.log, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null });
    expect([hidden, sealed, keys.botToken, keys.appToken].filter((secret) => log.includes(secret))).toEqual([]);
    expect(await bot.slack.violations()).toEqual([]);
  });
});

describe("fault 66: mentions in what people write", () => {
  it("ping nobody when they are shown again", async () => {
    const bot = await startSlackBot({ questions, plan: { mode: "sealed" } });
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    const ts = question?.ts ?? "";
    const place = { in: "message", channel, ts } as const;
    await bot.does(() => bot.slack.press({ user: "UJONAS", place, action: "answer/2027-03-15" }));
    const view = await bot.slack.view({ user: "UJONAS" });
    const text = "<!channel> <!here> <@UMIRA> <!subteam^S1> @everyone and https://evil.test/ say hello";
    await bot.does(() => bot.slack.submit({ user: "UJONAS", view: view?.id ?? "", entries: { text } }));
    await bot.pass({ hours: 6, minutes: 30 });
    for (let minute = 0; minute < 3; minute += 1) await bot.pass({ minutes: 1 });
    const posts = (await bot.slack.calls("chat.postMessage")).map(({ args }) => args);
    expect(posts.filter((post) => JSON.stringify(post).includes("say hello")).length > 0).toBe(true);
    // In `rich_text` nothing is parsed; in `text` and in Markdown sections every mark would be live.
    expect(posts.flatMap((post) => pingsIn(post["blocks"], String(post["text"])))).toEqual([]);
    expect(posts.filter((post) => JSON.stringify(post).includes('"url":"https://evil.test/'))).toEqual([]);
    expect(posts.filter((post) => post["unfurl_links"] !== false || post["link_names"] !== false)).toEqual([]);
  });
});
