import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readConfig, secrets, variables } from "../src/config.ts";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
const entries = [...example.matchAll(/^# (?<name>[A-Z][A-Z_]*)=(?<value>.*)$/gmu)];
const names = entries.map((entry) => entry.groups?.["name"] ?? "");
const absent = (): string => {
  throw new Error("no file is read here");
};

it("explains every variable that the bot reads, and no other, once", () => {
  expect(names.toSorted()).toEqual(variables.toSorted());
});

it("sets nothing by itself", () => {
  expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});

it("holds only values that the bot takes", () => {
  const env = Object.fromEntries(entries.map((entry) => [entry.groups?.["name"], entry.groups?.["value"]]));
  const withoutFiles = Object.fromEntries(Object.entries(env).filter(([name]) => !name.endsWith("_FILE")));
  // Each of the two excludes others.
  expect(readConfig({ ...withoutFiles, BACKUP_DIR: "" }, absent).kind).toBe("config");
  expect(readConfig({ ...withoutFiles, DATABASE_URL: "" }, absent).kind).toBe("config");
});

it("offers a file for every secret, and for nothing else", () => {
  const files = names.filter((name) => name.endsWith("_FILE"));
  expect(files.toSorted()).toEqual(secrets.map((name) => `${name}_FILE`).toSorted());
});
