/** Anything with fields, as it travels in JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether it is an object with fields. */
export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
