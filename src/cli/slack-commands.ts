import { Command, Option } from "commander";
import { BotError } from "../core/errors.ts";
import type { Carefully } from "./data-commands.ts";

type ManifestFlags = Readonly<{ http?: string; json?: boolean }>;

const json = () => new Option("--json", "print JSON instead of text");

/** `drill slack`: what is needed to make the app in Slack. */
export function slackCommand(carefully: Carefully): Command {
  const slack = new Command("slack").description("the app in Slack").helpCommand(false);
  slack
    .command("manifest")
    .description('print the app\'s manifest, for "Create New App, From a manifest" at api.slack.com/apps')
    .option("--http <url>", "the public https address of this bot, for signed HTTP instead of Socket Mode")
    .addOption(json())
    .action((flags: ManifestFlags) => carefully(() => printManifest(flags)));
  return slack;
}

async function printManifest({ http, json: asJson = false }: ManifestFlags): Promise<void> {
  const url = http === undefined ? null : publicAddress(http);
  const [{ slackManifest }, { stringify }] = await Promise.all([import("../compose/slack-tools.ts"), import("yaml")]);
  const manifest = slackManifest(url);
  console.log(asJson ? JSON.stringify(manifest, null, 2) : stringify(manifest).trimEnd());
}

/** Slack sends to https addresses only (docs.slack.dev, Request URL). */
function publicAddress(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && url.protocol === "https:" && url.hostname !== "") return url;
  throw new BotError("input.invalid", `--http: ${JSON.stringify(text.slice(0, 80))} is not an https address`, {
    hint: "give the address by which Slack reaches the bot, such as https://drill.example.com",
  });
}
