import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { sqliteFile } from "../../src/adapters/keyv/sqlite.ts";
import { silentLog } from "../support/silent-log.ts";
import { filledFolder, text } from "../support/store-folder.ts";
import { freshFolder } from "../support/store-place.ts";

/** Ends the process by SIGKILL right before the `n`th call that changes files or writes them through. */
const dyingBefore = (n: number): string =>
  `data:text/javascript,${encodeURIComponent(`
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  let left = ${n};
  for (const name of ["rmSync", "writeFileSync", "chmodSync", "linkSync", "copyFileSync", "renameSync", "fsyncSync"]) {
    const call = fs[name];
    fs[name] = (...given) => {
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
      return call(...given);
    };
  }
  syncBuiltinESMExports();`)}`;

const restoring = (dataDir: string, file: string): string => `
  import { restoreSqlite } from ${JSON.stringify(new URL("../../src/adapters/keyv/sqlite-restore.ts", import.meta.url).href)};
  const now = Temporal.Instant.from("2027-03-15T08:00:00Z");
  restoreSqlite({ dataDir: ${JSON.stringify(dataDir)}, file: ${JSON.stringify(file)}, now });`;

/** What a store holds, by key. */
async function heldIn(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const store = await openStore({ dataDir, log: silentLog });
  try {
    return Object.fromEntries(await Array.fromAsync(store.collection("plans", text).list("")));
  } finally {
    await store.stop();
  }
}

/** The folder of a bot that was killed: its newest record is in the WAL alone. */
async function killedBot(): Promise<string> {
  const folder = await filledFolder(2);
  const store = await openStore({ dataDir: folder, log: silentLog });
  await store.collection("plans", text).put("late", "in the WAL");
  const killed = freshFolder();
  for (const rest of ["", "-wal"]) copyFileSync(`${sqliteFile(folder)}${rest}`, `${sqliteFile(killed)}${rest}`);
  await store.stop();
  return killed;
}

/** What lies beside the store under the name that `restore` gives the old one, opened as a store of its own. */
async function heldAside(dataDir: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const asides = readdirSync(dataDir).filter((name) => /\.before-restore-[^-]*-[^-]*-[^-]*$/.test(name));
  return Promise.all(
    asides.map((name) => {
      const alone = freshFolder();
      copyFileSync(join(dataDir, name), sqliteFile(alone));
      return heldIn(alone);
    }),
  );
}

it("a kill at any step of a restore leaves the old store or the new one, whole, and the old one whole under its own name once the new one is in place", async () => {
  const source = await filledFolder(3);
  const newer = await heldIn(source);
  const older = await heldIn(await killedBot());
  const ends: string[] = [];
  for (let step = 1; ends.at(-1) !== "done"; step += 1) {
    const dataDir = await killedBot();
    const script = restoring(dataDir, sqliteFile(source));
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      [`--import=${dyingBefore(step)}`, "--input-type=module", "-e", script],
      { encoding: "utf8" },
    );
    expect([status, signal].includes("SIGKILL") || status === 0 ? "" : stderr).toBe("");
    // Looked for first: opening the store below may not be what mends it.
    const aside = await heldAside(dataDir);
    const held = await heldIn(dataDir);
    const isNew = "p2" in held;
    expect(held).toEqual(isNew ? newer : older);
    if (isNew) expect(aside).toEqual([older]);
    ends.push(status === 0 ? "done" : isNew ? "new" : "old");
  }
  // The exchange is one step: everything before it leaves the old store, everything after it the new one.
  expect(ends.join(" ")).toMatch(/^(old ){8,}(new )+done$/);
}, 120_000);
