import { expect, it } from "vitest";
import { readMarkdown } from "../../../../src/core/import/read-markdown.ts";

const text =
  "# Security\n\n## 1. What is CSRF?\n\nA forged request.\n\n## 2. What is XSS?\n\nA script.\n\n## 3. What is SSRF?\n\nA request.\n";

const names: readonly (readonly [name: string, found: number])[] = [
  ["guides/security.md", 3],
  ["security-interview-questions.md", 3],
  ["history.md", 3],
  ["licensing.md", 3],
  ["SECURITY.md", 0],
  ["repo/HISTORY.md", 0],
  ["LICENSE", 0],
  ["LICENSE-MIT", 0],
  ["CONTRIBUTING.zh-CN.md", 0],
  ["code-of-conduct.md", 0],
];
it.each(names)("in a file called %s it finds %i questions", (name, found) => {
  expect(readMarkdown({ name, text }).questions.length).toBe(found);
});
