import { openRecords, type Records } from "../../../src/app/records.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import type { PlatformFacts } from "../../../src/ports/platform.ts";
import type { Told } from "../../contract/platform/rig.ts";
import { type Bot, buildBot, someQuestions } from "../../support/bot.ts";
import { FakePlatform } from "../../support/fake-platform.ts";
import { type MemoryStore, memoryStore } from "../../support/memory-store.ts";
import { type Mortal, mortal } from "../../support/mortal-store.ts";
import { TestClock } from "../../support/test-clock.ts";
import { Reference } from "./reference.ts";
import { type Troubles, troubledPort } from "./troubles.ts";

/** More than a trial asks, so that a canary seen too early cannot be one that was rightly seen before. */
const questions = someQuestions(200);

/** A clock that is wrong by less goes unnoticed (delivery.md: `Date` headers that differ by more than 60 s). */
const noticedMs = 60_000;

/** A platform, a store, the process that works on both just now, and what is known of what people did. */
export class Trial {
  readonly platform: FakePlatform;
  readonly store: MemoryStore = memoryStore();
  /** What is stored, as the test reads it: also while the store fails. */
  readonly records: Records = openRecords(memoryStore(this.store.rows));
  readonly troubles: Troubles = new Map();
  readonly reference = new Reference();
  /** How many edits were refused for good: what they would have shown may be missing. */
  refusedEdits = 0;
  /** What the bot is told of the platform. */
  readonly #facts: PlatformFacts;
  readonly #skew = { ms: 0 };
  #running: Readonly<{ bot: Bot; process: Mortal }> | null = null;

  /** `repeatSafeMs` is what the platform says of itself: 0 where the same key posted again makes a second message. */
  constructor(repeatSafeMs: number) {
    const skew = this.#skew;
    // delivery.md: a history lags behind by 300 ms where the bot waits for 30 s, and a repeat is harmless for a few minutes
    // where it counts on one. That room is for a clock that is set while a send is in doubt.
    const visibleAfterMs = 300;
    const aheadMs = (): number => (Math.abs(skew.ms) > noticedMs ? -skew.ms : 0);
    this.platform = new FakePlatform({
      clock: new TestClock(),
      facts: { aheadMs, repeatSafeMs: 3 * repeatSafeMs, visibleAfterMs },
    });
    this.#facts = { ...this.platform.facts, repeatSafeMs, visibleAfterMs: 30_000 };
  }

  get bot(): Bot {
    return this.#now().bot;
  }

  get isDead(): boolean {
    return this.#now().process.isDead();
  }

  /** While true, something may rightly be refused or fail. */
  get mayFail(): boolean {
    return this.store.failing || this.isDead;
  }

  /** A bot on the given plan; the default one on a store that has a plan already. */
  async boot(lastWrite = Number.POSITIVE_INFINITY, sends = false): Promise<void> {
    // Without its store a bot does not start, and with a new process comes a new connection.
    this.store.failing = false;
    this.platform.deaf = false;
    const process = mortal(this.store, lastWrite, sends);
    const bot = await buildBot({
      platform: this.platform,
      store: process.store,
      port: (platform) => process.port(troubledPort({ ...platform, facts: this.#facts }, this.troubles)),
      questions,
      ...(this.#running === null ? {} : { plan: null }),
    });
    bot.step({ milliseconds: this.#skew.ms });
    this.#running = { bot, process };
    await bot.app.start();
    await this.tick();
  }

  /** Sets the host's clock ahead or back. */
  setClock(ms: number): void {
    this.platform.clock.pass(1000);
    this.#skew.ms += ms;
    this.bot.step({ milliseconds: ms });
  }

  /** Sets the host's clock right. */
  mendClock(): void {
    this.setClock(-this.#skew.ms);
  }

  async tick(): Promise<void> {
    await this.bot.app.tick();
    await this.bot.app.idle();
  }

  /** Lets time pass, then ticks. */
  async pass(ms: number): Promise<void> {
    this.platform.clock.pass(ms);
    await this.tick();
  }

  /** Lets time pass until the next time it is that late in Berlin. */
  async until(time: string): Promise<void> {
    const now = this.platform.clock.now().toZonedDateTimeISO("Europe/Berlin");
    const today = now.withPlainTime(time);
    const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
    await this.pass(next.epochMilliseconds - now.epochMilliseconds);
  }

  /** What somebody was told; that nothing was saved is only right while it could not be. */
  taken(told: Told): Told {
    if (told.kind === "not-saved" && !this.mayFail) throw new Error("refused although nothing stood against it");
    return told;
  }

  /** The manager types a command. */
  async command(text: string): Promise<void> {
    this.taken(await this.as(this.platform.people.manager.id).command(text));
  }

  as(person: PersonId) {
    return this.platform.as(person);
  }

  #now(): Readonly<{ bot: Bot; process: Mortal }> {
    if (this.#running === null) throw new Error("no bot was started");
    return this.#running;
  }
}
