import type { APIComponentInLabel, APILabelComponent, APITextInputComponent } from "discord-api-types/v10";
import { assertNever } from "../../core/errors.ts";
import type { Field } from "../../core/message/message.ts";
import { shortened } from "../shortened.ts";
import { optionOf } from "./actions.ts";
import { limits } from "./limits.ts";
import { component, inputStyle } from "./numbers.ts";

/** Whether a field can stand in a modal: there has to be something to choose, and not more than a menu holds. */
export function isField(field: Field): boolean {
  if (field.kind !== "choice" && field.kind !== "choices") return true;
  return field.choices.length > 0 && field.choices.length <= limits.options;
}

/**
 * A field under its words. Its `custom_id` is its name, and for a list `name[]`: menus give lists back for single choices
 * too. Discord has no fields for times and dates, and searches in none: these are typed.
 */
export const renderField = (field: Field): APILabelComponent => ({
  type: component.label,
  label: shortened(field.label, limits.label),
  ...(field.hint === null ? {} : { description: shortened(field.hint, limits.hint) }),
  component: inputOf(field),
});

function inputOf(field: Field): APIComponentInLabel {
  switch (field.kind) {
    case "text":
      return typed(field, field.value, {
        style: field.multiline ? inputStyle.lines : inputStyle.line,
        max_length: Math.min(field.maxChars, limits.input),
      });
    case "time":
      return typed(field, field.value, { style: inputStyle.line, max_length: 5, placeholder: "09:00" });
    case "date":
      return typed(field, field.value, { style: inputStyle.line, max_length: 10, placeholder: "2026-12-24" });
    case "search":
      return typed(field, field.value?.value ?? "", { style: inputStyle.line, max_length: 100 });
    case "choice":
      return oneOf(field);
    case "choices":
      return someOf(field);
    default:
      return assertNever(field);
  }
}

type Settings = Pick<APITextInputComponent, "style" | "max_length" | "placeholder">;

/** What does not fit is left out rather than cut: it would be saved without its end. */
function typed({ name, required }: Field, value: string, settings: Settings): APITextInputComponent {
  const text = value.toWellFormed();
  const fits = text !== "" && text.length <= (settings.max_length ?? limits.input);
  return { type: component.input, custom_id: name, required, ...settings, ...(fits ? { value: text } : {}) };
}

/** A few choices stand open, so that their words can be read; one that may stay empty is a menu, which can be emptied. */
function oneOf({ name, required, value, choices }: Extract<Field, { kind: "choice" }>): APIComponentInLabel {
  const options = choices.map((choice) => chosen(optionOf(choice), choice.value === value));
  if (required && options.length >= limits.leastRadios && options.length <= limits.boxes) {
    return { type: component.radios, custom_id: name, required, options };
  }
  return { type: component.select, custom_id: name, required, options };
}

function someOf({ name, required, values, choices }: Extract<Field, { kind: "choices" }>): APIComponentInLabel {
  const options = choices.map((choice) => chosen(optionOf(choice), values.includes(choice.value)));
  const range = { min_values: required ? 1 : 0, max_values: options.length };
  if (options.length <= limits.boxes) {
    return { type: component.boxes, custom_id: listName(name), required, ...range, options };
  }
  return { type: component.select, custom_id: listName(name), required, ...range, options };
}

/** The `custom_id` of a field that gives a list back. */
const listName = (name: string): string => `${name}[]`;

/** An option, ticked or not. */
export const chosen = <T extends object>(option: T, is: boolean): T & { default?: true } =>
  is ? { ...option, default: true } : option;
