import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { KeyvSqlite } from "@keyv/sqlite";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openSqlite, openSqliteToRead, sqliteFile } from "../../src/adapters/keyv/sqlite.ts";
import { sqliteMigrations } from "../../src/adapters/keyv/sqlite-migrate.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import { startStoreProcess } from "../support/run-store-process.ts";
import { type LogLine, listeningLog, silentLog } from "../support/silent-log.ts";
import { filledFolder, opened, otherProgram, text, unavailable } from "../support/store-folder.ts";
import { freshFolder } from "../support/store-place.ts";

/** A file as a process leaves it that is killed in the middle of a transaction, before the file is in WAL mode. */
function halfWritten(): string {
  const [dataDir, killed] = [freshFolder(), freshFolder()];
  const database = new DatabaseSync(sqliteFile(killed));
  database.exec("CREATE TABLE filler (text)");
  // Pages go to the file before the end of the transaction, so the journal is needed to take them back.
  database.exec("PRAGMA cache_size = 1; BEGIN; INSERT INTO filler VALUES (zeroblob(100000))");
  for (const suffix of ["", "-journal"])
    copyFileSync(`${sqliteFile(killed)}${suffix}`, `${sqliteFile(dataDir)}${suffix}`);
  database.close();
  return dataDir;
}

describe("faults 44 and 45, a damaged file", () => {
  type Damage = readonly [what: string, damage: (file: string) => void, problem: RegExp];
  const overwrite = (file: string, at: number, bytes: Buffer): void => {
    const all = readFileSync(file);
    bytes.copy(all, at);
    writeFileSync(file, all);
  };
  const damages: readonly Damage[] = [
    ["a page overwritten", (file) => overwrite(file, 4096 * 5, Buffer.alloc(4096, 0xa5)), /\(.*page 6.*\)/is],
    ["its header overwritten", (file) => overwrite(file, 0, Buffer.alloc(16, 0x20)), /\(SQLITE_NOTADB\)/],
    ["cut in half", (file) => truncateSync(file, Math.floor(statSync(file).size / 2)), /\(SQLITE_CORRUPT\)/],
  ];

  it.each(damages)("refuses to start with %s, and points to a backup", async (_what, damage, problem) => {
    const dataDir = await filledFolder(200);
    damage(sqliteFile(dataDir));
    const before = readFileSync(sqliteFile(dataDir));
    const start = openStore({ dataDir, log: silentLog });
    await expect(start).rejects.toMatchObject({
      code: "store.damaged",
      message: expect.stringContaining(`${dataDir}/drill.sqlite: the file is damaged`),
      hint: "stop the bot, keep a copy of the file, and restore the latest backup with `drill data restore`",
    });
    await expect(start).rejects.toThrow(problem);
    expect(readFileSync(sqliteFile(dataDir)).equals(before)).toBe(true);
  });
});

it("fault 46, broken JSON in one row: that key is skipped, and its text is told to nobody", async () => {
  const dataDir = await filledFolder(3);
  const { plans, lines } = await opened(dataDir);
  await otherProgram(dataDir).query(`UPDATE keyv SET value = '{"value":"canary' WHERE key = 'plans/p1'`);
  const problem = "plans/p1: the record cannot be read (it is not in keyv's serialisation)";
  const hint = "restore it from a backup, or delete this row; the others are not touched";
  await expect(plans.get("p1")).rejects.toMatchObject({
    code: "store.damaged",
    message: problem,
    hint,
    cause: undefined,
  });
  expect((await Array.fromAsync(plans.list(""))).map(([key]) => key)).toEqual(["p0", "p2"]);
  expect(lines).toEqual([
    { level: "warn", event: "store.row-passed-over", fields: { key: "plans/p1", problem, hint } },
  ]);
});

