import type { EraseOutcome } from "../compose/data.ts";
import { carriedOut } from "./carried-out.ts";
import { counted } from "./counted.ts";

type Copy = Readonly<{
  file: string;
  bytes: number;
  records: Readonly<Record<string, number>>;
  takenAt: Temporal.Instant;
}>;

/** What a backup holds, and what it does not. */
export function backupText(copy: Copy): string {
  return [
    `${copy.file}: ${sizeText(copy.bytes)}, checked. ${countsText(copy.records)}.`,
    "Not in it, as they are files of their own: DATA_DIR/bank (workspaces' questions) and the playground's room.",
  ].join("\n");
}

/** What was put in place, where the store from before lies, and what happens next. */
export function restoreText({ copy, aside }: Readonly<{ copy: Copy; aside: string | null }>): string {
  const lines = [
    `${copy.file}: as it was on ${String(copy.takenAt)}. ${countsText(copy.records)}.`,
    ...(aside === null ? [] : [`The store from before is kept: ${aside}`]),
    "At its start the bot looks on the platform for whatever it may have sent since, before it sends anything.",
    "Answers given through forms since then are only in the store from before; what was erased since then is back.",
  ];
  return lines.join("\n");
}

/** What an erasure found; raises `store.unavailable` when it was not carried out. */
export function eraseText(outcome: EraseOutcome): string {
  const { answers, waiting, records } = carriedOut(outcome);
  if (answers + waiting + records === 0) return "There was nothing to erase.";
  const reveals = outcome.by === "bot" ? "are being edited" : "are edited when the bot starts";
  const backups = "Backups made before still hold the texts: delete them, or let them age out.";
  const found = `Erased: ${counted(answers, "answer")}, ${waiting} waiting, ${counted(records, "other record")}.`;
  return `${found} Reveals that quoted them ${reveals}.\n${backups}`;
}

const countsText = (records: Readonly<Record<string, number>>): string =>
  ["plans", "drills", "answers", "deliveries"].map((name) => `${name}: ${records[name] ?? 0}`).join(", ");

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
