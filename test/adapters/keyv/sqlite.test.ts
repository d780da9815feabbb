import { existsSync } from "node:fs";
import { join } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import { Keyv } from "keyv";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openStore, openStoreReadOnly } from "../../../src/adapters/keyv/open-store.ts";
import { openSqlite, sqliteFile } from "../../../src/adapters/keyv/sqlite.ts";
import { codecOf } from "../../../src/core/codecs.ts";
import { silentLog } from "../../support/silent-log.ts";
import { freshFolder } from "../../support/store-place.ts";

const note = codecOf(z.object({ text: z.string(), tags: z.array(z.string().nullable()) }));
const hello = { text: ":base64: said \u0000 \ud800", tags: [":", null, ""] };

it("shares its rows with keyv, both ways", async () => {
  const dataDir = freshFolder();
  const store = await openStore({ dataDir, log: silentLog });
  onTestFinished(() => store.stop());
  const adapter = new KeyvSqlite({ uri: `sqlite://${sqliteFile(dataDir)}` });
  onTestFinished(() => adapter.disconnect());
  const keyv = new Keyv({ store: adapter, useKeyPrefix: false, throwOnErrors: true });
  const notes = store.collection("plans", note);
  await notes.put("ours", hello);
  await keyv.set("plans/theirs", hello);
  expect(await keyv.get("plans/ours")).toEqual(hello);
  expect(await notes.get("theirs")).toEqual(hello);
  expect(await notes.update("theirs", (current) => current && { ...current, tags: [] })).toEqual({
    ...hello,
    tags: [],
  });
  expect(await keyv.get("plans/theirs")).toEqual({ ...hello, tags: [] });
  const rows: unknown = await adapter.query("SELECT count(DISTINCT value) AS texts FROM keyv WHERE key = 'plans/ours'");
  expect(rows).toEqual([{ texts: 1 }]);
});

it("writes durably: write-ahead log, one fsync a statement", async () => {
  const database = await openSqlite({ dataDir: freshFolder(), log: silentLog });
  onTestFinished(() => database.close());
  expect(await database.run("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
  expect(await database.run("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
  expect(await database.run("PRAGMA busy_timeout")).toEqual([{ timeout: 5000 }]);
  expect(await database.run("PRAGMA user_version")).toEqual([{ user_version: 1 }]);
});

it("lists by the primary key, without sorting", async () => {
  const database = await openSqlite({ dataDir: freshFolder(), log: silentLog });
  onTestFinished(() => database.close());
  const plan = await database.run(
    "EXPLAIN QUERY PLAN SELECT key FROM keyv WHERE key > 'a/' AND key < 'a0' ORDER BY key",
  );
  expect(
    z
      .array(z.object({ detail: z.string() }))
      .parse(plan)
      .map(({ detail }) => detail),
  ).toEqual(["SEARCH keyv USING COVERING INDEX sqlite_autoindex_keyv_1 (key>? AND key<?)"]);
});

it("makes the folder it is given", async () => {
  const dataDir = join(freshFolder(), "a", "b");
  await (await openStore({ dataDir, log: silentLog })).stop();
  expect(existsSync(sqliteFile(dataDir))).toBe(true);
});

it("reads beside a running bot, and writes nothing", async () => {
  const dataDir = freshFolder();
  const bot = await openStore({ dataDir, log: silentLog });
  onTestFinished(() => bot.stop());
  await bot.collection("plans", note).put("a", hello);
  const command = await openStoreReadOnly({ dataDir, log: silentLog });
  onTestFinished(() => command.stop());
  const seen = command.collection("plans", note);
  expect(await seen.get("a")).toEqual(hello);
  await bot.collection("plans", note).put("b", hello);
  expect((await Array.fromAsync(seen.list(""))).map(([key]) => key)).toEqual(["a", "b"]);
  await expect(seen.put("c", hello)).rejects.toMatchObject({ code: "store.unavailable" });
});

it("has nothing to read where there is no store", async () => {
  const dataDir = freshFolder();
  await expect(openStoreReadOnly({ dataDir, log: silentLog })).rejects.toMatchObject({
    code: "store.unavailable",
    message: `${dataDir}/drill.sqlite: there is no store of this release`,
  });
  expect(existsSync(sqliteFile(dataDir))).toBe(false);
});
