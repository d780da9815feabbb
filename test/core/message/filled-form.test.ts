import { expect, it } from "vitest";
import { filledForm, valuesOf } from "../../../src/core/message/filled-form.ts";
import type { Field, Form } from "../../../src/core/message/message.ts";

const common = { label: "Field", hint: null, required: true } as const;
const choices = ["a", "b", "c"].map((value) => ({ value, label: value.toUpperCase() }));
const fields: readonly Field[] = [
  { ...common, name: "text", kind: "text", value: "so far", multiline: true, maxChars: 10 },
  { ...common, name: "time", kind: "time", value: "09:00" },
  { ...common, name: "date", kind: "date", value: "" },
  { ...common, name: "choice", kind: "choice", value: "a", choices },
  { ...common, name: "choices", kind: "choices", values: ["a"], choices },
  { ...common, name: "search", kind: "search", value: { value: "a", label: "A" } },
];
const form: Form = { id: "setup", title: "Set up", submit: "Save", intro: [], fields };

it("holds what was in its fields where nothing else is given", () => {
  expect(filledForm(form, {})).toEqual(form);
  expect(valuesOf(form)).toEqual({ text: "so far", time: "09:00", date: "", choice: "a", choices: ["a"], search: "a" });
});

it.each([
  ["a text", { text: "It costs writes." }],
  ["nothing in a text", { text: "" }],
  ["a time and a date", { time: "10:30", date: "2027-03-15" }],
  ["a choice", { choice: "b" }],
  ["several choices", { choices: ["b", "c"] }],
  ["no choice of several", { choices: [] }],
  ["what was searched for", { search: "b" }],
  ["nothing that was searched for", { search: "" }],
])("gives %s back as it was filled in", (_name, values) => {
  expect(valuesOf(filledForm(form, values))).toEqual({ ...valuesOf(form), ...values });
});

it("takes one value for several, and the first of several for one", () => {
  const filled = filledForm(form, { choices: "b", choice: ["c", "a"], text: [] });
  expect(valuesOf(filled)).toMatchObject({ choices: ["b"], choice: "c", text: "" });
});

it("fills no field that it does not have", () => {
  expect(filledForm(form, { other: "x" })).toEqual(form);
});
