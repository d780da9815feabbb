import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import type { Database } from "../../../src/adapters/keyv/database.ts";
import { openSqlite } from "../../../src/adapters/keyv/sqlite.ts";
import { storeOver } from "../../../src/adapters/keyv/store.ts";
import { codecOf } from "../../../src/core/codecs.ts";
import type { Collection, Store } from "../../../src/ports/collection.ts";
import { silentLog } from "../../support/silent-log.ts";
import { freshFolder } from "../../support/store-place.ts";

const text = codecOf(z.string());

type Watched = Readonly<{ store: Store; plans: Collection<string>; statements: string[] }>;

/** A store whose statements are noted; one that would write `poison` fails as a whole, as a value too long would make it. */
async function watched(poison = "none"): Promise<Watched> {
  const sound = await openSqlite({ dataDir: freshFolder(), log: silentLog });
  const statements: string[] = [];
  const database: Database = {
    ...sound,
    read: (keys) => {
      statements.push(`read ${keys.length}`);
      return sound.read(keys);
    },
    write: async (writes) => {
      const rows = writes.flatMap((write) => write.rows);
      statements.push(`write ${rows.length}`);
      if (rows.some(({ value }) => value.includes(poison)))
        throw Object.assign(new Error("too big"), { code: "SQLITE_TOOBIG" });
      return await sound.write(writes);
    },
    erase: (keys) => {
      statements.push(`erase ${keys.length}`);
      return sound.erase(keys);
    },
  };
  const store = storeOver(database, silentLog);
  onTestFinished(() => store.stop());
  return { store, plans: store.collection("plans", text), statements };
}

it("writes what one turn asks for in one statement a kind", async () => {
  const { store, plans, statements } = await watched();
  await Promise.all([
    plans.put("a", "1"),
    plans.create("b", "1"),
    store.commit({ kind: "create", row: plans.row("c", "1") }, [plans.row("d", "1")]),
    plans.delete("e"),
    plans.delete("f"),
    plans.put("a", "2"),
  ]);
  expect(statements).toEqual(["write 4", "erase 2"]);
});

it("reads what one turn asks for in one statement, every key once", async () => {
  const { plans, statements } = await watched();
  await plans.put("a", "1");
  expect(await Promise.all([plans.get("a"), plans.get("b"), plans.get("a")])).toEqual(["1", null, "1"]);
  expect(statements).toEqual(["write 1", "read 2"]);
});

it("tries the changes of a failed group singly, so that one bad row harms nobody else", async () => {
  const { plans, statements } = await watched("poison");
  const asked = [plans.put("a", "1"), plans.put("b", "poison"), plans.create("c", "1")];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(statements).toEqual(["write 3", "write 1", "write 1", "write 1"]);
  expect((await Array.fromAsync(plans.list(""))).map(([key]) => key)).toEqual(["a", "c"]);
});

it("takes at most 1,000 changes at once", async () => {
  const { plans, statements } = await watched();
  await Promise.all(Array.from({ length: 1500 }, (_, i) => plans.put(`k${i}`, "1")));
  expect(statements).toEqual(["write 1000", "write 500"]);
});

it("tells a bad record by its fields, never by its values", async () => {
  const notes = (await watched()).store.collection("plans", codecOf(z.object({ note: z.string().max(3) })));
  await expect(notes.put("a", { note: "canary" })).rejects.toMatchObject({
    code: "input.invalid",
    message: "plans/a: the record cannot be stored (note: too_big)",
    cause: undefined,
  });
});
