import { expect, it } from "vitest";
import { type Section, withSection } from "../../bench/sections.ts";

const section = (name: string): Section => ({
  name,
  title: "P5: the bank",
  ran: "today",
  rows: [{ what: "load | all", ours: "1 ms", beside: "–", goal: "≤ 2 s" }],
});

const shown = `### P5: the bank

today

| what        | ours | beside it, same run | goal  |
| ----------- | ---- | ------------------- | ----- |
| load \\| all | 1 ms | –                   | ≤ 2 s |
`;

it("puts a section between its markers and leaves everything else as it was", () => {
  const page = "top\n<!-- begin bank -->\nold\n<!-- end bank -->\n<!-- begin start -->\nkept\n<!-- end start -->\n";
  expect(withSection(page, section("bank"))).toBe(
    `top\n<!-- begin bank -->\n\n${shown}\n<!-- end bank -->\n<!-- begin start -->\nkept\n<!-- end start -->\n`,
  );
});

it("changes nothing when the same figures are put in again", () => {
  const once = withSection("<!-- begin bank -->\n<!-- end bank -->\n", section("bank"));
  expect(withSection(once, section("bank"))).toBe(once);
});

it("says which markers a page lacks", () => {
  expect(() => withSection("nothing", section("bank"))).toThrow(
    'README.md: no markers for bank → add "<!-- begin bank -->"',
  );
});
