import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { slackManifest } from "../../src/adapters/slack/manifest.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";
import type { RunningSlack } from "../support/slack/client.ts";
import { startSlack } from "../support/slack/slack.ts";

let slack: RunningSlack;
let dataDir: string;
beforeAll(async () => {
  slack = await startSlack();
  dataDir = await mkdtemp(join(tmpdir(), "slack-cli-"));
});
afterAll(async () => {
  await slack.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const drill = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  runDrill("cli.ts", args, { ...env, DATA_DIR: dataDir }).ended;

describe("drill slack manifest", () => {
  it("prints YAML for Slack's form, and JSON for tools", async () => {
    const [yaml, json] = await Promise.all([drill(["slack", "manifest"]), drill(["slack", "manifest", "--json"])]);
    expect([yaml.code, json.code]).toEqual([0, 0]);
    expect(parse(yaml.out)).toEqual(slackManifest(null));
    expect(JSON.parse(json.out)).toEqual(slackManifest(null));
  });

  it("refuses an address that Slack would not take", async () => {
    expect(await drill(["slack", "manifest", "--http", "http://drill.example.com"])).toEqual({
      code: 1,
      signal: null,
      out: "",
      err:
        '--http: "http://drill.example.com" is not an https address\n' +
        "  → give the address by which Slack reaches the bot, such as https://drill.example.com\n",
    });
  });
});

describe("drill doctor slack", () => {
  it("ends with 0 where all is well, and with 1 and the fix where not", async () => {
    const { keys } = await slack.open({ team: "TCLI" });
    const env = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: keys.botToken,
      SLACK_APP_TOKEN: keys.appToken,
    };
    const [well, ill] = await Promise.all([
      drill(["doctor", "slack"], env),
      drill(["doctor", "slack"], { ...env, SLACK_APP_TOKEN: "xapp-wrong" }),
    ]);
    expect([well.code, well.err]).toEqual([0, ""]);
    expect(well.out.split("\n").slice(1)).toEqual([
      "✓ SLACK_APP_TOKEN: Socket Mode can be opened",
      "✓ scopes: all that the bot needs",
      "✓ clock: agrees with Slack's",
      "",
    ]);
    expect([ill.code, ill.out.includes(keys.botToken)]).toEqual([1, false]);
    expect(ill.out.split("\n").slice(1, 3)).toEqual([
      "✗ SLACK_APP_TOKEN: slack: apps.connections.open was refused (invalid_auth)",
      "  → install the app again and give the bot its new token; `drill doctor slack` checks it",
    ]);
  });

  it("says what is missing without tokens", async () => {
    expect((await drill(["doctor", "slack"])).err).toBe(
      "Slack has no tokens\n  → set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; .env.example explains them\n",
    );
  });
});
