import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runDrill } from "../support/run-drill.ts";
import type { RunningSlack } from "../support/slack/client.ts";
import { startSlack } from "../support/slack/slack.ts";

let slack: RunningSlack;
let dataDir: string;
beforeAll(async () => {
  slack = await startSlack();
  dataDir = await mkdtemp(join(tmpdir(), "slack-start-"));
});
afterAll(async () => {
  await slack.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("npm start with Slack's tokens", () => {
  it("connects, is ready, answers a command, runs no playground, and ends in time", async () => {
    const workspace = await slack.open({ team: "TSTART", people: [{ name: "ada" }], channels: [{ name: "backend" }] });
    const { keys } = workspace;
    const { child, line, ended } = runDrill("main.ts", [], {
      DATA_DIR: dataDir,
      METRICS_PORT: "0",
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: keys.botToken,
      SLACK_APP_TOKEN: keys.appToken,
    });
    const [, metrics] = await line(/Metrics +(\S+)\/metrics/u);
    const ready = await fetch(`${metrics}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, "ready\n"]);
    expect(await workspace.command({ user: "ada", channel: "backend", text: "help" })).toMatchObject({ heard: true });
    const whispers = async () => workspace.whispers({ user: "UADA" });
    while ((await whispers()).length === 0);
    expect((await whispers()).length).toBe(1);
    child.kill("SIGTERM");
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out.includes("Playground")).toBe(false);
    expect([out + err].filter((said) => said.includes(keys.botToken) || said.includes(keys.appToken))).toEqual([]);
    expect(await workspace.violations()).toEqual([]);
  });

  it("does not start with a token that Slack does not know, and says what to do", async () => {
    const { code, err } = await runDrill("main.ts", [], {
      DATA_DIR: join(dataDir, "wrong"),
      METRICS_PORT: "off",
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: "xoxb-wrong",
      SLACK_APP_TOKEN: "xapp-wrong",
    }).ended;
    expect(code).toBe(1);
    expect(err.trimEnd().split("\n").slice(-2)).toEqual([
      "slack: auth.test was refused (invalid_auth)",
      "  → install the app again and give the bot its new token; `drill doctor slack` checks it",
    ]);
  });
});
