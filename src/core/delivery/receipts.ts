import type { Fifo } from "./fifo.ts";
import type { Lines, Send, Waiting } from "./lines.ts";

/** How long a receipt is wanted (behaviour.md: dropped after a minute). */
const wantedMs = 60_000;

/** Takes off and gives the receipts that have waited too long; `receipts` are all that came, oldest first. */
export function dropLate(lines: Lines, receipts: Fifo<Waiting>, now: number): readonly Send[] {
  const dropped: Send[] = [];
  for (let oldest = oldestOf(lines, receipts); oldest !== undefined; oldest = oldestOf(lines, receipts)) {
    if (now - oldest.since < wantedMs) break;
    lines.waiting.delete(oldest.send.key);
    dropped.push(oldest.send);
  }
  return dropped;
}

/** When the next receipt has waited too long; null when none waits. */
export function nextLateAt(lines: Lines, receipts: Fifo<Waiting>): number | null {
  const oldest = oldestOf(lines, receipts);
  return oldest === undefined ? null : oldest.since + wantedMs;
}

function oldestOf({ waiting }: Lines, receipts: Fifo<Waiting>): Waiting | undefined {
  for (;;) {
    const oldest = receipts.head();
    if (oldest === undefined || waiting.get(oldest.send.key) === oldest) return oldest;
    receipts.shift();
  }
}
