import { counted } from "./counted.ts";

type Imported = Readonly<{ channel: string; added: number; known: number; over: number; total: number }>;

/** What became of a file's days off, and what of it was left out. */
export function holidaysText({ channel, added, known, over, total }: Imported, notes: readonly string[]): string {
  const besides = [
    ...(known === 0 ? [] : [`${known} already there`]),
    ...(over === 0 ? [] : [`${over} over and left out`]),
  ];
  const found = [`${counted(added, "entry", "entries")} added`, ...besides].join(", ");
  const now = `The plan has ${counted(total, "entry", "entries")} of days off now.`;
  return [`${channel}: ${found}. ${now}`, ...notes.map((note) => `  ${note}`)].join("\n");
}
