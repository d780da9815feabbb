import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What adapters of chat platforms share. */
const sharedRoom = "adapters/chat";
/** Runs in the browser: a program of its own, that may know the protocol's types and nothing else of the bot. */
const page = "src/adapters/playground/page/";
const corePackages = [
  "fastest-levenshtein",
  "htmlparser2",
  "markdown-it",
  "minisearch",
  "papaparse",
  "stemmer",
  "ts-fsrs",
  "yaml",
  "zod",
];

/** What the files of a room may import: rooms and files of `src/`, and packages (`any`, or those named). */
type Rule = Readonly<{ rooms: readonly string[]; packages: "any" | readonly string[] }>;

const rules: Readonly<Record<string, Rule>> = {
  core: { rooms: ["core"], packages: corePackages },
  ports: { rooms: ["core", "ports"], packages: [] },
  app: { rooms: ["app", "core", "ports"], packages: ["zod"] },
  // Types alone: what a message of a platform is made of.
  render: { rooms: ["core", "render"], packages: ["@slack/types", "discord-api-types"] },
  adapters: { rooms: ["core", "ports", "render"], packages: "any" },
  "config.ts": { rooms: ["config", "core"], packages: ["zod"] },
  config: { rooms: ["config", "core"], packages: ["zod"] },
  // The composition root: main.ts and cli.ts hand over to it (docs/decisions/006).
  compose: { rooms: ["adapters", "app", "compose", "config", "config.ts", "core", "ports"], packages: "any" },
  cli: { rooms: ["app", "cli", "compose", "config", "config.ts", "core", "render"], packages: "any" },
  "cli/commands.ts": { rooms: ["adapters", "cli", "compose", "config", "config.ts"], packages: "any" },
  "main.ts": { rooms: ["cli"], packages: "any" },
  "cli.ts": { rooms: ["cli"], packages: "any" },
};

type Import = Readonly<{ line: number; target: string }>;

const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/gu;
const statements =
  /(?<=^|[\s;}(=>])(?:import|export)\b[^;'"`]*?\bfrom\s*(["'])(?<from>[^"']+)\1|\bimport\s*\(?\s*(["'])(?<plain>[^"']+)\3/gu;

/** Every import of a source, static or not, of types too. */
function importsOf(source: string): readonly Import[] {
  const bare = source.replace(comments, (comment) => comment.replace(/[^\n]/gu, " "));
  return [...bare.matchAll(statements)].map((found) => ({
    line: bare.slice(0, found.index).split("\n").length,
    target: found.groups?.["from"] ?? found.groups?.["plain"] ?? "",
  }));
}

/** `core`, `adapters/keyv`, `main.ts`: the room of a file of `src/`, with the folder for adapters. */
function roomOf(file: string): string {
  const [room = "", folder = ""] = file.replace(/^src\//u, "").split("/");
  if (room === "adapters") return `adapters/${folder}`;
  return file === "src/cli/commands.ts" ? "cli/commands.ts" : room;
}

const isNode = (target: string): boolean => target.startsWith("node:") || builtinModules.includes(target);
const packageOf = (target: string): string =>
  target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? target);

/** Why a file may not import a target, or null. */
function whyNot(file: string, target: string): string | null {
  const room = roomOf(file);
  const rule = rules[room] ?? rules[room.split("/")[0] ?? ""];
  if (rule === undefined) return `${room} is a room without a rule`;
  return target.startsWith(".") ? whyNotRoom(file, room, rule, target) : whyNotPackage(room, rule, target);
}

function whyNotPackage(room: string, { packages }: Rule, target: string): string | null {
  if (packages === "any") return null;
  if (isNode(target)) return `${room} may not touch the machine`;
  return packages.includes(packageOf(target)) ? null : `${room} may not use this package`;
}

function whyNotRoom(file: string, room: string, { rooms }: Rule, target: string): string | null {
  const to = normalize(join(dirname(file), target));
  if (!to.startsWith("src/")) return "it lies outside of src";
  const other = roomOf(to);
  // Adapters know nothing of each other; what those of chat platforms share is a room of its own.
  if (room.startsWith("adapters/") && other === sharedRoom) return null;
  return other === room || rooms.includes(other.split("/")[0] ?? other) ? null : `${room} may not know ${other}`;
}

const violations = (file: string, source: string): readonly string[] =>
  importsOf(source).flatMap(({ line, target }) => {
    const why = whyNot(file, target);
    return why === null ? [] : [`${file}:${line}: ${target}: ${why}`];
  });

const vendors = /slack|discord/iu;
const vendorWords = (file: string, source: string): readonly string[] =>
  source.split("\n").flatMap((line, at) => (vendors.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : []));

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((name) => `src/${name}`)
  .filter((file) => file.endsWith(".ts") && !file.startsWith(page));
