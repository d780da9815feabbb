import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeAside } from "../../../src/adapters/content/import/write-aside.ts";
import { openBank } from "../../../src/adapters/content/load.ts";
import { followChanges, type Suspects } from "../../../src/adapters/content/watch.ts";
import { workspaceKey } from "../../../src/core/keys.ts";
import type { BankSource } from "../../../src/ports/bank.ts";
import { questionText } from "../../support/questions.ts";
import { type LogLine, listeningLog, silentLog } from "../../support/silent-log.ts";
import { aFolder, topicsText, write } from "./places.ts";

const workspace = workspaceKey("playground", "W1");

/** A bank that is followed, and a wait for the change after which it holds what a test looks for. */
async function followed(files: Readonly<Record<string, string>>) {
  const root = aFolder(files);
  const source = openBank({ shared: join(root, "content"), named: [], workspaces: join(root, "bank"), log: silentLog });
  let changed = Promise.withResolvers<void>();
  let changes = 0;
  await source.start(() => {
    changes += 1;
    changed.resolve();
    changed = Promise.withResolvers();
  });
  onTestFinished(() => source.stop());
  const until = async (holds: (titles: readonly string[]) => boolean): Promise<number> => {
    const began = performance.now();
    while (!holds(titlesOf(source))) await changed.promise;
    return performance.now() - began;
  };
  return { root, source, until, changes: () => changes };
}

const titlesOf = (source: BankSource) =>
  [...source.forWorkspace(workspace).questions.values()].map(({ title }) => title).toSorted();
const is =
  (...titles: readonly string[]) =>
  (now: readonly string[]) =>
    now.join() === titles.join();

const sound = { "content/topics.yaml": topicsText("http", "data"), "content/http/etag.md": questionText("ETag") };

describe("a followed bank", () => {
  it("has an edit in force within a second", async () => {
    const { root, until } = await followed(sound);
    write(join(root, "content/http/etag.md"), questionText("Edited"));
    expect(await until(is("Edited"))).toBeLessThan(1_000);
  });

  it("takes what an import writes into a workspace's folder that was not there", async () => {
    const { root, until } = await followed(sound);
    const text = questionText("Imported");
    await writeAside(join(root, "bank/playground/W1"), [
      { path: "topics.yaml", text: topicsText("http"), before: null },
      { path: "http/imported.md", text, before: null },
    ]);
    await until(is("ETag", "Imported"));
    await writeAside(join(root, "bank/playground/W1"), [
      { path: "http/imported.md", text: questionText("Updated"), before: text },
    ]);
    await until(is("ETag", "Updated"));
  });

  it("takes an edit that comes while it starts", async () => {
    const root = aFolder(sound);
    const source = openBank({
      shared: join(root, "content"),
      named: [],
      workspaces: join(root, "bank"),
      log: silentLog,
    });
    onTestFinished(() => source.stop());
    write(join(root, "content/http/etag.md"), questionText("Edited"));
    await source.start(() => undefined);
    expect(titlesOf(source)).toEqual(["Edited"]);
  });

  it("follows files that come, go and are put in place of others", async () => {
    const { root, until } = await followed(sound);
    write(join(root, "content/http/cors.md"), questionText("CORS"));
    await until(is("CORS", "ETag"));
    // As most editors save: a new file in place of the old one.
    write(join(root, "content/http/.new"), questionText("Saved"));
    renameSync(join(root, "content/http/.new"), join(root, "content/http/etag.md"));
    await until(is("CORS", "Saved"));
    rmSync(join(root, "content/http/cors.md"));
    await until(is("Saved"));
  });

  it("follows folders that are new, and folders that are put in place of others", async () => {
    const { root, until } = await followed(sound);
    write(join(root, "content/data/index.md"), questionText("Index", "data"));
    await until(is("ETag", "Index"));
    write(join(root, "content/data/index.md"), questionText("Indexes", "data"));
    await until(is("ETag", "Indexes"));
    renameSync(join(root, "content/data"), join(root, "gone"));
    write(join(root, "content/data/lock.md"), questionText("Lock", "data"));
    await until(is("ETag", "Lock"));
    write(join(root, "content/data/lock.md"), questionText("Locks", "data"));
    await until(is("ETag", "Locks"));
  });

  it("follows topics.yaml", async () => {
    const { root, source, until } = await followed({ ...sound, "content/new/x.md": questionText("X", "new") });
    expect(source.forWorkspace(workspace).problems.length).toBe(1);
    writeFileSync(join(root, "content/topics.yaml"), topicsText("http", "new"));
    await until(is("ETag", "X"));
    expect(source.forWorkspace(workspace).problems).toEqual([]);
  });

  it("keeps the last good version of a file that is broken, and tells that something changed", async () => {
    const { root, source, until } = await followed(sound);
    write(join(root, "content/http/etag.md"), "---\ntitle: x\n");
    await until(() => source.forWorkspace(workspace).problems.length === 1);
    expect(titlesOf(source)).toEqual(["ETag"]);
  });

  it("finds workspaces' folders that are made later, where there was not even a root", async () => {
    const { root, until } = await followed(sound);
    write(join(root, "bank/playground/W1/http/vpn.md"), questionText("VPN"));
    await until(is("ETag", "VPN"));
    write(join(root, "bank/playground/W1/http/vpn.md"), questionText("VPNs"));
    await until(is("ETag", "VPNs"));
    mkdirSync(join(root, "bank/playground/W2"));
    rmSync(join(root, "bank/playground/W1"), { recursive: true });
    await until(is("ETag"));
  });

  it("finds a folder again that was away", async () => {
    const { root, source, until } = await followed(sound);
    renameSync(join(root, "content"), join(root, "away"));
    await until(is());
    expect(source.forWorkspace(workspace).problems.map(({ message }) => message)).toEqual([
      "the folder does not exist",
    ]);
    renameSync(join(root, "away"), join(root, "content"));
    await until(is("ETag"));
    write(join(root, "content/http/etag.md"), questionText("Edited"));
    await until(is("Edited"));
  });

  it("tells nothing after it was stopped, and may be stopped twice", async () => {
    const { root, source, changes } = await followed(sound);
    await source.stop();
    await source.stop();
    write(join(root, "content/http/etag.md"), questionText("Edited"));
    const other = await followed(sound);
    write(join(other.root, "content/http/etag.md"), questionText("Edited"));
    await other.until(is("Edited"));
    expect(changes()).toBe(0);
    expect(titlesOf(source)).toEqual(["ETag"]);
  });
});

