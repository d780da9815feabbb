import { setImmediate } from "node:timers/promises";
import { type Discord, type DiscordOptions, openDiscord } from "../../../src/adapters/discord/discord.ts";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import type { Person } from "../../../src/ports/platform.ts";
import { commandDefinitions } from "../../../src/render/discord/commands.ts";
import type { PlatformRig } from "../../contract/platform/rig.ts";
import type { DiscordApp, RunningDiscord } from "../../support/discord/client.ts";
import type { GuildOpening, Opening } from "../../support/discord/control/opening.ts";
import { openDiscord as openStandIn } from "../../support/discord/discord.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import { channelId, guildId } from "../../support/discord/state/openings.ts";
import { TestClock } from "../../support/test-clock.ts";
import { quietLog } from "../playground/quiet-log.ts";
import { pauseOnTheWall } from "../slack/slack-rig.ts";
import { DiscordActor } from "./discord-actor.ts";

/** Milliseconds of the wall. */
const longestMs = 2_000;
const app = "drill";
export const guild = guildId(app, { name: "acme" });
export const channel = channelId(guild, "drills");
/** A channel that nobody sees: what is said of it last tells that all before was heard. */
const sentinel = idOf("channel", "sentinel");

/** The rig's clock moves the app's with it. */
class SharedClock extends TestClock {
  moved: (now: Temporal.Instant) => void = () => undefined;

  override pass(ms: number): void {
    super.pass(ms);
    this.moved(this.now());
  }
}

const managerRole = idOf("role", guild, "managers");
/** A role that everybody may ping. */
export const seniors = { id: idOf("role", guild, "seniors"), name: "seniors" };
const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: idOf("user", name) as PersonId,
  name,
  zone: null,
  manager: false,
  maySetUp: false,
  standing: "member",
  roles: [],
  ...more,
});

const people = {
  manager: person("mira", { manager: true, maySetUp: true, roles: [managerRole] }),
  first: person("jonas"),
  second: person("priya"),
};

/** The server that the rig's people are in, with one of them as a manager. */
export const acme: GuildOpening = {
  name: "acme",
  owner: "owner",
  roles: [
    { name: "managers", permissions: ["MANAGE_CHANNELS"] },
    { name: "seniors", mentionable: true },
  ],
  members: [{ user: "owner" }, { user: "mira", roles: ["managers"] }, { user: "jonas" }, { user: "priya" }],
};

const usual: Opening = {
  app,
  users: [{ name: "owner" }, { name: "mira" }, { name: "jonas" }, { name: "priya" }],
  guilds: [{ ...acme, channels: [{ name: "drills" }] }],
  messageContent: "granted",
  // Its time stands still, so that the 5 s between two sessions would never be over.
  identify: { maxConcurrency: 16 },
};

/** What `drill discord register` does. */
async function register(apiUrl: string, { applicationId, token }: DiscordApp["keys"]): Promise<void> {
  const response = await fetch(`${apiUrl}/v10/applications/${applicationId}/commands`, {
    method: "PUT",
    headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
    body: JSON.stringify(commandDefinitions()),
  });
  if (!response.ok) throw new Error(`the commands were not taken: ${await response.text()}`);
}

/** A server of the stand-in in this process, with its people at their clients and the adapter at the other end. */
export class DiscordRig implements PlatformRig {
  readonly channel = keyOfChannel(guild, channel);
  readonly channelName = "drills";
  readonly people = people;
  readonly group = seniors;
  readonly clock: SharedClock;
  readonly #running: Promise<RunningDiscord>;
  readonly #app: Promise<DiscordApp>;
  readonly #actors = new Map<PersonId, DiscordActor>();
  readonly #options: Partial<DiscordOptions>;
  #moving: Promise<unknown> = Promise.resolve();
  #discord: Discord | null = null;
  #ticks = 0;

  constructor(options: Partial<DiscordOptions> = {}, opening: Opening = {}, start?: string) {
    this.clock = new SharedClock(start);
    this.#options = options;
    this.#running = openStandIn();
    const time = { startsAt: this.clock.now().toString(), wallMs: Date.now(), speed: 0 };
    this.#app = this.#running.then(async (running) => {
      const opened = await running.open({ ...usual, time, ...opening });
      await register(running.apiUrl, opened.keys);
      return opened;
    });
    this.clock.moved = (now) => {
      this.#moving = Promise.all([this.#moving, this.#moveTo(now)]);
    };
  }

  async open(): Promise<Discord> {
    const { apiUrl } = await this.#running;
    const { keys } = await this.#app;
    this.#discord = openDiscord({
      token: keys.token,
      apiUrl,
      apiVersion: "10",
      clock: this.clock,
      log: quietLog,
      pause: pauseOnTheWall,
      ...this.#options,
    });
    return this.#discord;
  }

  /** The adapter that was opened last. */
  async platform(): Promise<Discord> {
    return this.#discord ?? this.open();
  }

  as(id: PersonId): DiscordActor {
    const around = { app: () => this.app(), channel, settled: () => this.settled() };
    const actor = this.#actors.get(id) ?? new DiscordActor(around, id);
    this.#actors.set(id, actor);
    return actor;
  }

  /** The app, at the rig's time. */
  async app(): Promise<DiscordApp> {
    await this.#moving;
    return this.#app;
  }

  /** Resolves when the app's time is the rig's. */
  moved(): Promise<unknown> {
    return this.#moving;
  }

  /** Resolves when the bot has heard everything and said what it had to say. */
  async settled(): Promise<void> {
    const app = await this.app();
    const until = performance.now() + longestMs;
    if (this.#discord?.isConnected() === true) {
      this.#ticks += 1;
      const name = `tick-${this.#ticks}`;
      await app.event({ type: "CHANNEL_UPDATE", data: { id: sentinel, guild_id: guild, type: 4, name } });
      while (!(await this.#hasHeard(name)) && performance.now() < until) await setImmediate();
    }
    await this.#discord?.idle();
  }

  /** Rejects when the bot sent anything that Discord does not take, or that it must not send: that fails the test. */
  async close(): Promise<void> {
    await this.#discord?.stop();
    const violations = await (await this.#app).violations();
    await (await this.#running).stop();
    if (violations.length > 0) throw new Error(`the bot broke Discord's rules:\n${violations.join("\n")}`);
  }

  /** A bot that is not let in, or not in the server, hears nothing that would have to be waited for. */
  async #hasHeard(name: string): Promise<boolean> {
    if (this.#discord?.isConnected() !== true) return true;
    const { guilds } = await (await this.app()).wire();
    const knows = this.#discord.facts.pacing?.count({ kind: "channel", channel: this.channel }) === null;
    if (!guilds.includes(guild)) return !knows;
    const told = await this.#discord.channel(keyOfChannel(guild, sentinel)).catch(() => null);
    return told === null || told.name === name;
  }

  async #moveTo(now: Temporal.Instant): Promise<void> {
    const app = await this.#app;
    await app.moveTime({ instant: now.toString() });
  }
}