const sources = files.map((file) => [file, readFileSync(join(root, file), "utf8")] as const);

describe("the arrows of the design", () => {
  it("hold in every file", () => {
    expect(sources.flatMap(([file, source]) => violations(file, source))).toEqual([]);
  });

  it("hold the page to the protocol's types", () => {
    const pages = readdirSync(join(root, page)).filter((name) => name.endsWith(".ts"));
    const outside = pages.flatMap((name) =>
      importsOf(readFileSync(join(root, page, name), "utf8"))
        .filter(({ target }) => !/^\.\/[a-z-]+\.ts$/u.test(target) && target !== "../protocol.ts")
        .map(({ target }) => `${name}: ${target}`),
    );
    expect(outside).toEqual([]);
  });

  it("keep the names of chat vendors out of core, ports and app", () => {
    const neutral = sources.filter(([file]) => /^src\/(?:core|ports|app)\//u.test(file));
    expect(neutral.flatMap(([file, source]) => vendorWords(file, source))).toEqual([]);
  });

  it("are looked for in every room", () => {
    expect([...new Set(files.map((file) => roomOf(file).split("/")[0]))].toSorted()).toEqual([
      "adapters",
      "app",
      "cli",
      "cli.ts",
      "compose",
      "config",
      "config.ts",
      "core",
      "main.ts",
      "ports",
      "render",
    ]);
    expect(sources.flatMap(([, source]) => importsOf(source)).length > 500).toBe(true);
  });
});

describe("a broken arrow is found", () => {
  const rows: readonly (readonly [file: string, source: string, found: string])[] = [
    ["src/core/x/a.ts", 'import { b } from "../../ports/b.ts";', "../../ports/b.ts: core may not know ports"],
    ["src/core/a.ts", 'import fs from "node:fs";', "node:fs: core may not touch the machine"],
    ["src/core/a.ts", 'import { readFile } from "fs/promises";', "fs/promises: core may not touch the machine"],
    ["src/core/a.ts", 'import type { Logger } from "pino";', "pino: core may not use this package"],
    ["src/core/a.ts", 'export { x } from "@keyv/sqlite/y";', "@keyv/sqlite/y: core may not use this package"],
    ["src/core/a.ts", 'const x = await import("../app/app.ts");', "../app/app.ts: core may not know app"],
    ["src/core/a.ts", 'type X = import("../app/app.ts").App;', "../app/app.ts: core may not know app"],
    ["src/core/a.ts", 'import "../app/app.ts";', "../app/app.ts: core may not know app"],
    ["src/core/a.ts", 'import {\n  b,\n} from "../app/app.ts";', "../app/app.ts: core may not know app"],
    ["src/ports/a.ts", 'import { x } from "zod";', "zod: ports may not use this package"],
    [
      "src/app/a.ts",
      'import { x } from "../adapters/runtime.ts";',
      "../adapters/runtime.ts: app may not know adapters/runtime.ts",
    ],
    ["src/app/a.ts", 'import { x } from "../render/plain.ts";', "../render/plain.ts: app may not know render"],
    ["src/render/a.ts", 'import { x } from "../ports/log.ts";', "../ports/log.ts: render may not know ports"],
    ["src/adapters/a/a.ts", 'import { x } from "../../app/app.ts";', "../../app/app.ts: adapters/a may not know app"],
    ["src/adapters/a/a.ts", 'import { x } from "../b/b.ts";', "../b/b.ts: adapters/a may not know adapters/b"],
    ["src/adapters/chat/a.ts", 'import { x } from "../b/b.ts";', "../b/b.ts: adapters/chat may not know adapters/b"],
    ["src/cli/demo.ts", 'import { x } from "../adapters/b/b.ts";', "../adapters/b/b.ts: cli may not know adapters/b"],
    ["src/config.ts", 'import { x } from "node:fs";', "node:fs: config.ts may not touch the machine"],
    ["src/core/a.ts", 'import { x } from "../../test/x.ts";', "../../test/x.ts: it lies outside of src"],
    ["src/web/a.ts", 'import { x } from "zod";', "zod: web is a room without a rule"],
  ];
  it.each(rows)("%s with %s", (file, source, found) => {
    expect(violations(file, source).map((line) => line.replace(/^.*?:\d+: /u, ""))).toEqual([found]);
  });

  it("with its line, and not in a comment", () => {
    const source = '// import { a } from "pino";\n/* import "pino"; */\nimport { b } from "pino";\n';
    expect(violations("src/core/a.ts", source)).toEqual(["src/core/a.ts:3: pino: core may not use this package"]);
  });

  it("and so is a vendor's name, in any case", () => {
    expect(vendorWords("src/core/a.ts", "const x = 1;\n// as SLACK does")).toEqual([
      "src/core/a.ts:2: // as SLACK does",
    ]);
  });
});
