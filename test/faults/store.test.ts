import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { sqliteFile } from "../../src/adapters/keyv/sqlite.ts";
import { startStoreProcess } from "../support/run-store-process.ts";
import { silentLog } from "../support/silent-log.ts";
import { filledFolder, opened, otherProgram, unavailable } from "../support/store-folder.ts";
import { freshFolder } from "../support/store-place.ts";

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

  it("still refuses, with less to say, when the holder could not leave its name", async () => {
    const dataDir = freshFolder();
    mkdirSync(join(dataDir, "drill.pid"));
    await opened(dataDir);
    await expect(openStore({ dataDir, log: silentLog })).rejects.toMatchObject({
      code: "store.locked",
      message: `${dataDir}/drill.sqlite: in use by another process`,
    });
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
