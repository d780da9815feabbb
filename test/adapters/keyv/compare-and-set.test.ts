import { expect, it } from "vitest";
import { compareAndSet } from "../../../src/adapters/keyv/compare-and-set.ts";
import type { Write } from "../../../src/adapters/keyv/database.ts";
import { perKey } from "../../../src/adapters/keyv/per-key.ts";
import type { Rows } from "../../../src/adapters/keyv/rows.ts";

/** Rows whose first `lost` writes lose to another process, which wrote meanwhile. */
function contended(lost: number): Readonly<{ rows: Rows; writes: Write[] }> {
  const writes: Write[] = [];
  const rows: Rows = {
    read: () => Promise.resolve(`version ${writes.length}`),
    page: () => Promise.resolve([]),
    write: (write) => Promise.resolve(writes.push(write) > lost),
    erase: () => Promise.resolve(),
    scrub: () => Promise.resolve(),
    during: (work) => work(),
    stop: () => Promise.resolve(),
  };
  return { rows, writes };
}

it("reads again after it lost, and writes over what it read", async () => {
  const { rows, writes } = contended(2);
  const changed = await compareAndSet({ rows, inTurn: perKey() }, "a", (text) => `${text}!`);
  expect(changed).toEqual({ text: "version 2!", happened: true });
  expect(writes.map(({ guard }) => guard?.expected)).toEqual(["version 0", "version 1", "version 2"]);
});

it("gives up after 100 lost attempts", async () => {
  const { rows, writes } = contended(1000);
  await expect(compareAndSet({ rows, inTurn: perKey() }, "a", () => "x")).rejects.toMatchObject({
    code: "store.unavailable",
    message: "a: other processes changed the row 100 times meanwhile",
  });
  expect(writes.length).toBe(100);
});
