import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const inSource = (path: string): string => new URL(`../../src/${path}`, import.meta.url).href;

/** Large parts of Node that a start could do without: what takes types out (amaro), and the HTTP client (undici). */
const largeParts = /\bdeps\/(?<name>amaro|undici)\b/;

/** Which of them a process of its own has loaded after these files of ours, with what `npm start` loads first or without. */
function loadedWith(files: readonly string[], first: readonly string[]): readonly string[] {
  const imports = files.map((file) => `await import(${JSON.stringify(inSource(file))});`).join("");
  const code = `${imports}console.log(process.moduleLoadList.join("\\n"))`;
  const flags = [...first, "--input-type=module", "--eval", code];
  // With no settings of whoever runs the tests: they may keep what is compiled elsewhere.
  const told = execFileSync(process.execPath, flags, { encoding: "utf8", env: {} });
  return told.split("\n").flatMap((line) => largeParts.exec(line)?.groups?.["name"] ?? []);
}

const keeping = ["--import", fileURLToPath(inSource("cli/keep-compiled.js"))];
const servers = ["adapters/playground/server.ts", "adapters/http/operator-server.ts"];

describe("a start", () => {
  it("after the first loads nothing that takes types out, and no HTTP client to serve a page", () => {
    loadedWith(servers, keeping);
    expect(loadedWith(servers, keeping)).toEqual([]);
  });

  it("that keeps nothing takes the types out anew", () => {
    expect(loadedWith(["cli/node-version.ts"], [])).toEqual(["amaro"]);
  });
});
