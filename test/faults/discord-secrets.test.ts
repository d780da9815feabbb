import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { commands } from "../../src/core/commands/grammar.ts";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import { type DiscordBot, startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { channel } from "../adapters/discord/discord-rig.ts";
import { someQuestions } from "../support/bot.ts";
import { idOf } from "../support/discord/state/ids.ts";

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
const user = (name: string): PersonId => idOf("user", name) as PersonId;

/** All that left the bot: its requests with their bodies, what anybody sees, and its log at every level. */
async function seenOutside({ discord, log }: DiscordBot): Promise<string> {
  const people = ["mira", "jonas", "priya"].map(user);
  // The author's own form shows them their answer.
  const own = people.filter((id) => id !== user("jonas"));
  const whispers = await Promise.all(own.map((id) => discord.whispers({ user: id })));
  const seen = { calls: await discord.calls(), whispers, messages: await discord.everything(), log };
  return inspect(seen, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null });
}

/** What a person and a manager can do before the reveal, without ending the drill in another way. */
const asked = commands
  .map(({ name }) => name)
  .filter((name) => !/^(?:reveal|skip|another|stop|now|pause|setup|managers|away|search)$/u.test(name));

async function untilBeforeTheReveal(answer: string): Promise<DiscordBot> {
  const bot = await startDiscordBot({ questions, plan: { mode: "sealed" } });
  await bot.pass({ minutes: 31 });
  const question = ((await bot.posts())[0]?.id ?? "") as MessageId;
  const jonas = bot.rig.as(user("jonas"));
  await bot.does(() => jonas.press(question, "answer/2027-03-15"));
  await bot.does(() => jonas.submit({ text: answer }));
  await bot.discord.write({ channel, user: user("priya"), text: `${talk} in the channel` });
  for (const name of ["mira", "priya"]) {
    for (const command of asked) await bot.does(() => bot.rig.as(user(name)).command(command));
    for (const action of ["result", "answers", "late"]) {
      await bot.does(() => bot.rig.as(user(name)).press(question, `${action}/2027-03-15`));
    }
  }
  await bot.pass({ minutes: 1 });
  return bot;
}

async function reveal(bot: DiscordBot): Promise<void> {
  await bot.pass({ hours: 6, minutes: 30 });
  for (let minute = 0; minute < 3; minute += 1) await bot.pass({ minutes: 1 });
}

describe("faults 78 and 79: what must not be seen", () => {
  it("neither the reference answer nor a sealed one leaves the bot before the reveal, nor a token ever", async () => {
    const bot = await untilBeforeTheReveal(`${sealed} costs writes and space, I would say.`);
    const before = await seenOutside(bot);
    expect([before.includes(hidden), before.includes(sealed), before.includes(talk)]).toEqual([false, false, true]);
    await reveal(bot);
    const after = await seenOutside(bot);
    expect([after.includes(hidden), after.includes(sealed)]).toEqual([true, true]);
    const log = inspect(bot.log, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null });
    expect([hidden, sealed, talk, bot.discord.keys.token].filter((secret) => log.includes(secret))).toEqual([]);
    expect(await bot.discord.violations()).toEqual([]);
  });
});

describe("fault 79: the token of an interaction", () => {
  it("by which anybody could answer in the bot's name, is not in the log when the answer fails", async () => {
    const bot = await startDiscordBot({ questions });
    const callback = "POST /interactions/:id/:token/callback";
    await bot.discord.fault({ route: callback, fault: { kind: "error", status: 400, code: 50035 } });
    await bot.discord.fault({
      route: callback,
      fault: { kind: "status", status: 500, carriedOut: false },
      nth: 2,
      times: 2,
    });
    for (const command of ["status", "help"]) await bot.does(() => bot.rig.as(user("jonas")).command(command));
    const tokens = (await bot.discord.calls())
      .map(({ path }) => /\/interactions\/\d+\/(?<token>[^/]+)\/callback/u.exec(path)?.groups?.["token"])
      .filter((token) => token !== undefined);
    expect(tokens.length).toBe(3);
    const log = inspect(bot.log, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null });
    expect(bot.log.filter(({ level }) => level === "warn").length).toBe(2);
    expect(tokens.filter((token) => log.includes(token))).toEqual([]);
  });
});

describe("fault 66: mentions in what people write", () => {
  it("ping nobody when they are shown again", async () => {
    const role = idOf("role", "acme", "managers");
    const bot = await untilBeforeTheReveal(
      `@everyone @here <@${user("mira")}> <@&${role}> ||say|| [hello](https://evil.test/)`,
    );
    await reveal(bot);
    const posts = (await bot.discord.everything()).filter(({ isBots }) => isBots);
    expect(posts.filter(({ content, embeds }) => JSON.stringify([content, embeds]).includes("hello")).length > 0).toBe(
      true,
    );
    const pinged = posts
      .map((post) => post.pinged)
      .filter((one) => one.everyone || one.users.length + one.roles.length > 0);
    expect(pinged).toEqual([]);
    const bodies = (await bot.discord.calls())
      .map(({ body }) => body)
      .filter((body) => JSON.stringify(body ?? "").includes('"embeds"'));
    expect(bodies.filter((body) => !JSON.stringify(body).includes('"allowed_mentions":{"parse":[]}'))).toEqual([]);
  });
});
