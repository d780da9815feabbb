import { cutAt } from "../core/message/borders.ts";

const units = (text: string): number => text.length;

/**
 * Words on one line of at most `max`, as `size` counts them (UTF-16 units by default): what is longer ends after a word and
 * with an ellipsis. Nothing at all, which platforms refuse, is a dash.
 */
export function shortened(value: string, max: number, size: (text: string) => number = units): string {
  const line = value.toWellFormed().replaceAll(/\s+/gu, " ").trim();
  if (line === "") return "–";
  if (size(line) <= max) return line;
  const upTo = (at: number): string => `${line.slice(0, at).trimEnd()}…`;
  return upTo(cutAt(line, (at) => size(upTo(at)) <= max, false));
}
