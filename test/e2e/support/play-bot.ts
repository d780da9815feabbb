import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRoom } from "../../../src/adapters/playground/room-file.ts";
import { type DrillProcess, runDrill } from "../../support/run-drill.ts";

/** The supervisors' ten seconds and some more; a bot that needs longer is killed, and the stop fails. */
const patienceMs = 15_000;

/** When it is for the bot: a local time in a zone, such as `2026-11-17T09:30[Europe/Berlin]`. */
export type LocalTime = string;

/** A bot in a process of its own, on a data folder of its own, as `npm start` runs it. */
export class PlayBot {
  readonly #dataDir: string;
  readonly #zone: string;
  #process: DrillProcess | null = null;
  #address = "";

  private constructor(dataDir: string, zone: string) {
    this.#dataDir = dataDir;
    this.#zone = zone;
  }

  /** Starts a bot that has never run before. `at` puts the playground's clock there; null leaves it at the machine's time. */
  static async begin(zone: string, at: LocalTime | null): Promise<PlayBot> {
    const bot = new PlayBot(await mkdtemp(join(tmpdir(), "drill-e2e-")), zone);
    await bot.start(at);
    return bot;
  }

  /** Where the playground is; the same after a restart. */
  get address(): string {
    return this.#address;
  }

  /** Starts it again where it was, on the same port. */
  async start(at: LocalTime | null = null): Promise<void> {
    if (at !== null) await this.#setClock(at);
    const port = this.#address === "" ? "0" : new URL(this.#address).port;
    this.#process = runDrill("main.ts", [], { DATA_DIR: this.#dataDir, PORT: port, TZ: this.#zone });
    this.#address = (await this.#process.line(/Playground\s+(\S+)/u))[1] ?? "";
  }

  /** Ends it as a supervisor would. Rejects unless it ends with 0 and had nothing to complain about. */
  async stop(): Promise<void> {
    if (this.#process === null) return;
    const { child, ended } = this.#process;
    this.#process = null;
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    const { code, signal, out, err } = await ended;
    clearTimeout(kill);
    const complaints = `${out.split("\n").filter((line) => line.startsWith("{"))}${err}`;
    if (code !== 0 || complaints !== "") throw new Error(`the bot ended with ${code ?? signal}: ${complaints}`);
  }

  /** Ends it for good and takes its data away. */
  async end(): Promise<void> {
    try {
      await this.stop();
    } finally {
      await rm(this.#dataDir, { recursive: true, force: true });
    }
  }

  async #setClock(at: LocalTime): Promise<void> {
    const room = await openRoom(join(this.#dataDir, "playground", "room.jsonl"));
    const aheadMs = Temporal.ZonedDateTime.from(at).epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
    await room.change(() => ({ events: [{ kind: "clock", aheadMs }], gives: null }));
    await room.close();
  }
}
