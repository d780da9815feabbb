import type { InputBlock, InputBlockElement } from "@slack/types";
import { assertNever } from "../../core/errors.ts";
import type { Choice, Field } from "../../core/message/message.ts";
import { limits } from "./limits.ts";
import { menuOptions, renderOption } from "./options.ts";
import { plainLabel } from "./text-objects.ts";

/**
 * A field as an input block; its name is the `block_id`, by which errors find it, and the `action_id`. A field without
 * anything to choose, which Slack refuses, is left out.
 */
export function renderField(field: Field): readonly InputBlock[] {
  const element = elementOf(field);
  if (element === null) return [];
  return [
    {
      type: "input",
      block_id: field.name,
      label: plainLabel(field.label, limits.label),
      element: { ...element, action_id: field.name },
      optional: !field.required,
      ...(field.hint === null ? {} : { hint: plainLabel(field.hint, limits.label) }),
    },
  ];
}

function elementOf(field: Field): InputBlockElement | null {
  switch (field.kind) {
    case "text":
      return {
        type: "plain_text_input",
        multiline: field.multiline,
        max_length: Math.min(field.maxChars, limits.input),
        ...(field.value === "" ? {} : { initial_value: field.value.toWellFormed() }),
      };
    case "time":
      return { type: "timepicker", ...(field.value === "" ? {} : { initial_time: field.value }) };
    case "date":
      return { type: "datepicker", ...(field.value === "" ? {} : { initial_date: field.value }) };
    case "choice":
      return field.choices.length === 0 ? null : oneOf(field);
    case "choices":
      return field.choices.length === 0 ? null : someOf(field);
    case "search":
      return {
        type: "external_select",
        min_query_length: 1,
        ...(field.value === null ? {} : { initial_option: renderOption(field.value) }),
      };
    default:
      return assertNever(field);
  }
}

/** A few choices stand open, so that their words can be read; one that may stay empty is a menu, which can be emptied. */
function oneOf({ value, choices, required }: Extract<Field, { kind: "choice" }>): InputBlockElement {
  const chosen = choices.filter((choice) => choice.value === value);
  const initial = chosen[0] === undefined ? {} : { initial_option: renderOption(chosen[0]) };
  if (required && choices.length <= limits.boxes) {
    return { type: "radio_buttons", options: choices.map(renderOption), ...initial };
  }
  return { type: "static_select", ...menuOptions(choices), ...initial };
}

/** Slack refuses an empty list of what is chosen, and anything in it that is not an option. */
function someOf({ values, choices }: Extract<Field, { kind: "choices" }>): InputBlockElement {
  const chosen = choices.filter((choice: Choice) => values.includes(choice.value)).map(renderOption);
  const initial = chosen.length === 0 ? {} : { initial_options: chosen };
  if (choices.length <= limits.boxes) return { type: "checkboxes", options: choices.map(renderOption), ...initial };
  return { type: "multi_static_select", ...menuOptions(choices), ...initial };
}
