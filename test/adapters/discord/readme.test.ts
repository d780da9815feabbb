import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { permissionReasons } from "../../../src/adapters/discord/invite.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

it("the README names the permissions that the invite asks for, in their order and with their reasons", () => {
  const section = readme.split("\n## ").find((part) => part.startsWith("Discord\n")) ?? "";
  const rows = [...section.matchAll(/^\| (?<name>[A-Z][\w ]+) \| (?<why>.+) \|$/gmu)];
  expect(rows.map(({ groups }) => [groups?.["name"], groups?.["why"]])).toEqual(Object.entries(permissionReasons));
});
