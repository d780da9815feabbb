import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Choice, Field, Form } from "../../../src/core/message/message.ts";
import { isModal, renderForm } from "../../../src/render/discord/form.ts";
import { readValues } from "../../../src/render/discord/form-answer.ts";
import { openForm } from "../../../src/render/discord/responses.ts";
import { validateInteractionResponse } from "../../support/discord/payload/validate.ts";

const said = { name: "f", label: "Field", hint: null, required: true } as const;
const text: Field = { ...said, kind: "text", value: "", multiline: true, maxChars: 4_000 };
const choices = (count: number): readonly Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Choice ${at}` }));
const form = (fields: readonly Field[], changes: Partial<Form> = {}): Form => ({
  id: "answer/2027-03-15",
  title: "Your answer",
  submit: "Save",
  intro: [],
  fields,
  ...changes,
});
const drawn = (field: Field): unknown => {
  const modal = renderForm(form([field]));
  expect(validateInteractionResponse(openForm(modal))).toEqual([]);
  return modal.components[0];
};
const label = (component: object, more: object = {}) => ({ type: 18, label: "Field", ...more, component });
const options = (count: number, ...ticked: readonly number[]) =>
  choices(count).map((choice, at) => (ticked.includes(at) ? { ...choice, default: true } : choice));

describe("a form", () => {
  it("is a modal with what is said above its fields", () => {
    const intro = [b.paragraph("What is a ", b.strong("lock"), "?"), b.paragraph("Shown at 16:00.")];
    const modal = renderForm(form([{ ...text, hint: "Private until then" }], { intro }));
    expect(validateInteractionResponse(openForm(modal))).toEqual([]);
    expect(modal).toEqual({
      custom_id: ":answer/2027-03-15",
      title: "Your answer",
      components: [
        { type: 10, content: "What is a **lock**?\n\nShown at 16:00." },
        label(
          { type: 4, custom_id: "f", required: true, style: 2, max_length: 4_000 },
          { description: "Private until then" },
        ),
      ],
    });
  });

  it("says a long title whole above its fields", () => {
    const title = "A title that is a good deal longer than a modal's";
    const modal = renderForm(form([text], { title }));
    expect([modal.title, modal.components[0]]).toEqual([
      "A title that is a good deal longer than a…",
      { type: 10, content: `### ${title}` },
    ]);
  });

  it("says the beginning of what is longer than a text may be", () => {
    const [first] = renderForm(form([text], { intro: [b.paragraph("a".repeat(3_999)), b.paragraph("b")] })).components;
    expect(first).toEqual({ type: 10, content: "a".repeat(3_999) });
  });

  it.each([
    ["five fields", form(Array.from({ length: 5 }, () => text)), true],
    ["six fields", form(Array.from({ length: 6 }, () => text)), false],
    [
      "five fields and something said",
      form(
        Array.from({ length: 5 }, () => text),
        { intro: [b.paragraph("a")] },
      ),
      false,
    ],
    ["25 choices", form([{ ...said, kind: "choices", values: [], choices: choices(25) }]), true],
    ["26 choices", form([{ ...said, kind: "choices", values: [], choices: choices(26) }]), false],
    ["nothing to choose", form([{ ...said, kind: "choice", value: "", choices: [] }]), false],
    ["no field", form([]), false],
  ])("with %s is a modal: %s", (_name, some, expected) => {
    expect(isModal(some)).toBe(expected);
  });
});

