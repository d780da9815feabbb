import { describe, expect, it } from "vitest";
import type { FieldValues } from "../../../src/core/message/message.ts";
import { readValues, renderErrors } from "../../../src/render/slack/form-answer.ts";

const option = (value: string) => ({ text: { type: "plain_text", text: "Words", emoji: false }, value });
const state = (input: unknown): unknown => ({ f: { f: input } });

type Row = readonly [name: string, input: unknown, value: FieldValues[string]];
const rows: readonly Row[] = [
  ["text as it was written", { type: "plain_text_input", value: " a\n<b> & " }, " a\n<b> & "],
  ["no text", { type: "plain_text_input", value: null }, ""],
  ["a time", { type: "timepicker", selected_time: "09:00" }, "09:00"],
  ["no time", { type: "timepicker", selected_time: null }, ""],
  ["a date", { type: "datepicker", selected_date: "2027-03-15" }, "2027-03-15"],
  ["no date", { type: "datepicker" }, ""],
  ["what was chosen of a few", { type: "radio_buttons", selected_option: option("a") }, "a"],
  ["what was chosen from a menu", { type: "static_select", selected_option: option("a") }, "a"],
  ["what was searched for", { type: "external_select", selected_option: option("Europe/Berlin") }, "Europe/Berlin"],
  ["nothing chosen", { type: "static_select", selected_option: null }, ""],
  ["ticked boxes", { type: "checkboxes", selected_options: [option("a"), option("b")] }, ["a", "b"]],
  ["nothing from a menu of several", { type: "multi_static_select", selected_options: [] }, []],
];

describe("what was sent", () => {
  it.each(rows)("is read: %s", (_name, input, value) => {
    expect(readValues(state(input))).toEqual({ f: value });
  });

  it("is read field by field", () => {
    const sent = {
      text: { text: { type: "plain_text_input", value: "a" } },
      at: { at: { type: "timepicker", selected_time: "09:00" } },
    };
    expect(readValues(sent)).toEqual({ text: "a", at: "09:00" });
  });

  it.each([
    ["nothing", undefined],
    ["a list", []],
    ["a block without an input", { f: {} }],
    ["an input by another name", { f: { g: { type: "timepicker" } } }],
    ["an input we never draw", state({ type: "users_select", selected_user: "U1" })],
    ["a number for a text", state({ type: "plain_text_input", value: 1 })],
    ["an option without a value", state({ type: "static_select", selected_option: {} })],
    ["options that are none", state({ type: "checkboxes", selected_options: [option("a"), "b"] })],
    ["options that are no list", state({ type: "checkboxes", selected_options: option("a") })],
  ])("is refused: %s", (_name, sent) => {
    expect(readValues(sent)).toBe(null);
  });
});

describe("errors", () => {
  it.each([
    ["stand at their field", { at: "a" }, { at: "a" }],
    ["of the whole form stand at the first field", { "": "a" }, { zone: "a" }],
    [
      "of a field that is not there too, after those of that field",
      { zone: "a", topics: "b", "": "c" },
      { zone: "a; b; c" },
    ],
  ])("%s", (_name, errors, placed) => {
    expect(renderErrors(errors, ["zone", "at"])).toEqual(placed);
  });

  it("are none without a field to stand at", () => {
    expect(renderErrors({ "": "a" }, [])).toEqual({});
  });
});
