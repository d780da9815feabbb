import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openStore } from "../../../src/adapters/keyv/open-store.ts";
import { sqliteFile } from "../../../src/adapters/keyv/sqlite.ts";
import { backUpSqlite } from "../../../src/adapters/keyv/sqlite-backup.ts";
import { restoreSqlite } from "../../../src/adapters/keyv/sqlite-restore.ts";
import { codecOf, instant } from "../../../src/core/codecs.ts";
import { startStoreProcess } from "../../support/run-store-process.ts";
import { silentLog } from "../../support/silent-log.ts";
import { filledFolder, opened, otherProgram } from "../../support/store-folder.ts";
import { freshFolder } from "../../support/store-place.ts";

const now = Temporal.Instant.from("2027-03-15T08:00:00Z");
const later = Temporal.Instant.from("2027-03-16T08:00:00Z");
const stamp = codecOf(z.object({ at: instant }));

/** A closed store of three records with a backup of it, in two folders. */
async function withBackup(): Promise<Readonly<{ dataDir: string; file: string }>> {
  const dataDir = await filledFolder(3);
  const file = join(freshFolder(), "drill.backup");
  await backUpSqlite({ dataDir, file, now });
  return { dataDir, file };
}

describe("a backup", () => {
  it("holds what a running store had, those commits too that are still in its WAL", async () => {
    const dataDir = await filledFolder(3);
    const { plans } = await opened(dataDir);
    await plans.put("late", "in the WAL");
    const folder = freshFolder();
    const copy = await backUpSqlite({ dataDir, file: join(folder, "b"), now });
    expect(copy).toEqual({
      file: join(folder, "b"),
      bytes: statSync(join(folder, "b")).size,
      records: { plans: 4, settings: 1 },
      takenAt: now,
    });
    expect(readdirSync(folder)).toEqual(["b"]);
    expect(statSync(join(folder, "b")).mode & 0o777).toBe(0o600);
    const restored = freshFolder();
    restoreSqlite({ dataDir: restored, file: join(folder, "b"), now: later });
    expect(await (await opened(restored)).plans.get("late")).toBe("in the WAL");
  });

  it("fault 47, a file copied without its WAL: what the copy lacks, the backup has", async () => {
    const dataDir = await filledFolder(1);
    const { plans } = await opened(dataDir);
    await plans.put("late", "in the WAL");
    const copied = freshFolder();
    copyFileSync(sqliteFile(dataDir), sqliteFile(copied));
    expect(await (await opened(copied)).plans.get("late")).toBe(null);
    const file = join(freshFolder(), "b");
    await backUpSqlite({ dataDir, file, now });
    const restored = freshFolder();
    restoreSqlite({ dataDir: restored, file, now });
    expect(await (await opened(restored)).plans.get("late")).toBe("in the WAL");
  });

  it("leaves a file of that name as it is", async () => {
    const { dataDir, file } = await withBackup();
    writeFileSync(file, "mine");
    await expect(backUpSqlite({ dataDir, file, now })).rejects.toMatchObject({
      code: "input.invalid",
      message: `${file}: there is a file already, and it stays as it is`,
      hint: "give another name, or move that file away first",
    });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("of a folder without a store, or to a folder that is not there, says so", async () => {
    const empty = freshFolder();
    const file = join(freshFolder(), "none", "b");
    await expect(backUpSqlite({ dataDir: empty, file, now })).rejects.toMatchObject({
      message: `${empty}/drill.sqlite: there is no store`,
    });
    await expect(backUpSqlite({ dataDir: await filledFolder(1), file, now })).rejects.toMatchObject({
      message: `${file}.part: cannot be written (ENOENT)`,
    });
  });

  it("of a damaged store leaves nothing behind", async () => {
    const dataDir = await filledFolder(200);
    const page = Buffer.alloc(4096, 0xa5);
    const all = readFileSync(sqliteFile(dataDir));
    page.copy(all, 4096 * 5);
    writeFileSync(sqliteFile(dataDir), all);
    const folder = freshFolder();
    await expect(backUpSqlite({ dataDir, file: join(folder, "b"), now })).rejects.toMatchObject({
      code: "store.damaged",
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("restoring", () => {
  it("puts the copy in place, keeps the store from before beside it, and stamps the store with the backup's time", async () => {
    const { dataDir, file } = await withBackup();
    const { store, plans } = await opened(dataDir);
    await plans.put("since", "the backup");
    await store.stop();
    const { copy, aside } = restoreSqlite({ dataDir, file, now: later });
    expect(copy).toMatchObject({ file: sqliteFile(dataDir), records: { plans: 3, settings: 1 } });
    expect(copy.takenAt).toEqual(now);
    expect(aside).toBe(`${sqliteFile(dataDir)}.before-restore-2027-03-16T080000Z`);
    const restored = await opened(dataDir);
    expect((await Array.fromAsync(restored.plans.list(""))).map(([key]) => key)).toEqual(["p0", "p1", "p2"]);
    expect(await restored.store.collection("settings", stamp).get("copy-of")).toEqual({ at: now });
    await restored.store.stop();
    const before = freshFolder();
    copyFileSync(aside ?? "", sqliteFile(before));
    expect(await (await opened(before)).plans.get("since")).toBe("the backup");
  });

  it("is refused while a bot runs, and changes nothing", async () => {
    const { dataDir, file } = await withBackup();
    const { pid } = await startStoreProcess("hold", dataDir);
    expect(() => restoreSqlite({ dataDir, file, now })).toThrow(`drill.sqlite: in use by process ${pid}`);
    expect(readdirSync(dataDir).filter((name) => name.includes("restor"))).toEqual([]);
  });

  it.each([
    ["that is cut in half", (file: string) => truncateSync(file, 8192), "store.damaged"],
    ["with its header overwritten", (file: string) => writeFileSync(file, "x".repeat(9000)), "store.damaged"],
    ["that is empty", (file: string) => truncateSync(file, 0), "input.invalid"],
  ])("refuses a backup %s, and changes nothing", async (_what, damage, code) => {
    const dataDir = await filledFolder(3);
    const file = join(freshFolder(), "b");
    await backUpSqlite({ dataDir: await filledFolder(50), file, now });
    damage(file);
    const before = readFileSync(sqliteFile(dataDir));
    expect(() => restoreSqlite({ dataDir, file, now })).toThrow(expect.objectContaining({ code }));
    expect(readFileSync(sqliteFile(dataDir)).equals(before)).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(["drill.lock", "drill.sqlite"]);
  });

  it("refuses a backup of a newer release", async () => {
    const { dataDir, file } = await withBackup();
    const folder = freshFolder();
    copyFileSync(file, sqliteFile(folder));
    await otherProgram(folder).query("PRAGMA user_version = 2");
    expect(() => restoreSqlite({ dataDir, file: sqliteFile(folder), now })).toThrow("the store has version 2");
  });

  it("works over a damaged store, which is kept with its WAL", async () => {
    const { file } = await withBackup();
    const dataDir = await filledFolder(50);
    truncateSync(sqliteFile(dataDir), 8192);
    writeFileSync(`${sqliteFile(dataDir)}-wal`, "of the damaged one");
    const { aside } = restoreSqlite({ dataDir, file, now });
    expect(statSync(aside ?? "").size).toBe(8192);
    expect(existsSync(`${sqliteFile(dataDir)}-wal`)).toBe(false);
    expect((await (await opened(dataDir)).plans.get("p2"))?.slice(0, 6)).toBe("old 2 ");
  });

  it("keeps two stores from before apart that were set aside in one second", async () => {
    const { dataDir, file } = await withBackup();
    const asides = [1, 2, 3].map(() => restoreSqlite({ dataDir, file, now }).aside);
    expect(new Set(asides).size).toBe(3);
    expect(asides[2]?.endsWith("-3")).toBe(true);
  });

  it("takes the newest message for the time of a copy that has no stamp", async () => {
    const dataDir = await filledFolder(1);
    const store = await openStore({ dataDir, log: silentLog });
    const sent = codecOf(z.object({ state: z.object({ lastSentAt: z.string() }) }));
    const deliveries = store.collection("deliveries", sent);
    await deliveries.put("a", { state: { lastSentAt: "2027-03-12T08:30:00Z" } });
    await deliveries.put("b", { state: { lastSentAt: "2027-03-11T08:30:00Z" } });
    await store.stop();
    const { copy } = restoreSqlite({ dataDir: freshFolder(), file: sqliteFile(dataDir), now: later });
    expect(copy.takenAt.toString()).toBe("2027-03-12T08:30:00Z");
  });
});
