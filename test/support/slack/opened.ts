import { App, type AppOptions, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { onTestFinished } from "vitest";
import type { RunningSlack, SlackWorkspace } from "./client.ts";
import type { Opening } from "./control/opening.ts";
import { openSlack } from "./slack.ts";

/** Two people and a channel. */
export const smallTeam: Opening = { people: [{ name: "anna" }, { name: "ben" }], channels: [{ name: "drills" }] };

/** A workspace with Slack's own client for its bot, which tries nothing twice; gone when the test is over. */
export async function opened(opening: Opening = smallTeam, how: () => Promise<RunningSlack> = openSlack) {
  const slack = await how();
  onTestFinished(() => slack.stop());
  const workspace = await slack.open(opening);
  return { slack, workspace, client: clientOf(slack, workspace) };
}

/** Slack's own client, which tries nothing twice and gives up after 2 s. */
export const clientOf = ({ apiUrl }: RunningSlack, { keys }: SlackWorkspace): WebClient =>
  new WebClient(keys.botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2_000,
    logger: quiet,
  });

/** Bolt over sockets, unchanged but for its log. */
export async function bolted(slack: RunningSlack, { keys }: SlackWorkspace, arrange: (app: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const options: AppOptions = { token: keys.botToken, appToken: keys.appToken, socketMode: true, clientOptions };
  const app = new App({ ...options, installerOptions: { clientOptions }, logger: quiet });
  arrange(app);
  await app.start();
  onTestFinished(() => app.stop().then(() => undefined));
  return app;
}

const silent = (): void => undefined;
/** A log of Slack's that keeps nothing. */
export const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};
