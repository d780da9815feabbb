import { setImmediate } from "node:timers/promises";
import { keyOfChannel } from "../../../src/adapters/slack/ids.ts";
import { httpPath } from "../../../src/adapters/slack/lines/paths.ts";
import { openSlack, type Slack, type SlackOptions } from "../../../src/adapters/slack/slack.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import type { Person } from "../../../src/ports/platform.ts";
import type { PlatformRig } from "../../contract/platform/rig.ts";
import type { RunningSlack, SlackWorkspace } from "../../support/slack/client.ts";
import type { Opening } from "../../support/slack/control/opening.ts";
import { openSlack as openStandIn } from "../../support/slack/slack.ts";
import { TestClock } from "../../support/test-clock.ts";
import { quietLog } from "../playground/quiet-log.ts";
import { SlackActor } from "./slack-actor.ts";

/** Milliseconds of the wall. */
const longestMs = 1_000;
const team = "TACME";
export const channelId = "CBACKEND";

/** The rig's clock moves the workspace's with it. */
class SharedClock extends TestClock {
  moved: (now: Temporal.Instant) => void = () => undefined;

  override pass(ms: number): void {
    super.pass(ms);
    this.moved(this.now());
  }
}

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id: id as PersonId,
  name,
  zone: "Europe/Berlin",
  manager: false,
  maySetUp: true,
  standing: "member",
  roles: [],
  ...more,
});

/** A workspace of the stand-in in this process, with its people at their clients and the adapter at the other end. */
export class SlackRig implements PlatformRig {
  readonly channel = keyOfChannel({ team }, channelId);
  readonly channelName = "backend";
  readonly people = {
    manager: person("UMIRA", "mira", { manager: true }),
    first: person("UJONAS", "jonas"),
    second: person("UPRIYA", "priya"),
  };
  readonly group = { id: "S0604QSJC", name: "seniors" };
  readonly clock: SharedClock;
  readonly #running: Promise<RunningSlack>;
  readonly #workspace: Promise<SlackWorkspace>;
  readonly #actors = new Map<PersonId, SlackActor>();
  readonly #options: Partial<SlackOptions>;
  #moving: Promise<unknown> = Promise.resolve();
  #slack: Slack | null = null;

  constructor(options: Partial<SlackOptions> = {}, opening: Opening = {}, start?: string) {
    this.clock = new SharedClock(start);
    this.#options = options;
    this.#running = openStandIn();
    this.#workspace = this.#running.then((running) =>
      running.open({
        team,
        people: [{ name: "mira", isAdmin: true }, { name: "jonas" }, { name: "priya" }],
        channels: [{ name: "backend" }],
        groups: { seniors: this.group.id },
        time: { startsAt: this.clock.now().toString(), wallMs: Date.now(), speed: 0 },
        ...opening,
      }),
    );
    this.clock.moved = (now) => {
      this.#moving = Promise.all([this.#moving, this.#moveTo(now)]);
    };
  }

  async open(): Promise<Slack> {
    const { apiUrl } = await this.#running;
    const { keys } = await this.#workspace;
    this.#slack = openSlack({
      botToken: keys.botToken,
      apiUrl,
      line: { kind: "socket", appToken: keys.appToken },
      clock: this.clock,
      log: quietLog,
      pause: pauseOnTheWall,
      ...this.#options,
    });
    if (this.#options.line?.kind === "http") return this.#reachedByHttp(this.#slack);
    return this.#slack;
  }

  as(id: PersonId): SlackActor {
    const around = { workspace: () => this.slack(), channel: channelId, settled: () => this.settled() };
    const actor = this.#actors.get(id) ?? new SlackActor(around, id);
    this.#actors.set(id, actor);
    return actor;
  }

  /** The workspace, at the rig's time. */
  async slack(): Promise<SlackWorkspace> {
    await this.#moving;
    return this.#workspace;
  }

  /** Resolves when the workspace's time is the rig's. */
  moved(): Promise<unknown> {
    return this.#moving;
  }

  /**
   * Resolves when the bot has heard everything and said what it had to say. What a stopped bot did not hear comes again
   * only when time goes on: that is not waited for.
   */
  async settled(): Promise<void> {
    const workspace = await this.slack();
    const until = performance.now() + longestMs;
    while (this.#slack?.isConnected() === true && performance.now() < until) {
      await this.#slack.idle();
      if ((await workspace.wire()).unheard === 0) break;
      await setImmediate();
    }
    await this.#slack?.idle();
  }

  async close(): Promise<void> {
    await this.#slack?.stop();
    await (await this.#running).stop();
  }

  /** The workspace sends to the address that the bot listens on, once it does. */
  #reachedByHttp(slack: Slack): Slack {
    const start = slack.start.bind(slack);
    slack.start = async (handlers) => {
      await start(handlers);
      await (await this.#workspace).deliverTo({ via: "http", url: `http://127.0.0.1:${slack.port}${httpPath}` });
    };
    return slack;
  }

  async #moveTo(now: Temporal.Instant): Promise<void> {
    const workspace = await this.#workspace;
    await workspace.moveTime({ instant: now.toString() });
  }
}

/** Waits on the wall's clock, or until the signal. */
export function pauseOnTheWall(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (until.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    until.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