it("fault 48, a schema newer than the program: refuses, and writes nothing", async () => {
  const dataDir = await filledFolder(3);
  const other = new KeyvSqlite({ uri: `sqlite://${sqliteFile(dataDir)}` });
  // As if that release had another table, which ours would miss and make.
  await other.query("ALTER TABLE keyv RENAME TO records");
  await other.query("PRAGMA user_version = 2");
  await other.disconnect();
  const before = readFileSync(sqliteFile(dataDir));
  await expect(openStore({ dataDir, log: silentLog })).rejects.toMatchObject({
    code: "store.newer",
    message: `${dataDir}/drill.sqlite: the store has version 2, this release reads up to 1`,
    hint: "start the newer release again, or restore a backup made before it ran; nothing has been changed",
  });
  expect(readFileSync(sqliteFile(dataDir)).equals(before)).toBe(true);
});

describe("fault 49, a migration killed half way", () => {
  const migrations = [
    ...sqliteMigrations,
    {
      version: 2,
      what: "old becomes old new, which may happen only once",
      apply: async (run: (sql: string) => Promise<unknown>) => {
        await run("UPDATE keyv SET value = replace(value, 'old', 'old new')");
      },
    },
  ];

  it("in its first moments, before the file has a log of its own: what was half done is taken back at the next start", async () => {
    const dataDir = halfWritten();
    const store = await openStore({ dataDir, log: silentLog });
    expect(existsSync(`${sqliteFile(dataDir)}-journal`)).toBe(false);
    const rows = store.collection("plans", text);
    expect(await rows.get("a")).toBe(null);
    await rows.put("a", "kept");
    expect(await rows.get("a")).toBe("kept");
    await store.stop();
  });

  it("in its first moments: who reads beside it is told to start the bot", async () => {
    const dataDir = halfWritten();
    await expect(openSqliteToRead({ dataDir, log: silentLog })).rejects.toMatchObject({
      code: "store.unavailable",
      hint: "a change of the file was cut short: start the bot once, which takes it back",
    });
  });

  it("leaves the old form, and the next start completes it", async () => {
    const dataDir = await filledFolder(10);
    const half = await startStoreProcess("migrate-half", dataDir);
    expect(half.said).toEqual({ half: true });
    await half.kill();
    const lines: LogLine[] = [];
    const database = await openSqlite({ dataDir, log: listeningLog(lines), migrations });
    const store = storeOver(database, silentLog);
    const plans = await Array.fromAsync(store.collection("plans", text).list(""));
    expect(plans.map(([, value]) => value.slice(0, 10))).toEqual(Array.from({ length: 10 }, (_, i) => `old new ${i} `));
    expect(await database.run("PRAGMA user_version")).toEqual([{ user_version: 2 }]);
    await store.stop();
    const file = sqliteFile(dataDir);
    expect(lines.map(({ event, fields }) => [event, fields])).toEqual([
      ["store.backed-up", { file, copy: `${file}.before-v2` }],
      ["store.migrated", { file, version: 2, what: "old becomes old new, which may happen only once" }],
    ]);
  });

  it("leaves a backup of the old form that opens", async () => {
    const dataDir = await filledFolder(10);
    await (await openSqlite({ dataDir, log: silentLog, migrations })).close();
    const restored = freshFolder();
    copyFileSync(`${sqliteFile(dataDir)}.before-v2`, sqliteFile(restored));
    expect((await (await opened(restored)).plans.get("p9"))?.slice(0, 6)).toBe("old 9 ");
    await expect(openStore({ dataDir, log: silentLog })).rejects.toMatchObject({ code: "store.newer" });
  });

  it("rolls back a step that fails, and gives the file free", async () => {
    const dataDir = await filledFolder(2);
    const failing = [
      ...sqliteMigrations,
      {
        version: 2,
        what: "fails",
        apply: async (run: (sql: string) => Promise<unknown>) => {
          await run("DELETE FROM keyv");
          await run("SELECT no_such_column FROM keyv");
        },
      },
    ];
    await expect(openSqlite({ dataDir, log: silentLog, migrations: failing })).rejects.toMatchObject(unavailable);
    expect((await Array.fromAsync((await opened(dataDir)).plans.list(""))).map(([key]) => key)).toEqual(["p0", "p1"]);
    expect(existsSync(`${sqliteFile(dataDir)}.before-v2.part`)).toBe(false);
  });
});
