import { assertNever } from "../errors.ts";
import type { Field, FieldValues, Form } from "./message.ts";

/** A form with what somebody entered; a field that nothing was entered for stays as it is. */
export const filledForm = (form: Form, values: FieldValues): Form => ({
  ...form,
  fields: form.fields.map((field) => (Object.hasOwn(values, field.name) ? filled(field, values[field.name]) : field)),
});

/** What a form holds as it stands. */
export const valuesOf = ({ fields }: Form): FieldValues =>
  Object.fromEntries(fields.map((field) => [field.name, heldBy(field)]));

type Value = FieldValues[string] | undefined;

function filled(field: Field, value: Value): Field {
  switch (field.kind) {
    case "text":
    case "time":
    case "date":
    case "choice":
      return { ...field, value: one(value) };
    case "choices":
      return { ...field, values: typeof value === "string" ? [value] : (value ?? []) };
    case "search":
      return { ...field, value: searched(field.value, one(value)) };
    default:
      return assertNever(field);
  }
}

/** What was found by searching keeps its words; what somebody typed is its own. */
function searched(before: Extract<Field, { kind: "search" }>["value"], value: string) {
  if (value === "") return null;
  return before?.value === value ? before : { value, label: value };
}

const one = (value: Value): string => (typeof value === "string" ? value : (value?.[0] ?? ""));

function heldBy(field: Field): FieldValues[string] {
  switch (field.kind) {
    case "text":
    case "time":
    case "date":
    case "choice":
      return field.value;
    case "choices":
      return field.values;
    case "search":
      return field.value?.value ?? "";
    default:
      return assertNever(field);
  }
}
