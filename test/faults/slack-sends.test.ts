import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/slack/ids.ts";
import { startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId } from "../adapters/slack/slack-rig.ts";
import type { Fault } from "../support/slack/control/faults.ts";

// The whole bot over the stand-in: what goes wrong with the first post of a question, and what stands there in the end.

const channel = keyOfChannel({ team: "TACME" }, channelId);
const key = `${channel}/question/2027-03-15/0`;

const inDoubt: readonly (readonly [name: string, fault: Fault])[] = [
  ["fault 14: 500 after it was carried out", { kind: "status", status: 500, carriedOut: true }],
  ["fault 14: 502 before it was", { kind: "status", status: 502, carriedOut: false }],
  ["fault 14: 503 with a proxy's page", { kind: "status", status: 503, carriedOut: true }],
  ["fault 15: accepted, then the connection is reset", { kind: "reset" }],
  ["fault 15: reset before it was looked at", { kind: "refused" }],
  ["fault 16: accepted, then silence", { kind: "silent" }],
  ["fault 17: fatal_error, carried out", { kind: "not-ok", error: "fatal_error", carriedOut: true }],
  ["fault 17: internal_error, not carried out", { kind: "not-ok", error: "internal_error", carriedOut: false }],
  ["fault 17: request_timeout", { kind: "not-ok", error: "request_timeout", carriedOut: true }],
  ["fault 17: service_unavailable", { kind: "not-ok", error: "service_unavailable", carriedOut: false }],
  ["fault 18: the answer breaks off", { kind: "cut-body" }],
  ["fault 18: a page instead of JSON", { kind: "not-json" }],
  ["fault 19: the answer names another channel", { kind: "wrong-reply", names: "another-channel" }],
  ["fault 19: the answer names no message", { kind: "wrong-reply", names: "nothing" }],
];

describe("a post that nobody knows the outcome of", () => {
  it.each(inDoubt)("%s: there is exactly one question, and the bot knows which", async (_name, fault) => {
    const bot = await startSlackBot();
    await bot.slack.fault({ method: "chat.postMessage", fault });
    await bot.pass({ minutes: 31 });
    await bot.pass({ minutes: 1 });
    await bot.pass({ minutes: 1 });
    const posts = await bot.posts();
    expect(posts.map(({ metadata }) => metadata?.["event_payload"])).toEqual([{ key }]);
    const drill = await bot.records.drills.get(`${channel}/2027-03-15`);
    expect(drill).toMatchObject({ stage: "open", message: { id: posts[0]?.ts } });
    const told = bot.log.filter(({ event }) => event === "a message was not delivered yet");
    expect(told.map(({ fields }) => fields["outcome"])).toEqual(["doubt"]);
    expect(await bot.slack.violations()).toEqual([]);
  });
});
