import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openSqlite, type SqliteDatabase, sqliteFile } from "../../src/adapters/keyv/sqlite.ts";
import { sqliteMigrations } from "../../src/adapters/keyv/sqlite-migrate.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import { codecOf } from "../../src/core/codecs.ts";
import type { Collection, Store } from "../../src/ports/collection.ts";
import { startStoreProcess } from "../support/run-store-process.ts";
import { type LogLine, listeningLog, silentLog } from "../support/silent-log.ts";
import { freshFolder } from "../support/store-place.ts";

const text = codecOf(z.string());
const unavailable = { name: "BotError", code: "store.unavailable" };

type Opened = Readonly<{
  store: Store;
  plans: Collection<string>;
  database: SqliteDatabase;
  lines: readonly LogLine[];
}>;

async function opened(dataDir: string, busyTimeoutMs = 5000): Promise<Opened> {
  const lines: LogLine[] = [];
  const database = await openSqlite({ dataDir, log: silentLog, busyTimeoutMs });
  const store = storeOver(database, listeningLog(lines));
  onTestFinished(() => store.stop());
  return { store, plans: store.collection("plans", text), database, lines };
}

/** A closed store of `count` records of 400 characters. */
async function filledFolder(count: number): Promise<string> {
  const dataDir = freshFolder();
  const store = await openStore({ dataDir, log: silentLog });
  const plans = store.collection("plans", text);
  await Promise.all(Array.from({ length: count }, (_, i) => plans.put(`p${i}`, `old ${i} `.padEnd(400, "."))));
  await store.stop();
  return dataDir;
}

/** Another program on the file, through the same driver: two SQLite libraries in one process would drop each other's locks. */
function otherProgram(dataDir: string): KeyvSqlite {
  const other = new KeyvSqlite({ uri: `sqlite://${sqliteFile(dataDir)}` });
  onTestFinished(() => other.disconnect());
  return other;
}

describe("fault 40, two processes by mistake on one SQLite file", () => {
  it("refuses the second and says who has it", async () => {
    const dataDir = freshFolder();
    const first = await startStoreProcess("hold", dataDir);
    expect(first.said).toEqual({ opened: first.pid });
    const { since } = z
      .object({ since: z.string() })
      .parse(JSON.parse(readFileSync(join(dataDir, "drill.pid"), "utf8")));
    await expect(openStore({ dataDir, log: silentLog })).rejects.toMatchObject({
      code: "store.locked",
      message: `${dataDir}/drill.sqlite: in use by process ${first.pid} on ${hostname()} since ${since}`,
      hint: "stop that process, or give this one another DATA_DIR; two bots on one store would answer twice",
    });
    expect((await startStoreProcess("open", dataDir)).said).toMatchObject({ code: "store.locked" });
  });

  it("lets the next in after kill -9, with what was written", async () => {
    const dataDir = freshFolder();
    await (await startStoreProcess("hold", dataDir)).kill();
    expect(await (await opened(dataDir)).plans.get("kept")).toBe("by the first process");
  });

  it("refuses a second opening in the same process, and frees the file at stop", async () => {
    const dataDir = freshFolder();
    const { store } = await opened(dataDir);
    await expect(openStore({ dataDir, log: silentLog })).rejects.toMatchObject({ code: "store.locked" });
    await store.stop();
    await (await openStore({ dataDir, log: silentLog })).stop();
    expect(readdirSync(dataDir).sort()).toEqual(["drill.lock", "drill.sqlite"]);
  });
});

it("fault 41, disk full: no success is reported, reading works, and it recovers by itself", async () => {
  const { store, plans, database } = await opened(await filledFolder(100));
  const [pages] = z.array(z.object({ page_count: z.number() })).parse(await database.run("PRAGMA page_count"));
  await database.run(`PRAGMA max_page_count = ${pages?.page_count}`);
  const large = "x".repeat(10_000);
  const row = plans.row("c", large);
  const asked = [
    plans.put("a", large),
    plans.create("b", large),
    plans.update("p1", () => large),
    store.commit({ kind: "create", row }, [plans.row("d", large)]),
  ];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(asked.map(() => "rejected"));
  await expect(plans.put("a", large)).rejects.toMatchObject({
    ...unavailable,
    hint: "the disk is full: free some space, the bot goes on by itself",
  });
  expect(await Promise.all(["a", "b", "c", "d"].map((key) => plans.get(key)))).toEqual([null, null, null, null]);
  expect((await plans.get("p1"))?.slice(0, 6)).toBe("old 1 ");
  await database.run("PRAGMA max_page_count = 1000000");
  await plans.put("a", large);
  expect(await plans.get("a")).toBe(large);
});

