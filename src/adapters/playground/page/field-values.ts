import type { PlayChoice, PlayField } from "../protocol.ts";

/** What a field holds: a list for `choices`, else text. */
export type FieldValue = string | readonly string[];

/** What is wrong before anything is sent: a required field left empty, or a text over its length. */
export function problemOf(field: PlayField, value: FieldValue): string | null {
  if (field.required && value.length === 0)
    return field.kind === "choices" ? "Choose at least one." : "Please fill this in.";
  if (field.required && typeof value === "string" && value.trim() === "") return "Please fill this in.";
  const over = field.kind === "text" ? value.length - field.maxChars : 0;
  return over > 0 ? `Please shorten this by ${over} characters.` : null;
}

/** What a search field holds: the choice that was taken, or the words as typed, for the server to judge. */
export function heldValue(typed: string, taken: PlayChoice | null, offered: readonly PlayChoice[]): string {
  const text = typed.trim();
  if (taken?.label === text) return taken.value;
  const named = offered.find((choice) => choice.label.toLowerCase() === text.toLowerCase());
  return named?.value ?? text;
}
