import { assertNever } from "../errors.ts";
import type { Field, FieldValues, Form } from "./message.ts";

/** A form with these values in its fields, by their names; a field that none is given for stays as it is. */
export const filledForm = (form: Form, values: FieldValues): Form => ({
  ...form,
  fields: form.fields.map((field) => filled(field, values[field.name])),
});

function filled(field: Field, value: FieldValues[string] | undefined): Field {
  if (value === undefined) return field;
  const [one = ""] = typeof value === "string" ? [value] : value;
  switch (field.kind) {
    case "choices":
      return { ...field, values: typeof value === "string" ? [value] : value };
    case "search":
      // Nobody said yet how a name that was typed reads in full.
      return { ...field, value: one === "" ? null : { value: one, label: one } };
    case "text":
    case "time":
    case "date":
    case "choice":
      return { ...field, value: one };
    default:
      return assertNever(field);
  }
}

/** What the fields of a form hold, as they would come back from it untouched. */
export const valuesOf = ({ fields }: Form): FieldValues =>
  Object.fromEntries(fields.map((field) => [field.name, valueIn(field)]));

function valueIn(field: Field): FieldValues[string] {
  if (field.kind === "choices") return field.values;
  if (field.kind === "search") return field.value?.value ?? "";
  return field.value;
}
