import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { entryKey, openRecords } from "../../src/app/records.ts";
import type { Entry } from "../../src/core/drill/entry.ts";
import { channelKey, type PersonId } from "../../src/core/keys.ts";
import { type DrillProcess, type Ended, runDrill } from "../support/run-drill.ts";
import { silentLog } from "../support/silent-log.ts";

const canary = "zanzibar-canary";
const channel = channelKey("playground", "local", "old-channel");

let dataDir = "";
let running: DrillProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "drill-data-"));
  running = [];
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill("SIGKILL");
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

const data = (...args: readonly string[]): Promise<Ended> =>
  runDrill("cli.ts", ["data", ...args], { DATA_DIR: dataDir }).ended;

/** A running bot with the playground, once it says where that is. */
async function startBot(env: Readonly<Record<string, string>> = {}): Promise<DrillProcess & { address: string }> {
  const bot = runDrill("main.ts", [], { DATA_DIR: dataDir, PORT: "0", METRICS_PORT: "off", ...env });
  running.push(bot);
  const [, address = ""] = await bot.line(/Playground\s+(\S+)/u);
  return { ...bot, address };
}

async function stop({ child, ended }: DrillProcess): Promise<Ended> {
  child.kill("SIGTERM");
  return ended;
}

/** Puts an answer of Jonas's into the store of a stopped bot. */
async function seed(): Promise<void> {
  const store = await openStore({ dataDir, log: silentLog });
  const at = Temporal.Instant.from("2026-03-16T09:00:00Z");
  const [date, person] = [Temporal.PlainDate.from("2026-03-16"), "jonas" as PersonId];
  const form = { text: `Jonas writes ${canary}`, at, editedAt: null };
  const entry: Entry = { channel, date, person, name: "Jonas", thread: [], form, late: null, hidden: false };
  await openRecords(store).entries.put(entryKey(channel, date, person), entry);
  await store.stop();
}

const filesWith = (text: string): readonly string[] =>
  readdirSync(dataDir, { withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(dataDir, file.name)).includes(text))
    .map(({ name }) => name);

const questionsIn = async (address: string): Promise<number> => {
  const state = (await (await fetch(`${address}api/state?as=mira`)).json()) as { messages: { thread: unknown }[] };
  return state.messages.filter(({ thread }) => thread === null).length;
};

describe("drill data backup and restore", () => {
  it("copies the store beside a running bot, and puts it back once that is stopped; no question comes twice", async () => {
    const file = join(dataDir, "copy.sqlite");
    const bot = await startBot();
    expect(await questionsIn(bot.address)).toBe(1);
    const made = await data("backup", file);
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(made.out).toMatch(
      /^\S+\/copy\.sqlite: \d+ kB, checked\. plans: 1, drills: 1, answers: 0, deliveries: 1\.\nNot in it, /,
    );
    const again = await data("backup", file);
    expect([again.code, again.out, again.err]).toEqual([
      1,
      "",
      `${file}: there is a file already, and it stays as it is\n  → give another name, or move that file away first\n`,
    ]);
    const locked = await data("restore", file);
    expect([locked.code, locked.err.includes(`in use by process ${bot.child.pid}`)]).toEqual([1, true]);

    await stop(bot);
    const restored = await data("restore", file);
    expect(restored).toMatchObject({ code: 0, err: "" });
    const aside = /kept: (\S+)/.exec(restored.out)?.[1] ?? "";
    expect(readdirSync(dataDir)).toContain(aside.slice(dataDir.length + 1));
    const after = await startBot();
    expect(await questionsIn(after.address)).toBe(1);
  });

  it("tells what to use instead for PostgreSQL", async () => {
    const env = { DATA_DIR: dataDir, DATABASE_URL: "postgres://db/drill" };
    const { code, err } = await runDrill("cli.ts", ["data", "backup", "x"], env).ended;
    expect([code, err]).toEqual([
      1,
      "DATABASE_URL: the store is a PostgreSQL database, which has its own tools\n" +
        '  → run pg_dump --format=custom --file=FILE "$DATABASE_URL"\n',
    ]);
  });

  it("faults 44 and 45, a damaged store: the start says so and names the way out, and a restore is that way", async () => {
    await seed();
    const backup = await data("backup", join(dataDir, "copy.sqlite"));
    expect(backup.code).toBe(0);
    truncateSync(join(dataDir, "drill.sqlite"), 8192);
    const { code, err } = await runDrill("main.ts", [], { DATA_DIR: dataDir, PORT: "0" }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(
      /drill\.sqlite: the file is damaged \(.+\)\n {2}→ stop the bot, keep a copy of the file, and restore the latest backup with `drill data restore`\n$/s,
    );
    expect((await data("restore", join(dataDir, "copy.sqlite"))).code).toBe(0);
    expect(filesWith(canary)).toContain("drill.sqlite");
  });

  it("BACKUP_DIR: the running bot makes one by itself, and a failure is logged and stops nothing", async () => {
    const backups = join(dataDir, "backups");
    const bot = await startBot({ BACKUP_DIR: backups, LOG_LEVEL: "info" });
    await expect
      .poll(() => readdirSync(backups), { timeout: 10_000 })
      .toEqual([expect.stringMatching(/^drill-\d{4}-\d{2}-\d{2}\.sqlite$/)]);
    await stop(bot);
    const failing = await startBot({ BACKUP_DIR: join(dataDir, "drill.sqlite"), LOG_LEVEL: "error" });
    const said: string[] = [];
    failing.child.stderr?.on("data", (text: string) => said.push(text));
    await expect.poll(() => said.join(""), { timeout: 10_000 }).toContain("the nightly backup failed");
    expect(await questionsIn(failing.address)).toBe(1);
  });
});

describe("drill data erase and export", () => {
  const jonas = ["--person", "playground/local/jonas"];

  it("is carried out by the running bot, and gone from the files", async () => {
    await seed();
    await startBot();
    const exported = await data("export", ...jonas, "--json");
    expect(JSON.parse(exported.out)).toMatchObject({ answers: [{ form: { text: `Jonas writes ${canary}` } }] });
    const { code, out, err } = await data("erase", ...jonas);
    expect([code, err, out.split("\n")[0]]).toEqual([
      0,
      "",
      "Erased: 1 answer, 0 waiting, 0 other records. Reveals that quoted them are being edited.",
    ]);
    expect(filesWith(canary)).toEqual([]);
    expect((await data("erase", ...jonas)).out).toBe("There was nothing to erase.\n");
    expect(readdirSync(join(dataDir, "requests"))).toEqual([]);
  });

  it("is done by the command itself while no bot runs", async () => {
    await seed();
    expect(filesWith(canary)).toEqual(["drill.sqlite"]);
    expect(await data("erase", "--channel", channel, "--json")).toMatchObject({
      code: 0,
      out: '{"answers":1,"waiting":0,"records":0}\n',
    });
    expect(filesWith(canary)).toEqual([]);
  });

  it.each([
    [[], "whose data?\n  → give one of --person, --channel and --workspace\n"],
    [
      ["--person", "jonas"],
      'person: "jonas" is not a key\n  → write it as platform/workspace/person, with ids as the platform has them\n',
    ],
  ])("asks for one key: %j", async (flags, told) => {
    await seed();
    expect(await data("erase", ...flags)).toMatchObject({ code: 1, out: "", err: told });
  });
});
