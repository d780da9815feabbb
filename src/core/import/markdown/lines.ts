import { withoutEntities } from "../html/entities.ts";

/** One line of a file, and where it stands there, from 1. A line of code holds its text as it was written. */
export type SourceLine = Readonly<{ text: string; line: number; code: boolean }>;

/**
 * The lines of a Markdown file, with those in fences marked as code. Comments, scripts and styles are blanked, and
 * `<pre>` becomes a fence, so that a line of code is never taken for a heading.
 */
export function sourceLines(text: string): readonly SourceLine[] {
  const raw = text.replace(/^\ufeff/u, "").split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
  const reading: Reading = { lines: [], state: { kind: "text" }, unclosed: new Map(), raw, ends: lastEnds(raw) };
  for (const [at, line] of raw.entries()) readLine(reading, line, at);
  const { state } = reading;
  const mark = state.kind === "pre" ? "```" : state.kind === "open fence" ? state.mark : null;
  if (mark !== null) reading.lines.push({ text: mark, line: raw.length, code: true });
  return reading.lines;
}

type State =
  | Readonly<{ kind: "text" }>
  | Readonly<{ kind: "fence"; mark: string }>
  /** A fence that nothing closes: it ends with its paragraph. */
  | Readonly<{ kind: "open fence"; mark: string }>
  | Readonly<{ kind: "pre" }>
  | Readonly<{ kind: "dropped"; end: string }>;

type Reading = {
  readonly lines: SourceLine[];
  state: State;
  /** The shortest run of each fence character that nothing closes. */
  readonly unclosed: Map<string, number>;
  readonly raw: readonly string[];
  /** The last line that holds each end mark, or -1: what never ends does not begin. */
  readonly ends: ReadonlyMap<string, number>;
};

const endMarks = ["-->", "</script", "</style", "</pre"] as const;

function lastEnds(raw: readonly string[]): ReadonlyMap<string, number> {
  return new Map(endMarks.map((mark) => [mark, raw.findLastIndex((line) => line.toLowerCase().includes(mark))]));
}

function readLine(reading: Reading, text: string, at: number): void {
  const { state, lines } = reading;
  const line = at + 1;
  switch (state.kind) {
    case "fence":
      lines.push({ text, line, code: true });
      if (closes(text, state.mark)) reading.state = { kind: "text" };
      return;
    case "open fence":
      if (text.trim() !== "") {
        lines.push({ text, line, code: true });
        return;
      }
      lines.push({ text: state.mark, line, code: true }, { text, line, code: false });
      reading.state = { kind: "text" };
      return;
    case "pre":
      readPre(reading, text, at);
      return;
    case "dropped": {
      const end = inSmallLetters(text).indexOf(state.end);
      if (end === -1) {
        lines.push({ text: "", line, code: false });
        return;
      }
      reading.state = { kind: "text" };
      readText(reading, text.slice(afterMark(text, end)), at);
      return;
    }
    case "text":
      readText(reading, text, at);
  }
}

const afterMark = (text: string, at: number): number => {
  const end = text.indexOf(">", at);
  return end === -1 ? text.length : end + 1;
};

const fenceMark = /^[\s>]{0,40}(?:(?:[-*+]|\d{1,5}[.)])\s{1,8})?(`{3,}|~{3,})(.*)$/u;

/** A fence is closed by one of its kind that is at least as long, with nothing after it. */
const closes = (text: string, mark: string): boolean => {
  const found = fenceMark.exec(text);
  return found?.[1]?.startsWith(mark) === true && found[2]?.trim() === "";
};

function readText(reading: Reading, text: string, at: number): void {
  const fence = fenceOpened(reading, text, at);
  if (fence !== null) {
    reading.state = fence;
    reading.lines.push({ text, line: at + 1, code: true });
    return;
  }
  const { kept, open } = withoutDropped(reading, text, at);
  if (open !== null) reading.state = { kind: "dropped", end: open };
  const pre = /<pre\b[^<>]*>/iu.exec(kept);
  if (pre === null || ticksIn(kept).oddBefore(pre.index) || !preEnds(reading, kept, at)) {
    reading.lines.push({ text: kept, line: at + 1, code: false });
    return;
  }
  const before = kept.slice(0, pre.index);
  if (before.trim() !== "") reading.lines.push({ text: before, line: at + 1, code: false });
  reading.lines.push({ text: "```", line: at + 1, code: true });
  reading.state = { kind: "pre" };
  const rest = kept.slice(pre.index + pre[0].length);
  if (rest.replace(/<\/?code\b[^<>]*>/giu, "").trim() !== "") readPre(reading, rest, at);
}

