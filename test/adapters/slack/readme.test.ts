import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scopes } from "../../../src/adapters/slack/manifest.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

it("the README names the scopes that the manifest asks for, in its order and with its reasons", () => {
  const section = readme.split("\n## ").find((part) => part.startsWith("Slack\n")) ?? "";
  const rows = [...section.matchAll(/^\| `(?<scope>[a-z:_.]+)` \| (?<why>.+) \|$/gmu)];
  expect(rows.map(({ groups }) => [groups?.["scope"], groups?.["why"]])).toEqual(Object.entries(scopes));
});

it("the pictures that the README shows are there", () => {
  const shown = [...readme.matchAll(/\]\((?<file>docs\/pictures\/[\w.-]+)\)/gu)].map(({ groups }) => groups?.["file"]);
  const empty = shown.filter((file) => readFileSync(new URL(`../../../${file}`, import.meta.url)).length < 1_000);
  expect([shown.length > 0, empty]).toEqual([true, []]);
});
