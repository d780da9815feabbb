/** What comes back from a form that was sent, and the errors that keep it open. */
import type { FieldValues } from "../../core/message/message.ts";

/** `view.state.values` of a submission as the values of the fields, by name; null when it is no such thing. */
export function readValues(state: unknown): FieldValues | null {
  if (!isRecord(state)) return null;
  const values = Object.entries(state).map(([name, actions]) => [name, valueIn(actions, name)] as const);
  return values.every(isKnown) ? Object.fromEntries(values) : null;
}

type Value = FieldValues[string];

const isKnown = (entry: readonly [string, Value | null]): entry is readonly [string, Value] => entry[1] !== null;

function valueIn(actions: unknown, name: string): Value | null {
  const input = isRecord(actions) ? actions[name] : null;
  if (!isRecord(input)) return null;
  switch (input["type"]) {
    case "plain_text_input":
      return textOrNone(input["value"]);
    case "timepicker":
      return textOrNone(input["selected_time"]);
    case "datepicker":
      return textOrNone(input["selected_date"]);
    case "radio_buttons":
    case "static_select":
    case "external_select":
      return optionValue(input["selected_option"] ?? { value: "" });
    case "checkboxes":
    case "multi_static_select":
      return optionValues(input["selected_options"]);
    default:
      return null;
  }
}

/** A field that was left empty is null, or not there at all. */
function textOrNone(value: unknown): string | null {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : null;
}

function optionValue(option: unknown): string | null {
  const value = isRecord(option) ? option["value"] : null;
  return typeof value === "string" ? value : null;
}

function optionValues(options: unknown): readonly string[] | null {
  if (!Array.isArray(options)) return null;
  const values = options.map(optionValue);
  return values.every((value) => value !== null) ? values : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Errors by field as those of a `response_action: "errors"`, by block. Those of the form as a whole, and of a field that is
 * not in it, are said at the first field: Slack shows an error nowhere else. `fields` are the names in the submitted state.
 */
export function renderErrors(
  errors: Readonly<Record<string, string>>,
  fields: readonly string[],
): Record<string, string> {
  const [first] = fields;
  const placed = Object.entries(errors).map(([name, error]) => [fields.includes(name) ? name : first, error] as const);
  const said: Record<string, string> = {};
  for (const [name, error] of placed) {
    if (name !== undefined) said[name] = said[name] === undefined ? error : `${said[name]}; ${error}`;
  }
  return said;
}
