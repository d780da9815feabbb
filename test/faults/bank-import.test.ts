import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFolder } from "../../src/adapters/content/folder.ts";
import { importBank } from "../../src/compose/import-bank.ts";
import { parseQuestion } from "../../src/core/bank/parse.ts";
import { readAnswer } from "../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../src/core/feedback/vocabulary.ts";
import type { QuestionId } from "../../src/core/keys.ts";
import { aFolder } from "../adapters/content/places.ts";
import { aQuestion, questionText } from "../support/questions.ts";

const options = { topic: null, level: null, licence: null, author: null };

/** Imports these files into an empty folder: the report, and what the bank then makes of that folder. */
async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (root: string) => void = () => undefined,
) {
  const root = aFolder(Object.fromEntries(Object.entries(files).map(([name, content]) => [`in/${name}`, content])));
  prepare(root);
  const out = join(root, "out");
  const request = { paths: [join(root, "in")], out, elsewhere: [], dryRun: false, source: null, options };
  const { report } = await importBank({ ...request, progress: () => undefined });
  const folder = openFolder({ path: out, namespace: null, mustExist: false });
  return {
    report,
    root,
    out,
    titles: folder.contents().questions.map(({ title }) => title),
    problems: folder.contents().problems,
    drafts: folder.drafts().map(({ title, draft }) => `${title} ${draft}`),
    skipped: report.skipped.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
  };
}

const guide =
  "# HTTP\n\n## 1. What is an ETag?\n\nA validator.\n\n## 2. What is CORS?\n\nA rule.\n\n## 3. What is HSTS?\n\nA header.\n";
const three = ["What is CORS?", "What is HSTS?", "What is an ETag?"];
const withFront = (...lines: readonly string[]) => `---\n${lines.join("\n")}\n---\n\n${guide}`;
/** A file of a bank. */
const own = (title: string, ...lines: readonly string[]) => questionText(title, "http", lines);

describe("fault 53: YAML that does not parse, in what is imported", () => {
  it("names file and line, and takes no other file down", async () => {
    const { titles, skipped } = await imported({ "etag.md": own("ETag"), "broken.md": own("'Broken", "tags: [") });
    expect(titles).toEqual(["ETag"]);
    expect(skipped.every((line) => line.startsWith("in/broken.md:"))).toBe(true);
    expect(skipped.length).toBeGreaterThan(0);
  });
});

describe("fault 54: the same question, or id, twice in what is imported", () => {
  it("names both places, and keeps the first", async () => {
    const { report, titles } = await imported({
      "a.md": guide,
      "b.md": guide,
      "c/etag.md": own("ETag"),
      "d/etag.md": own("Other"),
    });
    expect(report.duplicates).toEqual([
      { file: "in/b.md", line: 3, of: "in/a.md:3" },
      { file: "in/b.md", line: 7, of: "in/a.md:7" },
      { file: "in/b.md", line: 11, of: "in/a.md:11" },
      { file: "in/d/etag.md", line: 1, of: "in/c/etag.md:1" },
    ]);
    expect(titles.toSorted()).toEqual(["ETag", ...three]);
  });
});

describe("fault 55: a question without an answer", () => {
  it("is a draft that nobody is asked", async () => {
    const { report, titles, drafts, problems } = await imported({
      "guide.md": guide.replace("A rule.", "To be completed."),
    });
    expect([report.found, report.answered, titles.length, problems]).toEqual([3, 2, 2, []]);
    expect(drafts).toEqual(["What is CORS? needs an answer"]);
  });
});

describe("fault 56: texts and files that are too large", () => {
  it("an answer of 50 KB is kept as a draft, a file of 10 MB is not read", async () => {
    const long = guide.replace("A rule.", "A long rule. ".repeat(4_000));
    const { titles, drafts, skipped } = await imported({ "guide.md": long, "huge.md": new Uint8Array(10_000_000) });
    expect([titles.length, drafts]).toEqual([2, ["What is CORS? needs shortening"]]);
    expect(skipped).toEqual(["in/huge.md:1: the file is larger than 5 MB: shorten it, or split it into several"]);
  });
});

describe("fault 57: invalid UTF-8 in what is imported", () => {
  it("is told with the byte, and read as no other character", async () => {
    const bytes = Buffer.concat([Buffer.from(guide), Buffer.from([0xff])]);
    const { skipped, titles } = await imported({ "guide.md": bytes });
    expect([skipped, titles]).toEqual([
      [`in/guide.md:1: the file is not valid UTF-8 at byte ${guide.length}: save it as UTF-8`],
      [],
    ]);
  });
});

describe("fault 58: marks and line ends of other systems in what is imported", () => {
  it.each([
    ["a byte order mark and CRLF", `\ufeff${guide.replaceAll("\n", "\r\n")}`],
    ["NEL", guide.replaceAll("\n", "\u0085")],
  ])("%s are fine", async (_what, text) => {
    const { titles, problems, report } = await imported({ "guide.md": text });
    expect([titles.toSorted(), problems, report.duplicates]).toEqual([three, [], []]);
  });

  it("UTF-16 is named", async () => {
    expect((await imported({ "guide.md": Buffer.from(`\ufeff${guide}`, "utf16le") })).skipped).toEqual([
      "in/guide.md:1: the file is UTF-16: save it as UTF-8",
    ]);
  });
});