it("fault 41, disk full: a small change still succeeds beside one that does not fit", async () => {
  const { plans, database } = await opened(await filledFolder(100));
  const [pages] = z.array(z.object({ page_count: z.number() })).parse(await database.run("PRAGMA page_count"));
  await database.run(`PRAGMA max_page_count = ${pages?.page_count}`);
  const asked = [plans.put("p1", "small"), plans.put("a", "x".repeat(10_000)), plans.delete("p2")];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect([await plans.get("p1"), await plans.get("p2")]).toEqual(["small", null]);
});

describe("fault 42, locked by another program", () => {
  it("waits, and writes when the lock goes in time", async () => {
    const dataDir = freshFolder();
    const { plans } = await opened(dataDir);
    const other = otherProgram(dataDir);
    await other.query("BEGIN IMMEDIATE");
    const put = plans.put("a", "waited");
    // Work of some tenths of a second under the lock, which the put meets.
    await other.query(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e6) SELECT max(i) FROM n",
    );
    await other.query("COMMIT");
    await put;
    expect(await plans.get("a")).toBe("waited");
  });

  it("rejects when it waited in vain, and reads meanwhile", async () => {
    const dataDir = freshFolder();
    const { plans } = await opened(dataDir, 50);
    await plans.put("a", "before");
    const other = otherProgram(dataDir);
    await other.query("BEGIN IMMEDIATE");
    await expect(plans.put("a", "after")).rejects.toMatchObject({
      ...unavailable,
      message: `${dataDir}/drill.sqlite: the database refused (SQLITE_BUSY)`,
      hint: "another program keeps the file locked: close database browsers and backup tools",
    });
    expect(await plans.get("a")).toBe("before");
    await other.query("COMMIT");
    await plans.put("a", "after");
    expect(await plans.get("a")).toBe("after");
  });
});

describe("fault 43, read-only", () => {
  /** Root may write everywhere, so as root the test runs the process as nobody. */
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
  const giveAway = (path: string): void => {
    if (nobody !== undefined) chownSync(path, nobody, nobody);
  };

  it("refuses a folder that cannot be written, by its name", async () => {
    const dataDir = await filledFolder(1);
    giveAway(dataDir);
    chmodSync(dataDir, 0o500);
    const { said } = await startStoreProcess("open", dataDir, nobody);
    chmodSync(dataDir, 0o700);
    expect(said).toMatchObject({ code: "store.unavailable", message: `${dataDir}: cannot be written (EACCES)` });
  });

  it("refuses a file that cannot be written, by its name", async () => {
    const dataDir = await filledFolder(1);
    for (const name of readdirSync(dataDir)) giveAway(join(dataDir, name));
    giveAway(dataDir);
    chmodSync(sqliteFile(dataDir), 0o400);
    const { said } = await startStoreProcess("open", dataDir, nobody);
    expect(said).toEqual({
      code: "store.unavailable",
      message: `${dataDir}/drill.sqlite: cannot be written (EACCES)`,
      hint: "make the folder and the files in it readable and writable for the bot's user, or set DATA_DIR to another one",
    });
  });

  it("rejects writes when the file becomes read-only", async () => {
    const { plans, database } = await opened(await filledFolder(1));
    await database.run("PRAGMA query_only = 1");
    await expect(plans.put("a", "x")).rejects.toMatchObject({
      ...unavailable,
      hint: "make the file and its folder writable for the bot's user",
    });
    expect((await plans.get("p0"))?.slice(0, 6)).toBe("old 0 ");
  });
});

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
      what: "old becomes new",
      apply: async (run: (sql: string) => Promise<unknown>) => {
        await run("UPDATE keyv SET value = replace(value, 'old', 'new')");
      },
    },
  ];

  it("leaves the old form, and the next start completes it", async () => {
    const dataDir = await filledFolder(10);
    const half = await startStoreProcess("migrate-half", dataDir);
    expect(half.said).toEqual({ half: true });
    await half.kill();
    const lines: LogLine[] = [];
    const database = await openSqlite({ dataDir, log: listeningLog(lines), migrations });
    const store = storeOver(database, silentLog);
    const plans = await Array.fromAsync(store.collection("plans", text).list(""));
    expect(plans.map(([, value]) => value.slice(0, 6))).toEqual(Array.from({ length: 10 }, (_, i) => `new ${i} `));
    expect(await database.run("PRAGMA user_version")).toEqual([{ user_version: 2 }]);
    await store.stop();
    const file = sqliteFile(dataDir);
    expect(lines.map(({ event, fields }) => [event, fields])).toEqual([
      ["store.backed-up", { file, copy: `${file}.before-v2` }],
      ["store.migrated", { file, version: 2, what: "old becomes new" }],
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
