import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFolder } from "../../../src/adapters/content/folder.ts";
import { openBank } from "../../../src/adapters/content/load.ts";
import type { Bank } from "../../../src/core/bank/question.ts";
import { workspaceKey } from "../../../src/core/keys.ts";
import { questionText } from "../../support/questions.ts";
import { silentLog } from "../../support/silent-log.ts";
import { aFolder, topicsText, write } from "./places.ts";

const open = (path: string) => openFolder({ path, namespace: null, mustExist: true });
const titles = ({ questions }: Bank) => [...questions].map(([id, { title }]) => `${id}: ${title}`);

/** What is read of a folder with one sound question and something else in it: the problem, its path made relative. */
function problemsOf(root: string): string[] {
  const { questions, problems } = open(root).contents();
  expect(questions.map(({ id }) => id)).toEqual(["etag"]);
  return problems.map(({ file, line, message }) => `${file.slice(root.length + 1)}:${line}: ${message}`);
}
const sound = { "topics.yaml": topicsText("http"), "http/etag.md": questionText("ETag") };

/** Runs as a user without rights: root may read everything. 65534 is "nobody" on Linux. */
function asNobody<T>(run: () => T): T {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

describe("a folder of questions", () => {
  it("is read in the order of its paths", () => {
    const root = aFolder({
      ...sound,
      "topics.yaml": topicsText("http", "data"),
      "data/index.md": questionText("Index", "data"),
      "http/cors.md": questionText("CORS"),
    });
    const { questions, topics, problems } = open(root).contents();
    expect(questions.map(({ id, file, line }) => [id, file, line])).toEqual([
      ["index", join(root, "data/index.md"), 1],
      ["cors", join(root, "http/cors.md"), 1],
      ["etag", join(root, "http/etag.md"), 1],
    ]);
    expect(topics.map(({ id }) => id)).toEqual(["http", "data"]);
    expect(problems).toEqual([]);
  });

  it("may be a link itself", () => {
    const root = aFolder(sound);
    const link = join(aFolder(), "content");
    symlinkSync(root, link);
    expect(open(link).contents().questions.length).toBe(1);
  });

  it("passes over what is not meant for it", () => {
    const other = {
      "README.md": "# Ours",
      "http/picture.png": "x",
      "http/.etag.md.swp": "x",
      "http/etag.md~": "x",
      ".git/config": "x",
    };
    expect(problemsOf(aFolder({ ...sound, ...other }))).toEqual([]);
  });

  it("takes a question that becomes a draft out of rotation, and a draft that is none any more in", () => {
    const root = aFolder(sound);
    const folder = open(root);
    const standing = () => ({
      questions: folder.contents().questions.map(({ id }) => id),
      drafts: folder.drafts().map(({ id }) => id),
      problems: folder.contents().problems,
    });
    const before = standing();
    const [first = ""] = before.questions;
    const file = join(root, "http", `${first}.md`);
    const text = readFileSync(file, "utf8");
    write(file, text.replace("level: mid\n", "level: mid\ndraft: needs an answer\n"));
    folder.refresh("all");
    expect(standing()).toEqual({ questions: before.questions.slice(1), drafts: [first], problems: [] });
    write(file, text);
    folder.refresh("all");
    expect(standing()).toEqual(before);
  });

  it("fault 53: a broken file takes no other down", () => {
    const root = aFolder({ ...sound, "http/broken.md": "---\ntitle: 'x\n---\n" });
    expect(problemsOf(root)).toContain("http/broken.md:2: not valid YAML: Missing closing 'quote");
  });

  it("fault 56: a file over the limit is not read", () => {
    const root = aFolder({ ...sound, "http/huge.md": "x".repeat(65_537), "http/large.md": "x".repeat(65_536) });
    expect(problemsOf(root)).toEqual([
      "http/huge.md:1: the file is larger than 65536 bytes",
      "http/large.md:1: the file does not begin with front matter",
    ]);
  });

  const bytes: readonly (readonly [name: string, content: Uint8Array, problem: string])[] = [
    ["a lone continuation byte", Buffer.from([0x61, 0xc3, 0xa9, 0x80, 0x61]), "is not valid UTF-8 at byte 3"],
    [
      "after U+FFFD itself",
      Buffer.concat([Buffer.from("é\ufffd"), Buffer.from([0xff])]),
      "is not valid UTF-8 at byte 5",
    ],
    ["a cut end", Buffer.from("ab€").subarray(0, 4), "is not valid UTF-8 at byte 2"],
    ["Latin-1", Buffer.from("Prüfung", "latin1"), "is not valid UTF-8 at byte 2"],
  ];
  it.each(bytes)("fault 57: names the byte of %s", (_name, content, problem) => {
    expect(problemsOf(aFolder({ ...sound, "http/bytes.md": content }))).toEqual([
      `http/bytes.md:1: the file ${problem}`,
    ]);
  });

  it("fault 58: UTF-16 is named, a byte order mark and CRLF are fine", () => {
    const text = questionText("CORS");
    const root = aFolder({
      ...sound,
      "http/utf16.md": Buffer.from(`\ufeff${text}`, "utf16le"),
      "http/utf16be.md": Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    });
    expect(problemsOf(root)).toEqual(["http/utf16.md:1: the file is UTF-16", "http/utf16be.md:1: the file is UTF-16"]);
    const windows = aFolder({ ...sound, "http/etag.md": `\ufeff${text.replaceAll("\n", "\r\n")}` });
    expect(open(windows).contents().questions[0]?.answer).toBe("It is CORS.");
  });

  it("fault 63: links are not followed, inside or outside", () => {
    const outside = aFolder({ "secret.md": questionText("Secret"), "more/x.md": questionText("X", "more") });
    const root = aFolder(sound);
    symlinkSync(join(outside, "secret.md"), join(root, "http/out.md"));
    symlinkSync("etag.md", join(root, "http/twin.md"));
    symlinkSync("/dev/zero", join(root, "http/zero.md"));
    symlinkSync(join(outside, "more"), join(root, "more"));
    expect(problemsOf(root)).toEqual([
      "more:1: a symbolic link is not followed",
      "http/out.md:1: a symbolic link is not followed",
      "http/twin.md:1: a symbolic link is not followed",
      "http/zero.md:1: a symbolic link is not followed",
    ]);
  });

  it("fault 63: a linked topics.yaml is refused", () => {
    const root = aFolder({ "http/etag.md": questionText("ETag") });
    symlinkSync("/etc/passwd", join(root, "topics.yaml"));
    expect(problemsOf(root)).toEqual([
      "topics.yaml:1: a symbolic link is not followed",
      "topics.yaml:1: the file is a symbolic link",
    ]);
  });

  it("fault 63: a pipe is refused, and nobody waits for it", () => {
    const root = aFolder(sound);
    execFileSync("/usr/bin/env", ["mkfifo", join(root, "http/pipe.md")]);
    expect(problemsOf(root)).toEqual(["http/pipe.md:1: this is not a regular file"]);
  });

  it("fault 63: names that differ by case alone are told", () => {
    const root = aFolder({ ...sound, "http/Etag.md": questionText("ETag"), "Http/cors.md": questionText("CORS") });
    expect(problemsOf(root)).toEqual([
      "Http:1: the name differs from `http` by case alone",
      "http/Etag.md:1: the name differs from `etag.md` by case alone",
    ]);
  });

  it("tells what lies at the wrong depth, or has a name that is none", () => {
    const root = aFolder({
      ...sound,
      "cors.md": "x",
      "http/deep/x.md": "x",
      "http/My question.md": "x",
      "My topic/x.md": "x",
    });
    expect(problemsOf(root)).toEqual([
      "My topic:1: the folder's name cannot be a topic's id",
      "cors.md:1: the question stands outside of a topic's folder",
      "http/My question.md:1: the file's name cannot be a question's id",
      "http/deep:1: folders inside a topic are not read",
    ]);
  });

  it("tells a file that may not be read", () => {
    const root = aFolder({ ...sound, "http/secret.md": "x" });
    for (const path of ["", "http"]) chmodSync(join(root, path), 0o755);
    chmodSync(join(root, "http/secret.md"), 0);
    expect(asNobody(() => problemsOf(root))).toEqual(["http/secret.md:1: the file cannot be read (EACCES)"]);
  });

  it("is a problem when it does not exist, unless it need not", () => {
    const path = join(aFolder(), "gone");
    expect(
      open(path)
        .contents()
        .problems.map(({ message }) => message),
    ).toEqual(["the folder does not exist"]);
    expect(openFolder({ path, namespace: null, mustExist: false }).contents()).toEqual({
      topics: [],
      questions: [],
      problems: [],
    });
  });
});

describe("a folder that changes", () => {
  it("is the same object while nothing in it does", () => {
    const folder = open(aFolder(sound));
    const before = folder.contents();
    folder.refresh("all");
    expect(folder.contents()).toBe(before);
  });

  it("keeps the last good version of a question that is broken, and shows the problem", () => {
    const root = aFolder(sound);
    const folder = open(root);
    write(join(root, "http/etag.md"), "---\ntitle: Half\n");
    folder.refresh("all");
    const { questions, problems } = folder.contents();
    expect(questions.map(({ title }) => title)).toEqual(["ETag"]);
    expect(problems.map(({ message }) => message)).toEqual(["the front matter does not end"]);
    write(join(root, "http/etag.md"), questionText("Mended"));
    folder.refresh("all");
    expect(folder.contents().questions.map(({ title }) => title)).toEqual(["Mended"]);
    expect(folder.contents().problems).toEqual([]);
  });

  it("keeps the last good topics when their file is broken", () => {
    const root = aFolder(sound);
    const folder = open(root);
    write(join(root, "topics.yaml"), "- id: [");
    folder.refresh("all");
    expect(folder.contents().topics.map(({ id }) => id)).toEqual(["http"]);
    expect(folder.contents().problems.length).toBeGreaterThan(0);
  });

  it("forgets what is removed, finds what is new, and follows what is renamed", () => {
    const root = aFolder({ ...sound, "http/cors.md": questionText("CORS") });
    const folder = open(root);
    rmSync(join(root, "http/cors.md"));
    renameSync(join(root, "http/etag.md"), join(root, "http/etags.md"));
    write(join(root, "data/index.md"), questionText("Index", "data"));
    folder.refresh("all");
    expect(folder.contents().questions.map(({ id }) => id)).toEqual(["index", "etags"]);
    rmSync(join(root, "data"), { recursive: true });
    folder.refresh(new Map([[root, new Set(["data"])]]));
    expect(folder.contents().questions.map(({ id }) => id)).toEqual(["etags"]);
  });

  it("reads only the suspects, and of all only those with another stamp", () => {
    const root = aFolder({ ...sound, "http/cors.md": questionText("CORS") });
    const folder = open(root);
    const before = folder.contents().questions;
    write(join(root, "http/etag.md"), questionText("Edited"));
    folder.refresh(new Map([[join(root, "http"), new Set(["cors.md"])]]));
    expect(folder.contents().questions).toEqual(before);
    folder.refresh(new Map([[join(root, "http"), new Set(["etag.md"])]]));
    expect(folder.contents().questions.map(({ title }) => title)).toEqual(["CORS", "Edited"]);
    expect(folder.contents().questions[0]).toBe(before[0]);
  });

  it("notices an edit that keeps size and time, as a copy that keeps times makes", () => {
    const root = aFolder(sound);
    const folder = open(root);
    const long = new Date("2026-01-01T00:00:00Z");
    utimesSync(join(root, "http/etag.md"), long, long);
    folder.refresh("all");
    write(join(root, "http/etag.md"), questionText("GATe"));
    utimesSync(join(root, "http/etag.md"), long, long);
    folder.refresh("all");
    expect(folder.contents().questions.map(({ title }) => title)).toEqual(["GATe"]);
  });
});

describe("openBank", () => {
  const here = workspaceKey("playground", "W1");
  const there = workspaceKey("playground", "W2");
  const openWith = (workspaces: string, named: Parameters<typeof openBank>[0]["named"] = []) =>
    openBank({ shared: aFolder(sound), named, workspaces, log: silentLog });

  it("joins named folders, whose questions carry their name and whose topics are their own", () => {
    const team = aFolder({
      "topics.yaml": topicsText("ours"),
      "http/etag.md": questionText("Theirs"),
      "ours/vpn.md": questionText("VPN", "ours"),
    });
    const bank = openWith("nowhere", [{ name: "team", path: team }]).forWorkspace(here);
    expect(titles(bank)).toEqual(["etag: ETag", "team:etag: Theirs", "team:vpn: VPN"]);
    expect(bank.topics.map(({ id }) => id)).toEqual(["http", "ours"]);
  });

  it("lays a workspace's own folder over the shared bank, for that workspace alone", () => {
    const own = { "http/etag.md": questionText("Ours"), "http/vpn.md": questionText("VPN") };
    const workspaces = aFolder(
      Object.fromEntries(Object.entries(own).map(([name, text]) => [`playground/W1/${name}`, text])),
    );
    const source = openWith(workspaces);
    expect(titles(source.forWorkspace(here))).toEqual(["etag: Ours", "vpn: VPN"]);
    expect(titles(source.forWorkspace(there))).toEqual(["etag: ETag"]);
    const found = (workspace: typeof here) =>
      source.search(workspace, { words: "vpn", limit: 5, keep: () => true }).length;
    expect([found(here), found(there)]).toEqual([1, 0]);
  });

  it("keeps the shared question where a workspace's version of it is broken", () => {
    const source = openWith(aFolder({ "playground/W1/http/etag.md": "---\n" }));
    expect(titles(source.forWorkspace(here))).toEqual(["etag: ETag"]);
    expect(source.forWorkspace(here).problems.map(({ message }) => message)).toEqual(["the front matter does not end"]);
    expect(source.forWorkspace(there).problems).toEqual([]);
  });

  it("gives the same bank until something changes, and one to all workspaces without a folder", () => {
    const source = openWith(aFolder({ "playground/W1/http/x.md": questionText("X") }));
    expect(source.forWorkspace(here)).toBe(source.forWorkspace(here));
    expect(source.forWorkspace(there)).toBe(source.forWorkspace(workspaceKey("playground", "W3")));
  });

  it("never makes a path of a workspace's key", () => {
    const root = aFolder({ "bank/playground/W1/http/x.md": questionText("X"), "http/etag.md": questionText("Out") });
    mkdirSync(join(root, "bank/playground/W2"));
    const source = openWith(join(root, "bank"));
    expect(titles(source.forWorkspace(workspaceKey("..", "..")))).toEqual(["etag: ETag"]);
    expect(titles(source.forWorkspace(workspaceKey(".", "..")))).toEqual(["etag: ETag"]);
  });

  it("fault 63: a workspace's folder that is a link is not followed", () => {
    const workspaces = aFolder({ "playground/W2/http/x.md": questionText("X") });
    symlinkSync(join(workspaces, "playground/W2"), join(workspaces, "playground/W1"));
    const source = openWith(workspaces);
    expect(titles(source.forWorkspace(here))).toEqual(["etag: ETag"]);
  });

  it.each([
    [["a", "a"], '"a" stands twice'],
    [["../x"], '"../x" is not a name'],
  ])("refuses folders named %j", (names, what) => {
    const named = names.map((name) => ({ name, path: "x" }));
    expect(() => openWith("nowhere", named)).toThrow(
      expect.objectContaining({ code: "config.invalid", message: `BANK_DIRS: ${what}` }),
    );
  });
});
