import type { FieldValues, Response } from "../../core/message/message.ts";

/** What was entered in one field, as text. */
export function oneOf(values: FieldValues, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/** What keeps a form open, by field (`""`: the whole form); of several things about one field the first. */
export const formErrors = (faults: readonly (readonly [field: string, error: string])[]): Response => ({
  kind: "errors",
  errors: Object.fromEntries(faults.toReversed()),
});
