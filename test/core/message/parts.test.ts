import { describe, expect, it } from "vitest";
import { paragraph } from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { splitDoc } from "../../../src/core/message/split.ts";
import { readable } from "../../support/readable.ts";

const action = { kind: "button", id: "a", label: "A", style: "plain" } as const;
const message = (count: number): Message => ({
  summary: "Many",
  doc: Array.from({ length: count }, (_, index) => paragraph(`block ${index + 1}`)),
  actions: [action],
  pictures: [],
  thread: "Thread",
});
const atMost =
  (blocks: number) =>
  (doc: Doc): readonly Doc[] =>
    splitDoc(doc, (part) => part.length <= blocks);

describe("a message as parts", () => {
  it("stays as it is when it fits", () => {
    const whole = message(3);
    expect(partsOf(whole, atMost(3))).toEqual([whole]);
  });

  it("is numbered from two parts on, with controls under the last and the thread at the first", () => {
    const parts = partsOf(message(4), atMost(3));
    expect(parts.map(({ summary, doc, actions, thread }) => [summary, readable(doc), actions.length, thread])).toEqual([
      ["Many (1/2)", "block 1\nblock 2\n1/2", 0, "Thread"],
      ["Many (2/2)", "block 3\nblock 4\n2/2", 1, null],
    ]);
  });

  it.each([4, 5, 9, 40])("of %i blocks fits with its number, and drops nothing", (count) => {
    const parts = partsOf(message(count), atMost(3));
    expect(parts.filter(({ doc }) => doc.length > 3)).toEqual([]);
    expect(parts.flatMap(({ doc }) => doc.slice(0, -1))).toEqual(message(count).doc);
  });
});