describe("faults 59, 60 and 62: YAML that is a trap", () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x]",
    ..."bcdefghi".split("").map((key, at) => {
      const before = "abcdefghi"[at];
      return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
    }),
    "tags: *i",
  ];
  const traps: readonly (readonly [what: string, lines: readonly string[]])[] = [
    ["fault 59: an alias bomb", bomb],
    ["fault 60: brackets 20,000 deep", [`tags: ${"[".repeat(20_000)}`]],
    ["fault 60: dashes 10,000 deep", [`${"- ".repeat(10_000)}x`]],
    ["fault 62: a tag that makes a function", ["tags: !!js/function 'function () { return 1 }'"]],
  ];
  it.each(traps)("%s leaves the questions as they are", async (_what, lines) => {
    const { titles, problems } = await imported({ "guide.md": withFront(...lines) });
    expect([titles.toSorted(), problems]).toEqual([three, []]);
  });

  it("fault 60: lists and quotes 20,000 deep in the text end, and leave the others", async () => {
    const deep = `${"> ".repeat(20_000)}x\n\n${"- ".repeat(20_000)}y`;
    const { report } = await imported({ "deep.md": guide.replace("A rule.", deep), "guide.md": own("ETag") });
    expect(report.found).toBeGreaterThan(0);
  });
});

describe("fault 61: names that mean something to JavaScript", () => {
  it("are names like any other, as topics, tags and keys", async () => {
    const names = ["constructor", "prototype", "toString"];
    const text = names
      .map((name, at) => `# ${name}\n\n## ${at + 1}. What is thing ${at}?\n\nIt is ${name}.\n`)
      .join("\n");
    const { problems, titles } = await imported({
      "guide.md": `---\n__proto__:\n  polluted: yes\ntags: [__proto__]\n---\n\n${text}`,
    });
    expect([titles.length, problems, "polluted" in {}]).toEqual([3, [], false]);
  });
});

describe("fault 63: what leads out of a folder that is imported", () => {
  it("brings nothing of it along", async () => {
    const { skipped, out, titles } = await imported({ "guide.md": guide }, (root) => {
      mkdirSync(join(root, "secret"));
      writeFileSync(join(root, "secret", "x.md"), guide.replaceAll("What is", "Why is secret"));
      symlinkSync(join(root, "secret"), join(root, "in", "more"));
      symlinkSync("/etc/passwd", join(root, "in", "passwd.md"));
    });
    expect([titles.toSorted(), skipped]).toEqual([
      three,
      [
        "in/more:1: a symbolic link is not followed: give the file itself",
        "in/passwd.md:1: a symbolic link is not followed: give the file itself",
      ],
    ]);
    const written = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
    expect(written.some((name) => readFileSync(join(out, name), "utf8").includes("secret"))).toBe(false);
  });

  it("makes no path of a title or a topic", async () => {
    const text =
      "# ../../etc\n\n## 1. What is ../../../passwd?\n\nA file.\n\n## 2. What is /etc/shadow?\n\nA file.\n\n## 3. What is C:\\Windows?\n\nA folder.\n";
    const { out, root } = await imported({ "guide.md": text });
    expect(readdirSync(root).toSorted()).toEqual(["in", "out"]);
    expect(readdirSync(out).toSorted()).toEqual(["etc", "topics.yaml"]);
  });
});

describe("fault 64: archives", () => {
  it("are not unpacked, whatever they are called: it says what to do instead", async () => {
    const zip = Buffer.from("PK\u0003\u0004");
    const { skipped } = await imported({ "a.zip": zip, "b.apkg": zip, "c.md": zip, "d.xlsx": zip });
    expect(skipped).toEqual([
      "in/a.zip:1: a zip archive, which is not read yet: unpack it, and import the folder",
      "in/b.apkg:1: an Anki package, which is not read yet: in Anki, File > Export > Notes in Plain Text (.txt)",
      "in/c.md:1: a zip archive, which is not read yet: unpack it, and import the folder",
      "in/d.xlsx:1: a spreadsheet, which is not read yet: save it as CSV UTF-8 (File > Save As, or Download > CSV)",
    ]);
  });
});

describe("fault 70: a regular expression from whoever writes the bank", () => {
  const catastrophe = "^(a+)+$";

  it("has no key to stand under", () => {
    const text = own("ETag", `regex: ${catastrophe}`);
    expect(parseQuestion({ file: "x.md", id: "x" as QuestionId, folder: "http", text }).problems[0]?.message).toBe(
      "unknown key `regex`",
    );
  });

  it("is words like any other in an alias: an answer of 10,000 letters is read at once", () => {
    const point = { say: "It matches", aliases: [catastrophe], reject: [catastrophe], must: true };
    const question = aQuestion("x", { points: [point] });
    const { points } = readAnswer(rubricOf(question, vocabularyOf([question])), `${"a".repeat(10_000)}!`);
    expect(points.map(({ state }) => state)).toEqual(["not-spotted"]);
  });

  it("is imported as text", async () => {
    const { titles } = await imported({ "guide.md": guide.replace("A rule.", () => `\`${catastrophe}\` is one.`) });
    expect(titles.toSorted()).toEqual(three);
  });
});
