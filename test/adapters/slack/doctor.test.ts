import { describe, expect, it, onTestFinished } from "vitest";
import { type Examined, examine } from "../../../src/adapters/slack/doctor.ts";
import { keyOfChannel } from "../../../src/adapters/slack/ids.ts";
import { botScopes } from "../../../src/adapters/slack/manifest.ts";
import type { Opening } from "../../support/slack/control/opening.ts";
import { openSlack } from "../../support/slack/slack.ts";
import { quietLog } from "../playground/quiet-log.ts";

async function examined(opening: Opening = {}, changes: Partial<Examined> = {}) {
  const running = await openSlack();
  onTestFinished(() => running.stop());
  const { keys, revoke } = await running.open({ channels: [{ name: "backend" }], scopes: botScopes, ...opening });
  const options: Examined = {
    botToken: keys.botToken,
    apiUrl: running.apiUrl,
    line: { kind: "socket", appToken: keys.appToken },
    clock: { now: () => Temporal.Now.instant() },
    log: quietLog,
    sleep: async () => undefined,
    ...changes,
  };
  const look = (...names: readonly string[]) =>
    examine(
      options,
      names.map((name) => keyOfChannel(keys, name)),
    );
  return { look, revoke };
}

/** What was found wrong, with what it is about. */
const wrong = (findings: Awaited<ReturnType<typeof examine>>) =>
  findings.filter(({ hint }) => hint !== null).map(({ about, said }) => [about, said]);

describe("drill doctor slack", () => {
  it("finds nothing wrong where nothing is", async () => {
    const { look } = await examined();
    expect(await look("CBACKEND")).toEqual([
      { about: "SLACK_BOT_TOKEN", said: expect.stringMatching(/^signed in to https:/u), hint: null },
      { about: "SLACK_APP_TOKEN", said: "Socket Mode can be opened", hint: null },
      { about: "scopes", said: "all that the bot needs", hint: null },
      { about: "clock", said: "agrees with Slack's", hint: null },
      { about: "#backend", said: "the bot can post, read and react there", hint: null },
    ]);
  });

  it("says which tokens are wrong, both at once", async () => {
    const socket = { kind: "socket", appToken: "xapp-wrong" } as const;
    const { look } = await examined({}, { botToken: "xoxb-wrong", line: socket });
    expect(wrong(await look())).toEqual([
      ["SLACK_BOT_TOKEN", "slack: auth.test was refused (invalid_auth)"],
      ["SLACK_APP_TOKEN", "slack: apps.connections.open was refused (invalid_auth)"],
    ]);
  });

  it("names the scopes that are missing, and how to get them", async () => {
    const few = botScopes.filter((scope) => scope !== "reactions:write" && scope !== "im:write");
    const { look } = await examined({ scopes: few });
    expect((await look()).filter(({ about }) => about === "scopes")).toEqual([
      {
        about: "scopes",
        said: "missing: im:write, reactions:write",
        hint: "paste `drill slack manifest` into the app's settings under App Manifest, then install the app again",
      },
    ]);
  });

  it("notices a clock that is two minutes behind", async () => {
    const behind = { now: () => Temporal.Now.instant().subtract({ minutes: 2 }) };
    const { look } = await examined({}, { clock: behind });
    expect(wrong(await look())).toEqual([["clock", expect.stringMatching(/^1(?:19|20|21) s behind Slack's$/u)]]);
  });

  it("looks at every channel by itself, and passes over those of other workspaces", async () => {
    const channels = [{ name: "out", withBot: false }, { name: "old", isArchived: true }, { name: "fine" }];
    const { look } = await examined({ channels });
    expect(wrong(await look("COUT", "COLD", "CFINE", "CNOWHERE"))).toEqual([
      ["#out", "not-a-member"],
      ["#old", "channel-archived"],
      ["#CNOWHERE", "channel-gone"],
    ]);
  });

  it("says that signed HTTP cannot be checked from here", async () => {
    const http = { kind: "http", signingSecret: "s", host: "127.0.0.1", port: 3001 } as const;
    const { look } = await examined({}, { line: http });
    const found = (await look()).find(({ about }) => about === "SLACK_SIGNING_SECRET");
    expect(found?.said).toBe("signed HTTP on 127.0.0.1:3001; only Slack can tell whether it reaches it");
  });
});