/** What `followChanges` asks to be looked at, in order; `count` of them. */
async function lookedAt(count: number, directories: () => ReadonlyMap<string, number>, lines: LogLine[] = []) {
  const seen: Suspects[] = [];
  const enough = Promise.withResolvers<void>();
  const refresh = (suspects: Suspects): void => {
    seen.push(suspects);
    if (seen.length === count) enough.resolve();
  };
  const following = followChanges({ directories, refresh }, listeningLog(lines));
  onTestFinished(() => following.stop());
  await enough.promise;
  return seen;
}

describe("followChanges", () => {
  it("looks again at a folder that it has only begun to watch", async () => {
    const root = aFolder({ "new/x.md": "" });
    const [old, fresh] = [root, join(root, "new")].map((path) => [path, statSync(path).ino] as const);
    let calls = 0;
    // The second folder is found by the first look, when nobody watched it yet.
    const directories = () => new Map([old, calls++ > 0 ? fresh : old].flatMap((each) => (each ? [each] : [])));
    expect(await lookedAt(2, directories)).toEqual(["all", new Map([[join(root, "new"), "all"]])]);
  });

  it("polls what cannot be watched, and says so once", async () => {
    const lines: LogLine[] = [];
    const path = join(aFolder(), "gone");
    expect(await lookedAt(3, () => new Map([[path, 1]]), lines)).toEqual(["all", "all", "all"]);
    expect(lines.map(({ level, event, fields }) => [level, event, fields["path"]])).toEqual([
      ["warn", "bank.not-watched", path],
    ]);
  });

  it("compares everything after so many events that some may be lost", async () => {
    const root = aFolder();
    const seen = lookedAt(2, () => new Map([[root, statSync(root).ino]]));
    for (let at = 0; at <= 1_000; at += 1) writeFileSync(join(root, `${at}.md`), "");
    expect(await seen).toEqual(["all", "all"]);
  });
});
