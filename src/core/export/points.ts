import type { KeyPoint } from "../bank/question.ts";

/** Key points as lines that people can read and change in a cell; each line says what it is. */
export const pointLines = (points: readonly KeyPoint[]): string =>
  points
    .flatMap(({ say, aliases, reject, must }) => [
      `${must ? "must" : "bonus"}: ${say}`,
      ...aliases.map((text) => `alias: ${text}`),
      ...reject.map((text) => `reject: ${text}`),
    ])
    .join("\n");

/** A key point as it stands in front matter. */
export type WrittenPoint = { say: string; aliases: string[]; reject: string[]; bonus: boolean };

/** What `pointLines` wrote; null where a line is none of it, or says an alias of no point. */
export function pointsOfLines(text: string): readonly WrittenPoint[] | null {
  const points: WrittenPoint[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [, kind = "", words = ""] = /^\s*(must|bonus|alias|reject):\s*(.*)$/u.exec(line) ?? [];
    const last = points.at(-1);
    if (kind === "must" || kind === "bonus")
      points.push({ say: words, aliases: [], reject: [], bonus: kind === "bonus" });
    else if (kind === "alias" && last !== undefined) last.aliases.push(words);
    else if (kind === "reject" && last !== undefined) last.reject.push(words);
    else return null;
  }
  return points;
}
