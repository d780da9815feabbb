import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personFacts, playChannel } from "../../../src/adapters/playground/people.ts";
import {
  openPlayground,
  type Playground,
  type PlaygroundOptions,
} from "../../../src/adapters/playground/playground.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import type { PlatformRig } from "../../contract/platform/rig.ts";
import { TestClock } from "../../support/test-clock.ts";
import { Browser } from "./browser.ts";
import { quietLog } from "./quiet-log.ts";

const zone = "Europe/Berlin";
const person = (id: string) => personFacts(id as PersonId, zone);

/** A playground in a folder of its own on a free port of this machine, with browsers for its people. */
export class PlayRig implements PlatformRig {
  readonly channel = playChannel;
  readonly channelName = "backend-drill";
  readonly people = { manager: person("mira"), first: person("jonas"), second: person("priya") };
  readonly group = { id: "R1", name: "seniors" };
  readonly clock = new TestClock();
  readonly dataDir: string;
  readonly #options: Partial<PlaygroundOptions>;
  readonly #browsers = new Map<PersonId, Browser>();
  #playground: Playground | null = null;

  private constructor(dataDir: string, options: Partial<PlaygroundOptions>) {
    this.dataDir = dataDir;
    this.#options = options;
  }

  static async make(options: Partial<PlaygroundOptions> = {}): Promise<PlayRig> {
    return new PlayRig(await mkdtemp(join(tmpdir(), "playground-")), options);
  }

  async open(): Promise<Playground> {
    this.#playground = await openPlayground({
      dataDir: this.dataDir,
      host: "127.0.0.1",
      port: 0,
      portChosen: true,
      now: () => this.clock.now(),
      zone,
      nextEvent: () => null,
      afterMove: async () => undefined,
      commands: [],
      log: quietLog,
      ...this.#options,
    });
    return this.#playground;
  }

  as(id: PersonId): Browser {
    const browser = this.#browsers.get(id) ?? new Browser(() => this.#playground?.address ?? null, id);
    this.#browsers.set(id, browser);
    return browser;
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers.values()) browser.leave();
    await this.#playground?.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
