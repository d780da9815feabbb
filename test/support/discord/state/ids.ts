import { createHash } from "node:crypto";

/** The first second of 2015, with which Discord's own time begins (developers/reference.mdx, Snowflakes). */
const epochMs = 1_420_070_400_000;

/**
 * The id of something that stands from the beginning: of its kind and name, the same in every run, so that a bot in
 * another process can know it. 18 digits, of years before any test's.
 */
export function idOf(...names: readonly string[]): string {
  const digest = createHash("sha256").update(names.join("/")).digest();
  return String(10n ** 17n + (digest.readBigUInt64BE() % (5n * 10n ** 17n)));
}

/** Ids in the order they are given, of the instant they are given at. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const next = BigInt(now() - epochMs) << 22n;
    last = next > last ? next : last + 1n;
    return String(last);
  };
}
