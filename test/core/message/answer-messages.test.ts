import { describe, expect, it } from "vitest";
import { answerForm, note, savedMessage, sealedHint, unreadHint } from "../../../src/core/message/answer-messages.ts";
import { anOpenDrill, aRevealedDrill } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";

const question = aQuestion("etag", {
  points: [{ say: "It is a validator", aliases: ["ALIAS"], reject: ["REJECT"], must: true }],
});

describe("the form of an answer", () => {
  const form = (drill = anOpenDrill(), written = "") => answerForm(drill, question, written, 100);
  const above = (drill = anOpenDrill()): readonly string[] => readable(form(drill).intro).split("\n");

  it("has one field with what the person wrote so far", () => {
    expect(form(anOpenDrill(), "so far").fields).toEqual([
      {
        kind: "text",
        name: "text",
        label: "Answer",
        hint: null,
        required: true,
        value: "so far",
        multiline: true,
        maxChars: 100,
      },
    ]);
  });

  it("says who sees it and when", () => {
    expect(above()).toEqual(["What is etag?", "Shown with your name at 16:00. Only you see your result."]);
    expect(above(anOpenDrill({ withNext: true }))[1]).toBe(
      "Shown with your name when the next question comes. Only you see your result.",
    );
  });

  it.each([
    ["revealed", aRevealedDrill()],
    ["being revealed", anOpenDrill({ cutoffAt: Temporal.Instant.from("2027-03-15T15:00:00Z") })],
  ] as const)("is the form of a late answer once the drill is %s", (_name, drill) => {
    const late = answerForm(drill, question, "", 100);
    expect([late.id, late.title]).toEqual(["late/2027-03-15", "Answer late"]);
    expect(readable(late.intro).split("\n")[1]).toBe(
      "Marked late, shown behind All answers. It does not count for streaks.",
    );
  });

  it("opens empty rather than with a text that it would cut, and says so", () => {
    const full = answerForm(anOpenDrill(), question, "😀".repeat(100), 100);
    expect(full.fields[0]).toMatchObject({ value: "😀".repeat(100) });
    const over = answerForm(anOpenDrill(), question, "x".repeat(101), 100);
    expect(over.fields[0]).toMatchObject({ value: "" });
    expect(readable(over.intro).split("\n").at(-1)).toBe(
      "What you wrote in the thread is too long for this field. It counts as it stands; what you save here takes its place.",
    );
  });

  it("gives nothing of the answer away", () => {
    expect(JSON.stringify(form())).not.toMatch(/It is etag|validator|ALIAS|REJECT/u);
  });
});

describe("once an answer is saved", () => {
  it.each([
    ["in-time", "Saved. You can change it until the reveal, 16:00."],
    ["late", "Saved as a late answer."],
    ["late-instead", "The reveal has begun, so this is saved as a late answer."],
  ] as const)("%s: %s", (kind, expected) => {
    const message = savedMessage(anOpenDrill(), kind);
    expect([message.summary, readable(message.doc)]).toEqual([expected, expected]);
  });

  it("the time is the reader's own", () => {
    const [paragraph] = savedMessage(anOpenDrill(), "in-time").doc;
    expect(paragraph?.kind === "paragraph" && paragraph.children[1]).toMatchObject({ kind: "time", show: "time" });
  });
});

describe("hints", () => {
  it.each([
    ["sealed", sealedHint(anOpenDrill())],
    ["unread", unreadHint(anOpenDrill())],
  ])("carry the button that helps: %s", (_name, message) => {
    expect(message.actions).toEqual([{ kind: "button", id: "answer/2027-03-15", label: "Answer", style: "primary" }]);
  });

  it("a note is its text", () => {
    expect(note("Saved.")).toEqual({
      summary: "Saved.",
      doc: [{ kind: "paragraph", children: [{ kind: "text", value: "Saved." }] }],
      actions: [],
      pictures: [],
      thread: null,
    });
  });
});
