import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Disk, realDisk } from "../../../../src/adapters/content/import/disk.ts";
import { writeAside } from "../../../../src/adapters/content/import/write-aside.ts";
import { BotError } from "../../../../src/core/errors.ts";
import type { ImportWrite } from "../../../../src/core/import/plan/plan.ts";
import { aFolder } from "../places.ts";

const before = { "topics.yaml": "old topics", "http/a.md": "old a", "http/hand.md": "by hand" };
const writes: readonly ImportWrite[] = [
  { path: "topics.yaml", text: "new topics", before: "old topics" },
  { path: "http/a.md", text: "new a", before: "old a" },
  { path: "data/b.md", text: "new b", before: null },
  { path: "data/c.md", text: "new c", before: null },
];
const after = {
  "topics.yaml": "new topics",
  "http/a.md": "new a",
  "http/hand.md": "by hand",
  "data/b.md": "new b",
  "data/c.md": "new c",
};

/** All files of a folder with their texts, those aside too. */
function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1), readFileSync(path, "utf8")];
    }),
  );
}
const bankFiles = (root: string) =>
  Object.fromEntries(Object.entries(contents(root)).filter(([path]) => !path.startsWith(".importing-")));

/** A disk whose step number `at` fails; with `dies` every later one too, as when the process is killed. */
function failing(at: number, dies: boolean): Disk & { steps: () => number } {
  let step = 0;
  const count = (): void => {
    step += 1;
    if (step === at || (dies && step > at)) throw new Error("ENOSPC: no space left on device");
  };
  const counted =
    <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      count();
      return act(...args);
    };
  const { makeFolder, isFolder, list, read, write, copy, rename, remove, settle } = realDisk;
  return {
    makeFolder: counted(makeFolder),
    isFolder: counted(isFolder),
    list: counted(list),
    read: counted(read),
    write: counted(write),
    copy: counted(copy),
    rename: counted(rename),
    remove: counted(remove),
    settle: counted(settle),
    steps: () => step,
  };
}

async function stepsOfAll(): Promise<number> {
  const disk = failing(-1, false);
  await writeAside(aFolder(before), writes, disk);
  return disk.steps();
}

const failureOf = async (run: Promise<unknown>): Promise<unknown> => run.then(() => null).catch((error) => error);

describe("writing an import", () => {
  it("puts each file in its place and leaves nothing aside", async () => {
    const root = aFolder(before);
    expect(await writeAside(root, writes)).toEqual({ written: writes.map(({ path }) => path), left: [] });
    expect(contents(root)).toEqual(after);
  });

  it("makes the folder where there is none", async () => {
    const root = join(aFolder(), "slack", "T1");
    const [, , b = { path: "", text: "", before: null }] = writes;
    await writeAside(root, [b]);
    expect(contents(root)).toEqual({ "data/b.md": "new b" });
  });

  it("leaves a file that somebody changed, made or removed meanwhile, and says so", async () => {
    const root = aFolder({ ...before, "http/a.md": "edited a", "data/b.md": "made b" });
    expect((await writeAside(root, writes)).left).toEqual(["http/a.md", "data/b.md"]);
    expect(contents(root)).toEqual({ ...after, "http/a.md": "edited a", "data/b.md": "made b" });
    const empty = aFolder();
    expect((await writeAside(empty, writes)).left).toEqual(["topics.yaml", "http/a.md"]);
  });

  it("fails at any step without a trace", async () => {
    const steps = await stepsOfAll();
    expect(steps).toBe(28);
    for (let at = 1; at <= steps; at += 1) {
      const root = aFolder(before);
      const error = await failureOf(writeAside(root, writes, failing(at, false)));
      expect([at, error instanceof BotError && error.code, contents(root)]).toEqual([at, "store.unavailable", before]);
    }
  });

  it("killed at any step leaves each file whole, and the same again finishes", async () => {
    const steps = await stepsOfAll();
    for (let at = 1; at <= steps; at += 1) {
      const root = aFolder(before);
      await failureOf(writeAside(root, writes, failing(at, true)));
      const now = bankFiles(root);
      const torn = Object.entries(now).filter(
        ([path, text]) => text !== Object(before)[path] && text !== Object(after)[path],
      );
      const lost = Object.keys(before).filter((path) => now[path] === undefined);
      expect([at, torn, lost]).toEqual([at, [], []]);
      const again = writes.filter(({ path, text }) => now[path] !== text);
      await writeAside(
        root,
        again.map((write) => ({ ...write, before: now[write.path] ?? null })),
      );
      expect([at, contents(root)]).toEqual([at, after]);
    }
  });

  it("says what was written where nothing can be put back", async () => {
    const root = aFolder(before);
    const error = await failureOf(writeAside(root, writes, failing(20, true)));
    expect(error instanceof BotError && [error.message.replace(root, "…"), error.hint.replace(root, "…")]).toEqual([
      "…: ENOSPC: no space left on device; some files are written, the others not",
      `mend the disk and import again, which finishes it; what was replaced lies in …/.importing-${process.pid}/old`,
    ]);
  });

  it("fault 63: writes nothing through a folder or file that is a link", async () => {
    const outside = aFolder({ "a.md": "theirs" });
    const root = aFolder({ "topics.yaml": "old topics" });
    symlinkSync(outside, join(root, "http"));
    const write = { path: "http/new.md", text: "x", before: null };
    expect(String(await failureOf(writeAside(root, [write])))).toBe(`BotError: ${join(root, "http")}: is a link`);
    mkdirSync(join(root, "data"));
    symlinkSync(join(outside, "a.md"), join(root, "data", "new.md"));
    expect(
      String(await failureOf(writeAside(root, [{ ...write, path: "data/new.md", before: "theirs" }]))).includes(
        "is no regular file",
      ),
    ).toBe(true);
    expect(contents(outside)).toEqual({ "a.md": "theirs" });
  });

  it("clears away what a killed import left, and does not disturb one that runs", async () => {
    const root = aFolder({ ...before, ".importing-999999999/new/0": "half" });
    await writeAside(root, writes);
    expect(contents(root)).toEqual(after);
    mkdirSync(join(root, `.importing-${process.ppid}`));
    writeFileSync(join(root, `.importing-${process.ppid}`, "x"), "theirs");
    expect(String(await failureOf(writeAside(root, writes)))).toBe(`BotError: ${root}: another import writes there`);
    expect(contents(root)[`.importing-${process.ppid}/x`]).toBe("theirs");
  });
});
