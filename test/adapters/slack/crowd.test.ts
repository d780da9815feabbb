import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import type { SlackBot } from "./slack-bot.ts";
import { startSlackBot } from "./slack-bot.ts";
import { channelId } from "./slack-rig.ts";

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `p${index}`, id: `UP${index}` }));
const openingWith = (count: number) => ({
  people: [{ name: "mira", isAdmin: true }, { name: "jonas" }, { name: "priya" }, ...people(count)],
});

/** Nothing is slow on purpose here, and a crowd keeps everybody busy. */
const patience = { postMs: 10_000, readMs: 10_000, interactMs: 10_000, answerMs: 10_000 };

/** A bot whose question stands, and what it is called. */
async function asked(count: number) {
  const bot = await startSlackBot({ opening: openingWith(count), slack: { patience } });
  await bot.pass({ minutes: 30 });
  const [question] = await bot.posts();
  if (question === undefined) throw new Error("no question was posted");
  return { ...bot, ts: question.ts };
}

const answerOf = (user: string): string => `${user} keeps the key with its outcome.`;

/** Who is held with what, by person. */
async function held({ records, rig }: SlackBot): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for await (const [, { person, name, form, thread }] of records.entries.list(`${rig.channel}/`)) {
    all.push([person, name, ...(form === null ? [] : [form.text]), ...thread.map(({ text }) => text ?? "")]);
  }
  return all.toSorted(byPerson);
}

const byPerson = ([one = ""]: readonly string[], [other = ""]: readonly string[]): number => (one < other ? -1 : 1);
const expected = (count: number) =>
  people(count)
    .map(({ id, name }) => [id, name, answerOf(id)])
    .toSorted(byPerson);

const withoutNames = (all: readonly (readonly string[])[]) => all.map(([person, , text]) => [person, text]);

/** Turns in queues come with time, which goes on while something is under way. */
async function whileTimePasses({ rig: { clock } }: SlackBot, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await nextTurn();
    const wait = clock.untilNext();
    if (wait !== null && wait <= longestTurnMs) clock.pass(wait);
  }
  await done;
}

/** A page of a thread waits so long at most; what waits longer waits for something else. */
const longestTurnMs = 2_000;

/** What the question says once it is revealed. */
async function revealed(bot: SlackBot): Promise<string | undefined> {
  await bot.pass({ hours: 6, minutes: 30 });
  return (await bot.posts())[0]?.text.split("\n").at(-1);
}

it("keeps the answers of 20 people who write at once, each once and whole", async () => {
  const bot = await asked(20);
  await Promise.all(
    people(20).map(({ id: user }) =>
      bot.slack.write({ channel: channelId, user, text: answerOf(user), thread: bot.ts }),
    ),
  );
  await bot.rig.settled();
  expect(await held(bot)).toEqual(expected(20));
  expect(await revealed(bot)).toBe("Revealed · 20 answered");
  expect(await bot.slack.violations()).toEqual([]);
});

it("keeps the answers of 20 people who send the form at once, and closes it for each", async () => {
  const bot = await asked(20);
  const place = { in: "message", channel: channelId, ts: bot.ts } as const;
  await Promise.all(people(20).map(({ id: user }) => bot.slack.press({ user, place, action: "answer/2027-03-15" })));
  await bot.rig.settled();
  const became = await Promise.all(
    people(20).map(async ({ id: user }) => {
      const view = (await bot.slack.view({ user }))?.id ?? "";
      return (await bot.slack.submit({ user, view, entries: { text: answerOf(user) } })).became;
    }),
  );
  expect(became).toEqual(Array(20).fill("closed"));
  expect(withoutNames(await held(bot))).toEqual(withoutNames(expected(20)));
  // Slack tells who people are at its own pace.
  await bot.pass({ seconds: 1 });
  expect(await held(bot)).toEqual(expected(20));
  expect(await revealed(bot)).toBe("Revealed · 20 answered");
  expect(await bot.slack.violations()).toEqual([]);
});

it("calls who sent the form as Slack does, while Slack does not tell what they call themselves", async () => {
  const people = [
    { name: "mira", isAdmin: true },
    { name: "ada.k", displayName: "Ada" },
  ];
  const bot = await startSlackBot({ opening: { people }, slack: { patience } });
  await bot.pass({ minutes: 30 });
  const [question] = await bot.posts();
  const place = { in: "message", channel: channelId, ts: question?.ts ?? "" } as const;
  const user = "ada.k";
  const answered = async (text: string): Promise<readonly (readonly string[])[]> => {
    await bot.does(() => bot.slack.press({ user, place, action: "answer/2027-03-15" }));
    const view = (await bot.slack.view({ user }))?.id ?? "";
    await bot.does(() => bot.slack.submit({ user, view, entries: { text } }));
    await bot.pass({ seconds: 1 });
    return (await held(bot)).map(([, ...what]) => what);
  };
  await bot.slack.fault({ method: "users.info", fault: { kind: "busy", retryAfter: "60" } });
  expect(await answered("A lease.")).toEqual([["ada.k", "A lease."]]);
  await bot.pass({ minutes: 2 });
  expect(await answered("A lease that runs out.")).toEqual([["Ada", "A lease that runs out."]]);
});

it("keeps 10,000 answers to one question, whether they were heard or are read back, and counts each", async () => {
  const count = 10_000;
  const bot = await asked(count);
  // Of every hundred one is heard, of the others nobody tells.
  for (const [index, { id: user }] of people(count).entries()) {
    await bot.slack.quirks({ dropped: index % 100 === 0 ? 0 : 1 });
    await bot.slack.write({ channel: channelId, user, text: answerOf(user), thread: bot.ts });
    if (index % 100 === 0) await bot.rig.settled();
  }
  expect((await held(bot)).length).toBe(100);
  // As Slack would after a hundred in a minute.
  await bot.slack.fault({ method: "users.info", fault: { kind: "busy", retryAfter: "60" }, times: count });
  await whileTimePasses(bot, revealed(bot));
  expect((await bot.posts())[0]?.text.split("\n").at(-1)).toBe("Revealed · 10000 answered");
  expect(withoutNames(await held(bot))).toEqual(withoutNames(expected(count)));
  expect((await bot.slack.calls("conversations.replies")).map(({ args }) => args["limit"])).toEqual([
    "200",
    ...Array(10).fill("999"),
  ]);
  expect(await bot.slack.violations()).toEqual([]);
}, 240_000);
