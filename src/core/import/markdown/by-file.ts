import { askingOf } from "./asks.ts";
import type { Line } from "./blocks.ts";
import { isChrome } from "./chrome.ts";
import type { FrontMatter } from "./front-matter.ts";
import { foldLabel, labelOf } from "./labels.ts";
import { isBlank, type Mark } from "./page.ts";
import { type Title, titleOf } from "./titles.ts";

/** A file that is one question: its title, its name or its front matter asks, or it has one answer under a label. */
export function fileMark(lines: readonly Line[], matter: FrontMatter, name: string): Mark | null {
  const titled = matter.question === null ? titledMark(lines, matter, name) : asked(lines, matter, matter.question);
  if (titled === null) return null;
  return titled.body.some((line) => !isBlank(line)) || titled.asksBelow !== true ? titled : null;
}

const text = (value: string): Line => ({ kind: "text", text: value, line: 1, level: 0 });

function asked(lines: readonly Line[], { answer }: FrontMatter, question: string): Mark {
  const body = answer === null ? lines : [text("Answer:"), ...answer.split("\n").map(text), text(""), ...lines];
  return mark(titleOf(question), 1, body);
}

const mark = (title: Title, line: number, body: readonly Line[]): Mark => ({
  rule: "file",
  title,
  line,
  body,
  topics: [],
  level: title.level,
});

function titledMark(lines: readonly Line[], matter: FrontMatter, name: string): Mark | null {
  const first = lines.findIndex((line) => !isBlank(line));
  const head = lines[first];
  if (head === undefined) return null;
  const heading = head.kind === "heading" && labelOf(head.text) === null ? titleOf(head.text) : null;
  const body = heading === null ? lines.slice(first) : lines.slice(first + 1);
  const title = [heading, matter.title === null ? null : titleOf(matter.title), titleOf(wordsOfName(name))].find(
    (one) => one !== null && surelyAsks(one.text),
  );
  const line = head.line;
  const answers = answerLabels(body);
  if (title !== undefined && title !== null) {
    // A second heading beside the first makes a page of several parts of it.
    const beside =
      heading !== null &&
      body.some((one) => one.kind === "heading" && one.level <= head.level && labelOf(one.text) === null);
    return beside || body.every(isBlank) ? null : mark(title, line, body);
  }
  if (answers !== 1) return null;
  const given = heading ?? (matter.title === null ? null : titleOf(matter.title));
  return { ...mark(given ?? titleOf(""), line, body), asksBelow: true };
}

function surelyAsks(title: string): boolean {
  const asking = askingOf(title);
  return asking === "marked" ? !isChrome(title) : asking === "worded" && !isChrome(title) && !/^how to\b/iu.test(title);
}

/** `what-is-a-closure.md` as words; the name of a note is its title. */
function wordsOfName(name: string): string {
  const base = (name.split("/").at(-1) ?? "").replace(/\.[A-Za-z]{1,8}$/u, "");
  return /\s/u.test(base) ? base : base.replace(/[-_]+/gu, " ").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const answerLabels = (lines: readonly Line[]): number =>
  lines.filter(
    (line) =>
      (line.kind === "heading" && labelOf(line.text)?.kind === "answer") ||
      (line.kind === "text" &&
        /^\W{0,6}(?:sample )?answer\b/iu.test(line.text.slice(0, 40)) &&
        labelOf(line.text)?.kind === "answer") ||
      (line.kind === "open" && foldLabel(line.text) === "answer"),
  ).length;
