import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../../src/core/keys.ts";
import { actionOf, customIdOf, markOfCustomId } from "../../../src/render/discord/custom-id.ts";
import { markIn, markOf, unseen, unseenChars } from "../../../src/render/discord/mark.ts";

const key = (text: string) => text as DeliveryKey;
const question = key("discord/100000000000000001/200000000000000002/question/2027-03-15/0");

/** Three years of one channel, and its neighbours: keys that differ in a character or two. */
const keys = Array.from({ length: 5 }, (_, channel) =>
  Array.from({ length: 1_000 }, (_1, day) =>
    ["question", "reveal"].flatMap((kind) =>
      [0, 1, 10].map((part) =>
        key(
          `discord/100000000000000001/2000000000000000${String(channel).padStart(2, "0")}/${kind}/` +
            `${Temporal.PlainDate.from("2027-01-01").add({ days: day })}/${part}`,
        ),
      ),
    ),
  ),
).flat(2);

describe("the mark of a delivery", () => {
  it("is the same for ever", () => {
    expect([question, key("discord/1/2/reveal/2027-03-15/1")].map(markOf)).toEqual(["h9KhSt8y4HYY", "ctkKHA6_o_2Y"]);
  });

  it("is another for each of 30,000 deliveries", () => {
    expect(new Set(keys.map(markOf)).size).toBe(30_000);
  });

  it("is read from a control, whichever comes first", () => {
    const mark = markOf(question);
    const row = (...ids: readonly string[]) => ({ components: ids.map((id) => ({ custom_id: id })) });
    expect(markIn({ components: [row(customIdOf(mark, "answer/2027-03-15"))] })).toBe(mark);
    expect(markIn({ components: [row("elsewhere", customIdOf(null, "a")), row(customIdOf(mark, "b", 1))] })).toBe(mark);
  });

  it("is read from the end of a text, where nobody sees it", () => {
    const marks = keys.slice(0, 500).map(markOf);
    const texts = marks.map((mark) => `Revealed: Locks${unseen(mark)}`);
    expect(texts.map((content) => markIn({ content, components: [] }))).toEqual(marks);
    expect([...new Set(texts.map((text) => text.length))]).toEqual(["Revealed: Locks".length + 37]);
    expect(texts.every((text) => text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "") === "Revealed: Locks")).toBe(
      true,
    );
  });

  it("may have a few characters behind it, and anything before it", () => {
    const longest = `${markOf(question)}T_-9`;
    expect([unseen(longest).length, markIn({ content: `a\u200b\u2063\u200b${unseen(longest)}` })]).toEqual([
      unseenChars,
      longest,
    ]);
  });

  it.each([
    ["a message without one", { content: "Revealed", components: [] }],
    ["a message of nothing", {}],
    ["somebody else's controls", { content: "", components: [{ components: [{ custom_id: "answer" }, {}] }, {}] }],
    ["a mark that does not end the text", { content: `${unseen(markOf(question))}.` }],
    ["too short a mark", { content: unseen(markOf(question)).slice(0, -1) }],
  ])("is not found in %s", (_name, message) => {
    expect(markIn(message)).toBe(null);
  });
});

describe("the id of a control", () => {
  it.each([
    [null, "answer/2027-03-15", 0, ":answer/2027-03-15"],
    ["8zIPjeRI7x6I", "answers/2027-03-15/0.1", 0, "8zIPjeRI7x6I:answers/2027-03-15/0.1"],
    ["8zIPjeRI7x6I", "hide/a:b", 2, "8zIPjeRI7x6I.2:hide/a:b"],
  ])("with the mark %s holds the action %s, in menu %s", (mark, action, menu, expected) => {
    const id = customIdOf(mark, action, menu);
    expect([id, actionOf(id), markOfCustomId(id)]).toEqual([expected, action, mark]);
  });

  it("is at most 100 characters long", () => {
    expect(customIdOf("m".repeat(12), "a".repeat(87)).length).toBe(100);
    expect(() => customIdOf("m".repeat(12), "a".repeat(88))).toThrow(
      new RangeError(`the id of the action ${"a".repeat(88)} is too long for a control`),
    );
  });

  it.each(["answer", "", "a b:c", `${"x".repeat(25)}:a`])("is not one of ours: %j", (id) => {
    expect([actionOf(id), markOfCustomId(id)]).toEqual([null, null]);
  });
});
