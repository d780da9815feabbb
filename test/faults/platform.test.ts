import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BehaviourName, behaviourNames } from "../support/model/behaviour.ts";
import { type Model, startModel } from "../support/model/model.ts";
import { modelBot } from "../support/model/model-bot.ts";
import type { WireFault } from "../support/model/wire.ts";

// Over the model platform, a process of its own, so on the wall's clock: what is exact is the outcome, not the time.

let model: Model;
beforeAll(async () => {
  model = await startModel();
});
afterAll(() => model.stop());

const date = "2027-03-15";
const question = (workspace: string, channel: string): string => `model/${workspace}/${channel}/question/${date}/0`;

/** What goes wrong with the first post of a question. */
const faults: readonly (readonly [name: string, fault: WireFault])[] = [
  ["fault 14: 500 after the post was carried out", { kind: "status", status: 500, carriedOut: true }],
  ["fault 14: 502 before it was", { kind: "status", status: 502, carriedOut: false }],
  ["fault 14: 503 with a proxy's page", { kind: "status", status: 503, carriedOut: true }],
  ["fault 15: accepted, then the connection is reset", { kind: "reset" }],
  ["fault 16: accepted, then silence", { kind: "silent" }],
  ["fault 17: a success that says fatal_error", { kind: "not-ok", error: "fatal_error", carriedOut: true }],
  ["fault 17: a success that says internal_error", { kind: "not-ok", error: "internal_error", carriedOut: false }],
  ["fault 18: the answer breaks off", { kind: "cut-body" }],
  ["fault 18: the answer is no JSON", { kind: "not-json" }],
  ["fault 19: the answer names another channel", { kind: "wrong-reply", names: "another-channel" }],
  ["fault 19: the answer names no message", { kind: "wrong-reply", names: "nothing" }],
];
const inBoth = faults.flatMap(([name, fault]) =>
  behaviourNames.map((behaviour): readonly [string, BehaviourName, WireFault] => [name, behaviour, fault]),
);

describe("a post that nobody knows the outcome of", () => {
  it.each(inBoth)("%s, %s: there is exactly one question, and the bot knows which", async (_name, behaviour, fault) => {
    const bot = await modelBot(model, behaviour, { fault });
    await bot.untilOpen();
    const posts = await bot.posts();
    expect(posts.map(({ key }) => key)).toEqual([question(bot.workspace, "c1")]);
    const drill = await bot.records.drills.get(`${bot.channels[0]}/${date}`);
    expect(drill).toMatchObject({ stage: "open", message: { id: posts[0]?.id } });
    const told = bot.log.filter(({ event }) => event === "a message was not delivered yet");
    expect(told[0]?.fields).toMatchObject({ delivery: question(bot.workspace, "c1"), outcome: "doubt" });
  });
});

describe("fault 12: 429", () => {
  it.each([
    ["Retry-After: 1", "1", 1_000],
    ["Retry-After: 30", "30", 30_000],
    ["no Retry-After: the bot's own first wait", null, 5_000],
    ["a Retry-After that is no number: the bot's own first wait", "soon", 5_000],
  ])("%s is waited for, in that channel only", async (_name, retryAfter, waitMs) => {
    const bot = await modelBot(model, "like-slack", { channels: 2, fault: { kind: "busy", retryAfter } });
    await bot.untilOpen();
    const posts = await bot.posts();
    expect(posts.map(({ key }) => key).sort()).toEqual([question(bot.workspace, "c1"), question(bot.workspace, "c2")]);
    const [first, second] = posts.map(({ at }) => Temporal.Instant.from(at));
    if (first === undefined || second === undefined) throw new Error("there are two posts");
    // The refusal came with the first post, give or take what the two requests are apart.
    expect(first.until(second).total("milliseconds")).toBeGreaterThan(waitMs - 1_000);
    const told = bot.log.filter(({ fields }) => fields["outcome"] === "not-sent");
    expect(told.length).toBe(1);
  });
});

describe("fault 30: the thread is there already", () => {
  it("counts as made, and the question is open", async () => {
    const bot = await modelBot(model, "like-discord", { call: "thread", fault: { kind: "reset" } });
    await bot.untilOpen();
    expect((await bot.posts()).map(({ key }) => key)).toEqual([question(bot.workspace, "c1")]);
    const { post, thread } = (await model.log(bot.workspace)).calls;
    expect({ post, thread }).toEqual({ post: 2, thread: 2 });
  });
});

describe("refusals for good", () => {
  it.each([
    ["fault 21", "token_revoked", "token-revoked"],
    ["fault 22", "missing_scope", "missing-permission"],
    ["fault 23", "not_in_channel", "not-a-member"],
    ["fault 23", "channel_not_found", "channel-gone"],
    ["fault 23", "is_archived", "channel-archived"],
  ])("%s: %s parks the delivery, and one request was enough", async (_fault, error, why) => {
    const fault: WireFault = { kind: "not-ok", error, carriedOut: false };
    const bot = await modelBot(model, "like-slack", { fault });
    const key = question(bot.workspace, "c1");
    await bot.until(async () => (await bot.records.deliveries.get(key))?.state.kind === "parked");
    expect((await bot.records.deliveries.get(key))?.state).toMatchObject({ kind: "parked", why, doubt: null });
    expect((await model.log(bot.workspace)).calls["post"]).toBe(1);
  });
});

it("fault 34: the bot's own messages are never told to it as replies", async () => {
  const bot = await modelBot(model, "like-slack");
  await bot.untilOpen();
  const channel = "c1";
  const reply = "an answer of more than twenty characters";
  const say = { channel, person: "P1", after: "question", afterMs: 0, does: "say", text: reply } as const;
  await model.act(bot.workspace, say);
  const entries = async (): Promise<readonly string[]> => {
    const people: string[] = [];
    for await (const [, entry] of bot.records.entries.list(`${bot.channels[0]}/`)) people.push(entry.person);
    return people;
  };
  await bot.until(async () => (await entries()).length > 0);
  expect(await entries()).toEqual(["P1"]);
});
