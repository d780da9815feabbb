/**
 * The text with every character of its code (fenced, or between ticks) made a full stop, of the same length: what is
 * found in it stands at the same place in the text, and outside of code.
 */
export function maskedCode(markdown: string): string {
  if (!/[`~]/u.test(markdown)) return markdown;
  let open: string | null = null;
  const lines = markdown.split("\n").map((line) => {
    const [, mark] = /^[ \t>]*(`{3,}|~{3,})/u.exec(line) ?? [];
    if (open !== null) {
      if (mark?.startsWith(open) && line.replace(/^[ \t>]+/u, "").trimEnd() === mark) open = null;
      return ".".repeat(line.length);
    }
    if (mark === undefined || (mark.startsWith("`") && line.slice(line.indexOf(mark) + mark.length).includes("`"))) {
      return line;
    }
    open = mark;
    return ".".repeat(line.length);
  });
  return maskedSpans(lines.join("\n"));
}

/** A code span ends at the next run of as many ticks; a run that none follows is text, and is looked for once only. */
function maskedSpans(text: string): string {
  const runs = [...text.matchAll(/`+/gu)].map((run) => ({ from: run.index, length: run[0].length }));
  const following = nextOfLength(runs.map(({ length }) => length));
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at];
    const next = following[at] ?? -1;
    const end = runs[next];
    if (run === undefined || end === undefined || text.slice(run.from, end.from).includes("\n\n")) continue;
    const to = end.from + end.length;
    parts.push(text.slice(done, run.from), text.slice(run.from, to).replace(/[^\n]/gu, "."));
    done = to;
    at = next;
  }
  return parts.join("") + text.slice(done);
}

/** For each run the index of the next run of the same length, or -1. */
function nextOfLength(lengths: readonly number[]): readonly number[] {
  const next: number[] = lengths.map(() => -1);
  const last = new Map<number, number>();
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const length = lengths[at] ?? 0;
    next[at] = last.get(length) ?? -1;
    last.set(length, at);
  }
  return next;
}
