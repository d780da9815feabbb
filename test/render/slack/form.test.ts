import type { InputBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { heading, paragraph, table } from "../../../src/core/message/build.ts";
import type { Choice, Field, Form } from "../../../src/core/message/message.ts";
import { renderField } from "../../../src/render/slack/fields.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderOptions } from "../../../src/render/slack/options.ts";
import { validateSuggestions, validateView } from "../../support/slack/payload/validate.ts";

const field = { name: "f", label: "A & b", hint: null, required: true } as const;
const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
const option = (value: string, text: string) => ({ text: plain(text), value });
const choices = (count: number): readonly Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Choice ${at}` }));
const a = { value: "a", label: "Ann" };
const b = { value: "b", label: "Bob" };

type Row = readonly [name: string, field: Field, element: object];
const rows: readonly Row[] = [
  [
    "text with what is written, at most 3,000 characters",
    { ...field, kind: "text", value: "<a>\n", multiline: true, maxChars: 4_000 },
    { type: "plain_text_input", action_id: "f", multiline: true, max_length: 3_000, initial_value: "<a>\n" },
  ],
  [
    "empty text",
    { ...field, kind: "text", value: "", multiline: false, maxChars: 20 },
    { type: "plain_text_input", action_id: "f", multiline: false, max_length: 20 },
  ],
  ["a time", { ...field, kind: "time", value: "09:00" }, { type: "timepicker", action_id: "f", initial_time: "09:00" }],
  ["no time yet", { ...field, kind: "time", value: "" }, { type: "timepicker", action_id: "f" }],
  [
    "a date",
    { ...field, kind: "date", value: "2027-03-15" },
    { type: "datepicker", action_id: "f", initial_date: "2027-03-15" },
  ],
  ["no date yet", { ...field, kind: "date", value: "" }, { type: "datepicker", action_id: "f" }],
  [
    "a few choices that stand open",
    { ...field, kind: "choice", value: "b", choices: [a, b] },
    {
      type: "radio_buttons",
      action_id: "f",
      options: [option("a", "Ann"), option("b", "Bob")],
      initial_option: option("b", "Bob"),
    },
  ],
  [
    "a choice that may stay empty as a menu, with nothing chosen that is not offered",
    { ...field, required: false, kind: "choice", value: "c", choices: [a] },
    { type: "static_select", action_id: "f", options: [option("a", "Ann")] },
  ],
  [
    "several of a few as boxes",
    { ...field, kind: "choices", values: ["b", "c"], choices: [a, b] },
    {
      type: "checkboxes",
      action_id: "f",
      options: [option("a", "Ann"), option("b", "Bob")],
      initial_options: [option("b", "Bob")],
    },
  ],
  [
    "several of more as a menu",
    { ...field, kind: "choices", values: [], choices: choices(6) },
    {
      type: "multi_static_select",
      action_id: "f",
      options: choices(6).map(({ value, label }) => option(value, label)),
    },
  ],
  [
    "a search with what is known already",
    { ...field, kind: "search", value: a },
    { type: "external_select", action_id: "f", min_query_length: 1, initial_option: option("a", "Ann") },
  ],
  [
    "a search",
    { ...field, kind: "search", value: null },
    { type: "external_select", action_id: "f", min_query_length: 1 },
  ],
];

describe("a field", () => {
  it.each(rows)("is %s", (_name, given, element) => {
    const optional = !given.required;
    expect(renderField(given)).toEqual([
      { type: "input", block_id: "f", label: plain("A &amp; b"), element, optional },
    ]);
    expect(validateView(renderForm(formOf([given]), "{}"))).toEqual([]);
  });

  it("has its hint below", () => {
    const [input] = renderField({ ...field, hint: "It is < 9:00", kind: "time", value: "" });
    expect(input?.hint).toEqual(plain("It is &lt; 9:00"));
  });

  it("is left out where there is nothing to choose", () => {
    expect(renderField({ ...field, kind: "choices", values: [], choices: [] })).toEqual([]);
    expect(renderField({ ...field, kind: "choice", value: "", choices: [] })).toEqual([]);
  });

  it("has groups beyond 100 choices", () => {
    const many: Field = { ...field, kind: "choice", value: "v101", choices: choices(102) };
    const [input] = renderField(many);
    const element = input?.element;
    const groups = element?.type === "static_select" ? (element.option_groups ?? []) : [];
    expect(groups.map(({ label, options }) => [label.text, options.length])).toEqual([
      ["1–100", 100],
      ["101–102", 2],
    ]);
    expect(validateView(renderForm(formOf([many]), "{}"))).toEqual([]);
  });
});

const formOf = (fields: readonly Field[], changes: Partial<Form> = {}): Form => ({
  id: "answer/2027-03-15",
  title: "Your answer",
  submit: "Save",
  intro: [],
  fields,
  ...changes,
});

describe("a form", () => {
  it("is a modal view that brings its id and the metadata back", () => {
    expect(renderForm(formOf([], { intro: [heading(2, "Locks"), paragraph("Why?")] }), '{"channel":"C1"}')).toEqual({
      type: "modal",
      callback_id: "answer/2027-03-15",
      private_metadata: '{"channel":"C1"}',
      title: plain("Your answer"),
      submit: plain("Save"),
      blocks: [
        { type: "header", text: plain("Locks") },
        { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Why?" }] }] },
      ],
    });
  });

  it.each([
    ["Set up Daily Drill today", "Set up Daily Drill today", []],
    [
      "Set up Daily Drill for #backend & #frontend",
      "Set up Daily Drill for…",
      ["Set up Daily Drill for #backend &amp; #frontend"],
    ],
    ["Questions & answers here", "Questions &amp; answers…", ["Questions &amp; answers here"]],
  ])("called %s is shortened to 24 characters as sent, and says the rest above", (title, short, above) => {
    const view = renderForm(formOf([], { title }), "{}");
    expect(view.title.text).toBe(short);
    expect(view.blocks.map((block) => (block.type === "header" && "text" in block ? block.text.text : ""))).toEqual(
      above,
    );
    expect(validateView(view)).toEqual([]);
  });

  it("holds no table, and at most 100 blocks however long it is", () => {
    const intro = [table(["a"], [["b"]]), ...Array.from({ length: 120 }, () => paragraph("a"))];
    const view = renderForm(formOf([{ ...field, kind: "time", value: "" }], { intro }), "{}");
    expect(view.blocks.map(({ type }) => type)).toEqual(["rich_text", "input"]);
    expect(validateView(view)).toEqual([]);
    const two: readonly InputBlock[] = ["a", "b"].flatMap((name) =>
      renderField({ ...field, name, kind: "time", value: "" }),
    );
    expect(new Set(two.map(({ block_id }) => block_id)).size).toBe(2);
  });
});

it("a search offers at most 100 choices", () => {
  expect(renderOptions([a])).toEqual({ options: [option("a", "Ann")] });
  expect(renderOptions(choices(101)).options.length).toBe(100);
  expect(validateSuggestions(renderOptions(choices(101)))).toEqual([]);
});
