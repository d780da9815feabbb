import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ended, runDrill } from "../support/run-drill.ts";

const guide = `# HTTP interview questions

A few words before.

## 1. What is an ETag?

A validator of a **version**.

## 2. What does CORS let a page do?

Read other origins.

## 3. What is HSTS for?

TODO
`;

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "drill-import-"));
  await mkdir(join(root, "ours"));
  await writeFile(join(root, "ours", "guide.md"), guide);
  await mkdir(join(root, "mixed"));
  await writeFile(join(root, "mixed", "guide.md"), guide);
  await writeFile(join(root, "mixed", "deck.apkg"), "PK\u0003\u0004 collection.anki2");
  await writeFile(join(root, "mixed", "photo.png"), "x");
});
afterAll(() => rm(root, { recursive: true, force: true }));

const drill = (...args: readonly string[]): Promise<Ended> =>
  runDrill("cli.ts", ["bank", "import", ...args], { DATA_DIR: join(root, "data") }).ended;
const said = ({ out }: Ended): string => out.replaceAll(root, "…");

/** Every file below a folder with its text and when it was last changed. */
async function standing(folder: string): Promise<readonly (readonly [path: string, text: string, changed: number])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = files.toSorted().map(async (path) => {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    return [path.slice(folder.length + 1), text, mtimeMs] as const;
  });
  return Promise.all(read);
}

describe("drill bank import", () => {
  it("without --out says what it found, and how to write it", async () => {
    const ended = await drill(join(root, "ours", "guide.md"));
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(said(ended)).toBe(`3 questions in 1 file: 2 answered, 1 not.

File      Found  Answered  Choices  Guidance  Drafts  Skipped  Rule
--------  -----  --------  -------  --------  ------  -------  --------
guide.md      3         2        0         0       0        0  headings

Would be written: 3 new, 0 updated, 0 unchanged.
Drafts, which are not asked yet: 1 needs an answer.
New topics: http.
→ \`drill bank import …/ours/guide.md --out FOLDER\` writes them; a workspace's own folder is data/bank/PLATFORM/WORKSPACE
`);
  });

  it("prints one object as JSON, and writes nothing in a dry run", async () => {
    const out = join(root, "dry");
    const { code, out: text } = await drill(join(root, "mixed"), "--out", out, "--dry-run", "--json");
    const report = JSON.parse(text);
    expect([code, await readdir(root).then((names) => names.includes("dry"))]).toEqual([0, false]);
    expect(report).toEqual({
      files: 1,
      found: 3,
      answered: 2,
      guidance: 0,
      choices: 0,
      drafts: 0,
      duplicates: [],
      skipped: [
        {
          file: "mixed/deck.apkg",
          line: 1,
          reason: "an Anki package, which is not read yet: in Anki, File > Export > Notes in Plain Text (.txt)",
        },
      ],
      rule: "headings",
      rules: { headings: 3 },
      notes: [],
      byFile: [
        {
          file: "mixed/guide.md",
          found: 3,
          answered: 2,
          guidance: 0,
          choices: 0,
          drafts: 0,
          skipped: 0,
          rule: "headings",
        },
      ],
      new: 3,
      updated: 0,
      unchanged: 0,
      edited: [],
      needs: { "needs an answer": 1, "needs a question": 0, "needs shortening": 0 },
      topics: ["http"],
      out,
      written: false,
      left: [],
    });
  });

  it("writes, and the second time changes nothing, not even the files' times", async () => {
    const out = join(root, "bank");
    const first = await drill(
      join(root, "ours", "guide.md"),
      "--out",
      out,
      "--licence",
      "CC BY 4.0",
      "--level",
      "senior",
    );
    expect(said(first).split("\n").slice(-5, -1)).toEqual([
      "Written to …/bank: 3 new, 0 updated, 0 unchanged.",
      "Drafts, which are not asked yet: 1 needs an answer.",
      "New topics: http.",
      "→ `drill bank check …/bank` says what is left to do; a running bot has them by now",
    ]);
    const before = await standing(out);
    expect(before.map(([path]) => path)).toEqual([
      "http/what-does-cors-let-a-page-do-buhxhmw.md",
      "http/what-is-an-etag-oei8j2a.md",
      "http/what-is-hsts-for-723eml1.md",
      "topics.yaml",
    ]);
    expect(before[1]?.[1].replace(/mark: m\w+/, "mark: …")).toBe(`---
title: What is an ETag?
topic: http
level: senior
origin:
  source: ours/guide.md
  line: 5
  rule: headings
  licence: CC BY 4.0
  mark: …
---
What is an ETag?

## Answer

A validator of a **version**.
`);
    const second = await drill(
      join(root, "ours", "guide.md"),
      "--out",
      out,
      "--licence",
      "CC BY 4.0",
      "--level",
      "senior",
    );
    expect(said(second).split("\n").slice(-4, -1)).toEqual([
      "Nothing to write to …/bank: 0 new, 0 updated, 3 unchanged.",
      "Drafts, which are not asked yet: 1 needs an answer.",
      "→ all of it is there, or somebody has edited it",
    ]);
    expect(await standing(out)).toEqual(before);
  });

  it("says what is wrong with a path or a flag, and how to mend it", async () => {
    const missing = await drill(join(root, "none.md"));
    expect([missing.code, missing.out, missing.err.replace(root, "…")]).toEqual([
      1,
      "",
      "…/none.md: there is no such file or folder\n" +
        "  → give the path of a file with questions, or of a folder of such files\n",
    ]);
    const flags: readonly (readonly [flag: string, value: string, problem: string])[] = [
      ["--topic", "My topic", '--topic: "My topic" is not a topic\'s id'],
      ["--level", "expert", '--level: "expert" is none'],
    ];
    for (const [flag, value, problem] of flags) {
      const { code, err } = await drill(join(root, "ours", "guide.md"), flag, value);
      expect([code, err.split("\n")[0]]).toEqual([1, problem]);
    }
  });
});
