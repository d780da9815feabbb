import type { Fault } from "./problems.ts";

/** A part of a question file, without blank lines around it, and the line it begins at. */
export type Section = Readonly<{ text: string; line: number }>;

/** The parts of a question file; null where the mark that begins a part is missing, which is then a fault. */
export type Sections = Readonly<{
  frontMatter: Section | null;
  prompt: Section | null;
  answer: Section | null;
  faults: readonly Fault[];
}>;

/** Splits a question file: front matter between `---` lines, the prompt, and the answer under `## Answer`. */
export function splitQuestion(text: string): Sections {
  const lines = text.split("\n");
  const isMark = (line: string | undefined): boolean => line?.trimEnd() === "---";
  const end = isMark(lines[0]) ? lines.findIndex((line, at) => at > 0 && isMark(line)) : -1;
  if (end === -1) return { frontMatter: null, prompt: null, answer: null, faults: [noFrontMatter(isMark(lines[0]))] };
  const frontMatter = { text: lines.slice(1, end).join("\n"), line: 2 };
  const body = lines.slice(end + 1);
  const heading = answerHeading(body);
  if (heading === -1) {
    return { frontMatter, prompt: sectionFrom(body, end + 2), answer: null, faults: [noAnswer(body, end + 2)] };
  }
  const prompt = sectionFrom(body.slice(0, heading), end + 2);
  const answer = sectionFrom(body.slice(heading + 1), end + heading + 3);
  return { frontMatter, prompt, answer, faults: [] };
}

const noFrontMatter = (begun: boolean): Fault => ({
  line: 1,
  message: begun ? "the front matter does not end" : "the file does not begin with front matter",
  fix: begun ? "put a line `---` after the last key" : "begin with a line `---`, the keys, and another line `---`",
});

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The mark of the code fence that is open after a line, given the one before it; null outside of code. */
export function fenceAfter(open: string | null, line: string): string | null {
  const mark = fence.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === null) return mark;
  // A fence is closed by one of its kind that is at least as long, with nothing after it.
  return mark.startsWith(open) && line.trim() === mark ? null : open;
}

/** Calls with each line that is not in fenced code; stops at the first line that it returns true for. */
function firstOutsideCode(lines: readonly string[], is: (line: string) => boolean): number {
  let open: string | null = null;
  for (const [at, line] of lines.entries()) {
    const before = open;
    open = fenceAfter(open, line);
    if (before === null && open === null && is(line)) return at;
  }
  return -1;
}

/** Whether a line begins the answer, outside of fenced code. */
export const beginsAnswer = (line: string): boolean => /^## +Answer *$/.test(line);

/** Where the answer begins: the first `## Answer` that is not in fenced code, or -1. */
const answerHeading = (lines: readonly string[]): number => firstOutsideCode(lines, beginsAnswer);

function noAnswer(body: readonly string[], firstLine: number): Fault {
  const similar = firstOutsideCode(body, (line) =>
    /^ {0,3}#{1,6}\s*(?:the )?(?:reference |sample )?answers?\b/i.test(line),
  );
  if (similar === -1) {
    return {
      line: firstLine,
      message: "the question has no answer",
      fix: "add a line `## Answer` and the answer below it",
    };
  }
  const message = "this heading does not begin the answer";
  return { line: firstLine + similar, message, fix: "write it as `## Answer`" };
}

function sectionFrom(lines: readonly string[], firstLine: number): Section {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return { text: "", line: firstLine };
  return { text: lines.slice(first).join("\n").trimEnd(), line: firstLine + first };
}
