import { BotError } from "../../core/errors.ts";
import type { LogFields } from "../../ports/log.ts";

/** Makes what is logged fit to be kept: plain JSON values without secrets. */
export type Scrub = Readonly<{
  text: (text: string) => string;
  fields: (fields: LogFields) => Readonly<Record<string, unknown>>;
}>;

const removed = "[removed]";
/** Errors with causes within causes, and values within values, are followed so far. */
const deepest = 8;
/** A list longer than this says how much more there was. */
const longestList = 100;

// Secrets by what they are called, and people's words: answers, prompts, forms, request bodies.
const hushed =
  /token|secret|password|passwd|authorization|cookie|api-?_?key|^(?:text|answers?|prompt|values|body|written|databaseurl)$/i;

/** A scrub that knows these secrets. pino's own redaction takes paths of keys, and misses a secret inside a sentence. */
export function createScrub(secrets: readonly string[]): Scrub {
  // The longest first: an address that holds a password goes as a whole.
  const known = secrets.filter((secret) => secret !== "").toSorted((one, other) => other.length - one.length);
  const text = (from: string): string => known.reduce((rest, secret) => rest.replaceAll(secret, removed), from);

  const entries = (pairs: readonly (readonly [string, unknown])[], depth: number) =>
    Object.fromEntries(
      pairs.map(([key, value]) => [text(key), hushed.test(key) ? removed : scrubbed(value, depth + 1)]),
    );

  const scrubbed = (value: unknown, depth: number): unknown => {
    if (typeof value === "object" && value !== null) return depth > deepest ? "[deeper]" : fromObject(value, depth);
    if (value === null || value === undefined || typeof value === "boolean" || typeof value === "number") return value;
    return text(String(value));
  };

  const fromObject = (value: object, depth: number): unknown => {
    if (value instanceof Error) return entries(partsOf(value), depth);
    if (Array.isArray(value)) return list(value, depth);
    if (value instanceof Map) return entries(namedPairs(value), depth);
    if (value instanceof Set) return list([...value], depth);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    return isPlain(value) ? entries(Object.entries(value), depth) : text(String(value));
  };

  const list = (values: readonly unknown[], depth: number): readonly unknown[] => {
    const shown = values.slice(0, longestList).map((value) => scrubbed(value, depth + 1));
    return values.length > longestList ? [...shown, `[${values.length - longestList} more]`] : shown;
  };

  return { text, fields: (fields) => entries(Object.entries(fields), 0) };
}

/** What an error says. A stack is kept where the message does not tell by itself what to do. */
function partsOf(error: Error): readonly (readonly [string, unknown])[] {
  const parts: readonly (readonly [string, unknown])[] = [
    ["name", error.name],
    ["message", error.message],
    ["code", "code" in error ? error.code : undefined],
    ...(error instanceof BotError ? botParts(error) : [["stack", error.stack] as const]),
    ["errors", error instanceof AggregateError ? error.errors : undefined],
    ["cause", error.cause],
  ];
  return parts.filter(([, value]) => value !== undefined);
}

const botParts = ({ hint, why, retryAfterMs }: BotError): readonly (readonly [string, unknown])[] => [
  ["hint", hint],
  ["why", why],
  ["retryAfterMs", retryAfterMs],
];

const namedPairs = (map: ReadonlyMap<unknown, unknown>): readonly (readonly [string, unknown])[] =>
  [...map].map(([key, value]) => [String(key), value]);

/** Made by `{}` or JSON; dates, instants and the like say themselves what they are. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
