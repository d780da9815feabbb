/** What comes back from a form that was sent. */
import type { FieldValues } from "../../core/message/message.ts";

/** `data.components` of a submission as the values of the fields, by name; null when it is no such thing. */
export function readValues(components: unknown): FieldValues | null {
  if (!Array.isArray(components)) return null;
  const values = components.map(inputIn).filter((input) => input !== "none");
  const read = values.map((input) => (input === null ? null : valueIn(input)));
  return read.every((entry) => entry !== null) ? Object.fromEntries(read) : null;
}

type Input = Readonly<{ id: string; input: Record<string, unknown> }>;

/** The field of a label, or of a row as older clients send it; text between fields is none. */
function inputIn(part: unknown): Input | "none" | null {
  if (!isRecord(part)) return null;
  const inner: unknown = Array.isArray(part["components"]) ? part["components"][0] : part["component"];
  if (inner === undefined) return "none";
  if (!isRecord(inner) || typeof inner["custom_id"] !== "string") return null;
  return { id: inner["custom_id"], input: inner };
}

/** Text and single choices come as `value`, lists and menus as `values`. */
function valueIn({ id, input }: Input): readonly [string, FieldValues[string]] | null {
  const name = id.replace(/\[\]$/u, "");
  const list = listIn(input);
  if (list === null) return null;
  return [name, name === id ? (list[0] ?? "") : list];
}

function listIn({ value, values }: Record<string, unknown>): readonly string[] | null {
  if (values !== undefined && values !== null) {
    return Array.isArray(values) && values.every((each) => typeof each === "string") ? values : null;
  }
  if (value === undefined || value === null) return [];
  return typeof value === "string" ? [value] : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
