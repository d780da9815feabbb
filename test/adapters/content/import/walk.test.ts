import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { licenceFinder } from "../../../../src/adapters/content/import/licences.ts";
import { walkLimits, walkSources } from "../../../../src/adapters/content/import/walk.ts";
import { aFolder } from "../places.ts";

/** The names of what is read and skipped below a folder called `guides`. */
function walked(files: Readonly<Record<string, string>>, limits = walkLimits) {
  const root = aFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`guides/${name}`, text])));
  return seen(walkSources([join(root, "guides")], null, limits));
}
const seen = ({ files, skipped, others }: ReturnType<typeof walkSources>) => ({
  files: files.map(({ name }) => name),
  skipped: skipped.map(({ file, reason }) => `${file}: ${reason}`),
  others,
});

describe("walkSources", () => {
  it("takes a file by its own name, whatever kind it is", () => {
    const root = aFolder({ "notes/deck.dat": "x" });
    expect(seen(walkSources([join(root, "notes/deck.dat")]))).toEqual({ files: ["deck.dat"], skipped: [], others: 0 });
  });

  it("knows a file by its folder, given alone or with it, as half of all collections are called README", () => {
    const root = aFolder({ "react/README.md": "x", "vue/README.md": "x" });
    const sources = (...paths: readonly string[]) => walkSources(paths).files.map(({ source }) => source);
    const both = ["react/README.md", "vue/README.md"];
    expect(sources(join(root, "react/README.md"), join(root, "vue/README.md"))).toEqual(both);
    expect(sources(join(root, "react"), join(root, "vue"))).toEqual(both);
    const given = walkSources(both.map((path) => join(root, path)));
    expect(given.files.map(({ name }) => name)).toEqual(both);
  });

  it("takes a folder's texts in the order of their paths, named from the folder on", () => {
    const files = { "b/z.md": "", "a.txt": "", "c.CSV": "", "b/y.md": "", "deck.apkg": "" };
    expect(walked(files)).toEqual({
      files: ["guides/a.txt", "guides/b/y.md", "guides/b/z.md", "guides/c.CSV", "guides/deck.apkg"],
      skipped: [],
      others: 0,
    });
  });

  it("passes over what holds no questions, and counts it", () => {
    const files = {
      "README.md": "",
      LICENSE: "",
      "CONTRIBUTING.md": "",
      "SECURITY.md": "",
      "topics/security.md": "",
      "package.json": "",
      "picture.png": "",
      "app.ts": "",
      "node_modules/x/readme.md": "",
      ".git/config.md": "",
      ".obsidian/x.md": "",
    };
    expect(walked(files)).toEqual({ files: ["guides/README.md", "guides/topics/security.md"], skipped: [], others: 7 });
  });

  it("fault 63: follows no link within a folder, and waits for no pipe", () => {
    const outside = aFolder({ "secret.md": "x", "more/x.md": "x" });
    const root = aFolder({ "guides/a.md": "x" });
    const guides = join(root, "guides");
    symlinkSync(join(outside, "secret.md"), join(guides, "out.md"));
    symlinkSync("/dev/zero", join(guides, "zero.md"));
    symlinkSync(join(outside, "more"), join(guides, "more"));
    symlinkSync(guides, join(guides, "round"));
    execFileSync("/usr/bin/env", ["mkfifo", join(guides, "pipe.md")]);
    const link = "a symbolic link is not followed: give the file itself";
    expect(seen(walkSources([guides]))).toEqual({
      files: ["guides/a.md"],
      skipped: [
        `guides/more: ${link}`,
        `guides/out.md: ${link}`,
        "guides/pipe.md: this is not a regular file",
        `guides/round: ${link}`,
        `guides/zero.md: ${link}`,
      ],
      others: 0,
    });
  });

  it("may be given a link", () => {
    const root = aFolder({ "guides/a.md": "x" });
    symlinkSync(join(root, "guides"), join(root, "link"));
    expect(seen(walkSources([join(root, "link")])).files).toEqual(["guides/a.md"]);
  });

  it("fault 63: reads the first of two names that differ by case alone, and tells the other", () => {
    expect(walked({ "A.md": "", "a.md": "" })).toEqual({
      files: ["guides/A.md"],
      skipped: ["guides/a.md: the name differs from `A.md` by case alone: rename one of them"],
      others: 0,
    });
  });

  it("fault 64: stops at so many entries, and at so deep a folder", () => {
    expect(walked({ "a.md": "", "b.md": "", "c.md": "", "d.md": "" }, { ...walkLimits, entries: 2 })).toEqual({
      files: ["guides/a.md", "guides/b.md"],
      skipped: ["guides/c.md: not read, nor what comes after it: more than 2 files and folders; import parts of it"],
      others: 0,
    });
    expect(walked({ "1/2/3/x.md": "", "1/x.md": "" }, { ...walkLimits, depth: 3 })).toEqual({
      files: ["guides/1/x.md"],
      skipped: ["guides/1/2/3: folders more than 3 deep are not read"],
      others: 0,
    });
    expect(walkLimits).toEqual({ entries: 10_000, depth: 20 });
  });

  it("passes over the folder that is written to", () => {
    const root = aFolder({ "notes/a.md": "x", "notes/bank/http/b.md": "x", "notes/banks/c.md": "x" });
    const { files } = seen(walkSources([join(root, "notes")], join(root, "notes/../notes/bank")));
    expect(files).toEqual(["notes/a.md", "notes/banks/c.md"]);
  });

  it("refuses what is not there, and two files of one name", () => {
    const root = aFolder({ "1/a/README.md": "x", "2/a/README.md": "x" });
    expect(() => walkSources([join(root, "c")])).toThrow(`${join(root, "c")}: there is no such file or folder`);
    const [one, two] = [join(root, "1/a/README.md"), join(root, "2/a/README.md")];
    expect(() => walkSources([one, two])).toThrow(`${one} and ${two} are both called a/README.md`);
  });
});

it("a licence is that of the nearest LICENSE within what was given", () => {
  const cc = "Attribution-ShareAlike 4.0 International";
  const root = aFolder({ LICENSE: "MIT License", "g/sub/LICENSE.md": cc, "g/sub/deep/a.md": "", "g/b.md": "" });
  const licenceOf = licenceFinder();
  const named = ({ files }: ReturnType<typeof walkSources>) => files.map((file) => licenceOf(file));
  expect(named(walkSources([join(root, "g")]))).toEqual([null, "CC BY-SA 4.0"]);
  expect(named(walkSources([root]))).toEqual(["MIT", "CC BY-SA 4.0"]);
});