/** The fence that begins here, or null. */
function fenceOpened({ unclosed, raw }: Reading, text: string, at: number): State | null {
  const [, mark, rest = ""] = fenceMark.exec(text) ?? [];
  const char = mark?.[0];
  if (mark === undefined || char === undefined || (char === "`" && rest.includes("`"))) return null;
  const open: State = { kind: "open fence", mark };
  if (mark.length >= (unclosed.get(char) ?? Number.POSITIVE_INFINITY)) return open;
  for (let next = at + 1; next < raw.length; next += 1) {
    if (closes(raw[next] ?? "", mark)) return { kind: "fence", mark };
  }
  unclosed.set(char, mark.length);
  return open;
}

const dropped = /<!--|<(script|style)\b/giu;

/** A line without comments, scripts and styles, and the mark that ends one that goes on in later lines. */
function withoutDropped(reading: Reading, text: string, at: number): Readonly<{ kept: string; open: string | null }> {
  const begins = [...text.matchAll(dropped)];
  if (begins.length === 0) return { kept: text, open: null };
  const ticks = ticksIn(text);
  const endOf = endsIn(text);
  let kept = "";
  let from = 0;
  for (const { index, 1: name } of begins) {
    if (index < from || ticks.oddBefore(index)) continue;
    const end = name === undefined ? "-->" : `</${name.toLowerCase()}`;
    const to = endOf(end, index);
    if (to === -1 && (reading.ends.get(end) ?? -1) <= at) continue;
    kept += text.slice(from, index);
    if (to === -1) return { kept, open: end };
    from = afterMark(text, to);
  }
  return { kept: kept + text.slice(from), open: null };
}

/** Where an end mark next stands on a line, or -1; what stands nowhere behind is looked for once. */
function endsIn(text: string): (mark: string, from: number) => number {
  const small = inSmallLetters(text);
  const last = new Map<string, number>(endMarks.map((mark) => [mark, small.lastIndexOf(mark)]));
  return (mark, from) => ((last.get(mark) ?? -1) < from ? -1 : small.indexOf(mark, from));
}

/** In small letters, of the same length: the few letters that grow then leave the text as it is. */
function inSmallLetters(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

/** Counts the backticks of a line from its begin: places must be asked for in their order. */
export function ticksIn(text: string): Readonly<{ oddBefore: (index: number) => boolean }> {
  let odd = false;
  let next = text.indexOf("`");
  const oddBefore = (index: number): boolean => {
    for (; next !== -1 && next < index; next = text.indexOf("`", next + 1)) odd = !odd;
    return odd;
  };
  return { oddBefore };
}

const preEnds = ({ ends }: Reading, text: string, at: number): boolean =>
  (ends.get("</pre") ?? -1) > at || inSmallLetters(text).includes("</pre");

function readPre(reading: Reading, text: string, at: number): void {
  const end = inSmallLetters(text).indexOf("</pre");
  const code = end === -1 ? text : text.slice(0, end);
  const shown = withoutEntities(code.replace(/<[/a-z][^<>]*>/giu, ""));
  // The line of the end mark alone is no line of code.
  if (end === -1 || shown.trim() !== "") reading.lines.push({ text: shown, line: at + 1, code: true });
  if (end === -1) return;
  reading.lines.push({ text: "```", line: at + 1, code: true });
  reading.state = { kind: "text" };
  const rest = text.slice(afterMark(text, end));
  if (rest.trim() !== "") reading.lines.push({ text: rest, line: at + 1, code: false });
}
