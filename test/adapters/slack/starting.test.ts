import { describe, expect, it, onTestFinished } from "vitest";
import type { SlackOptions } from "../../../src/adapters/slack/slack.ts";
import type { Handlers } from "../../../src/ports/platform.ts";
import { Recorder } from "../../contract/platform/stage.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";
import { until } from "./lines/some-line.ts";
import { SlackRig } from "./slack-rig.ts";

/** An adapter that is not started; its waits are over at once. */
async function opened(options: Partial<SlackOptions> = {}) {
  const log: LogLine[] = [];
  const rig = new SlackRig({ log: listeningLog(log), pause: async () => undefined, ...options });
  onTestFinished(() => rig.close());
  const platform = await rig.open();
  return { rig, platform, slack: await rig.slack(), heard: new Recorder(), log };
}

const events = (log: readonly LogLine[]) => [
  ...new Set(log.filter(({ level }) => level !== "debug").map(({ event }) => event)),
];

describe("a start", () => {
  it("goes on by itself when Slack cannot be reached yet", async () => {
    const { platform, slack, heard, log } = await opened();
    await slack.fault({ method: "auth.test", fault: { kind: "status", status: 503, carriedOut: false }, times: 7 });
    await platform.start(heard.handlers);
    expect(platform.isConnected()).toBe(false);
    await until(() => platform.isConnected());
    await until(() => heard.calls.length > 0);
    expect(heard.calls).toEqual(["gap"]);
    expect(events(log)).toEqual(["slack cannot be reached yet", "signed in to slack"]);
  });

  it("ends with what to do when a token is wrong, or is not a bot's", async () => {
    const wrong = await opened({ botToken: "xoxb-wrong" });
    await expect(wrong.platform.start(wrong.heard.handlers)).rejects.toMatchObject({
      code: "platform.refused",
      why: "token-revoked",
    });
    const { platform, slack, heard } = await opened();
    await slack.fault({ method: "auth.test", fault: { kind: "not-ok", error: "account_inactive", carriedOut: false } });
    await expect(platform.start(heard.handlers)).rejects.toMatchObject({ why: "token-revoked" });
  });

  it("tells of a gap until it is taken", async () => {
    const { platform, heard, log } = await opened();
    let tries = 0;
    const gap: Handlers["gap"] = async () => {
      tries += 1;
      if (tries < 3) throw new Error("the store does not answer");
    };
    await platform.start({ ...heard.handlers, gap });
    await platform.idle();
    expect(tries).toBe(3);
    expect(events(log).includes("threads could not be read back after a gap")).toBe(true);
  });

  it("can be stopped while it still tries, and twice", async () => {
    const { platform, slack, heard } = await opened({
      pause: (_ms, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
      patience: { readMs: 200 },
    });
    await slack.fault({ method: "auth.test", fault: { kind: "busy", retryAfter: "60" }, times: 9 });
    await platform.start(heard.handlers);
    await platform.stop();
    await platform.stop();
    expect([platform.isConnected(), heard.calls]).toEqual([false, []]);
  });
});

describe("a stop while the bot signs in", () => {
  it("leaves no address open that Slack could be told of", async () => {
    const line = { kind: "http", signingSecret: "signing-secret-of-TACME", host: "127.0.0.1", port: 0 } as const;
    const { platform, slack, heard } = await opened({ line });
    await slack.fault({ method: "auth.test", fault: { kind: "status", status: 503, carriedOut: false }, times: 3 });
    await slack.fault({ method: "auth.test", fault: { kind: "held" }, nth: 4 });
    await platform.start(heard.handlers);
    await until(async () => (await slack.wire()).held === 1);
    const stopping = platform.stop();
    await slack.release();
    await stopping;
    expect([platform.isConnected(), platform.port]).toEqual([false, null]);
  });
});

describe("what Slack's answers tell besides", () => {
  it("is their time, with ours of the question", async () => {
    const { platform, rig, slack, heard } = await opened();
    const told: unknown[] = [];
    await platform.start({ ...heard.handlers, clock: (time) => told.push(time) });
    told.length = 0;
    await slack.fault({ method: "users.info", fault: { kind: "wrong-date", offMs: 120_000 } });
    await platform.person(rig.channel, rig.people.first.id);
    const askedAt = rig.clock.now();
    expect(told).toEqual([{ at: askedAt.add({ minutes: 2 }), askedAt }]);
  });
});
