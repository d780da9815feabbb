import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { sdkLog } from "../../../../src/adapters/slack/calls/sdk-log.ts";
import type { Take } from "../../../../src/adapters/slack/lines/line.ts";
import { SocketLine, type SocketLineOptions } from "../../../../src/adapters/slack/lines/socket-line.ts";
import { type LogLine, listeningLog } from "../../../support/silent-log.ts";
import type { SlackWorkspace } from "../../../support/slack/client.ts";
import { openSlack } from "../../../support/slack/slack.ts";

/** A socket line to a workspace of the stand-in, with what it told. */
export type SomeLine = Readonly<{
  line: SocketLine;
  slack: SlackWorkspace;
  log: readonly LogLine[];
  /** The waits it asked for, in milliseconds; the next one ends when `hurry` is called. */
  waits: readonly number[];
  hurry: () => void;
  gaps: () => number;
}>;

/** Not started. Its waits last until the test says so. */
export async function someLine(options: Partial<SocketLineOptions> = {}): Promise<SomeLine> {
  const running = await openSlack();
  const slack = await running.open({ people: [{ name: "ada" }], channels: [{ name: "backend" }] });
  const log: LogLine[] = [];
  const waits: number[] = [];
  let gaps = 0;
  let end = (): void => undefined;
  const line = new SocketLine({
    appToken: slack.keys.appToken,
    apiUrl: running.apiUrl,
    logger: sdkLog(listeningLog(log)),
    log: listeningLog(log),
    tellTime: () => undefined,
    now: () => Temporal.Now.instant(),
    afterGap: () => {
      gaps += 1;
    },
    pause: (ms, until) => {
      if (ms === 0) return Promise.resolve();
      waits.push(ms);
      const { promise, resolve } = Promise.withResolvers<void>();
      until.addEventListener("abort", () => resolve());
      end = resolve;
      return promise;
    },
    ...options,
  });
  onTestFinished(async () => {
    await line.stop();
    await running.stop();
  });
  return { line, slack, log, waits, hurry: () => end(), gaps: () => gaps };
}

/** Resolves when it holds; looks again every few milliseconds. The test's own limit is the patience. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(5);
}

/** Takes everything, and keeps what it took. */
export function keeper(): Readonly<{ take: Take; taken: unknown[] }> {
  const taken: unknown[] = [];
  const take: Take = async (payload) => {
    taken.push(payload);
    return null;
  };
  return { take, taken };
}