describe("a field", () => {
  it.each<readonly [string, Field, object]>([
    [
      "of one line",
      { ...text, multiline: false, maxChars: 80, value: "so far" },
      { type: 4, custom_id: "f", required: true, style: 1, max_length: 80, value: "so far" },
    ],
    [
      "with more than it may hold is empty",
      { ...text, maxChars: 5, value: "so far" },
      { type: 4, custom_id: "f", required: true, style: 2, max_length: 5 },
    ],
    [
      "for a time",
      { ...said, kind: "time", value: "09:00" },
      { type: 4, custom_id: "f", required: true, style: 1, max_length: 5, placeholder: "09:00", value: "09:00" },
    ],
    [
      "for a date",
      { ...said, required: false, kind: "date", value: "" },
      { type: 4, custom_id: "f", required: false, style: 1, max_length: 10, placeholder: "2026-12-24" },
    ],
    [
      "for a search",
      { ...said, kind: "search", value: { value: "Europe/Berlin", label: "Berlin (Europe)" } },
      { type: 4, custom_id: "f", required: true, style: 1, max_length: 100, value: "Europe/Berlin" },
    ],
    [
      "for a search without a beginning",
      { ...said, kind: "search", value: null },
      { type: 4, custom_id: "f", required: true, style: 1, max_length: 100 },
    ],
    [
      "for a choice of a few, to be read at once",
      { ...said, kind: "choice", value: "v1", choices: choices(10) },
      { type: 21, custom_id: "f", required: true, options: options(10, 1) },
    ],
    [
      "for a choice of many",
      { ...said, kind: "choice", value: "v1", choices: choices(11) },
      { type: 3, custom_id: "f", required: true, options: options(11, 1) },
    ],
    [
      "for a choice of one",
      { ...said, kind: "choice", value: "", choices: choices(1) },
      { type: 3, custom_id: "f", required: true, options: options(1) },
    ],
    [
      "for a choice that may be left out, and emptied again",
      { ...said, required: false, kind: "choice", value: "v0", choices: choices(2) },
      { type: 3, custom_id: "f", required: false, options: options(2, 0) },
    ],
    [
      "for some of a few",
      { ...said, kind: "choices", values: ["v0", "v2"], choices: choices(3) },
      { type: 22, custom_id: "f[]", required: true, min_values: 1, max_values: 3, options: options(3, 0, 2) },
    ],
    [
      "for some of many",
      { ...said, required: false, kind: "choices", values: [], choices: choices(11) },
      { type: 3, custom_id: "f[]", required: false, min_values: 0, max_values: 11, options: options(11) },
    ],
  ])("%s", (_name, field, expected) => {
    expect(drawn(field)).toEqual(label(expected));
  });

  it("is shortened in its words", () => {
    expect(drawn({ ...text, label: "word ".repeat(20), hint: "hint ".repeat(30) })).toMatchObject({
      label: `${"word ".repeat(9).trim()}…`,
      description: `${"hint ".repeat(20).trim()}…`,
    });
  });
});

describe("what comes back", () => {
  const labelled = (component: unknown) => ({ type: 18, component });

  it("is read by name, one value or a list as the field asks", () => {
    expect(
      readValues([
        { type: 10 },
        labelled({ type: 4, custom_id: "text", value: "It costs writes." }),
        labelled({ type: 21, custom_id: "reveal", value: "same-day" }),
        labelled({ type: 21, custom_id: "none", value: null }),
        labelled({ type: 3, custom_id: "mode", values: ["open"] }),
        labelled({ type: 3, custom_id: "empty", values: [] }),
        labelled({ type: 22, custom_id: "days[]", values: ["1", "2"] }),
        labelled({ type: 22, custom_id: "levels[]", values: [] }),
        { type: 1, components: [{ type: 4, custom_id: "old", value: "" }] },
      ]),
    ).toEqual({
      text: "It costs writes.",
      reveal: "same-day",
      none: "",
      mode: "open",
      empty: "",
      days: ["1", "2"],
      levels: [],
      old: "",
    });
  });

  it.each([
    ["no list", {}],
    ["no field", [1]],
    ["a label without one", [labelled(null)]],
    ["a field without a name", [labelled({ type: 4, value: "a" })]],
    ["a value that is none", [labelled({ type: 4, custom_id: "a", value: 1 })]],
    ["values that are none", [labelled({ type: 22, custom_id: "a[]", values: [1] })]],
    ["values that are no list", [labelled({ type: 22, custom_id: "a[]", values: "1" })]],
  ])("is nothing when it is %s", (_name, components) => {
    expect(readValues(components)).toBe(null);
  });
});
