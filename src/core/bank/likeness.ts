import { distance } from "fastest-levenshtein";

/**
 * The share of characters that two normalised texts have in common, 1 for equal ones; 0 where it is surely below `least`: the
 * lengths alone bound the distance, which is costly for long texts.
 */
export function likeness(one: string, other: string, least: number): number {
  if (one === other) return 1;
  const longer = Math.max(one.length, other.length);
  return Math.min(one.length, other.length) / longer < least ? 0 : 1 - distance(one, other) / longer;
}
