import { askingOf } from "./asks.ts";
import { type Line, MATCHED_CHARS } from "./blocks.ts";
import { labelOf, shortAnswer } from "./labels.ts";
import { headingsAbove, isBlank, type Mark } from "./page.ts";
import { type Title, titleOf } from "./titles.ts";

/** Where a question begins; `rest` is what stands behind it on its line. */
type Start = Readonly<{ at: number; title: Title; isBold: boolean; rest: string }>;

/** Questions by their labels (`Q:`, `Question 3:`), or by paragraphs in bold that ask. */
export function labelMarks(lines: readonly Line[]): readonly Mark[] {
  const starts = lines.flatMap((line, at): readonly Start[] => startAt(lines, line, at) ?? []);
  const labelled = starts.filter(
    ({ isBold, title }) => !isBold || title.counted === "question" || title.counted === "labelled",
  );
  const answers = lines.some((line) => line.kind === "text" && isAnswerLabel(line.text));
  if (labelled.length >= 2 || (labelled.length === 1 && answers)) return marksOf(lines, labelled, answers);
  return marksOf(lines, boldOnes(starts), false);
}

const isAnswerLabel = (text: string): boolean => labelOf(text)?.kind === "answer" || shortAnswer(text) !== null;

function startAt(lines: readonly Line[], line: Line, at: number): readonly Start[] | null {
  if (line.kind !== "text" || line.text.length > MATCHED_CHARS || isBlank(line)) return null;
  const text = line.text.replace(/^\s{0,12}(?:>\s?){0,3}(?:[-*+•]\s{1,4})?/u, "");
  const { bold, rest } = leadIn(text);
  const title = titleOf(bold ?? text);
  if (title.counted === "question" || title.counted === "labelled") {
    return [{ at, title, isBold: bold !== null || isBold(text), rest }];
  }
  const above = lines[at - 1];
  const isAlone = above === undefined || above.kind !== "text" || isBlank(above) || isRuleOrBreak(above.text);
  return (isAlone || isItem.test(line.text)) && (bold !== null || isBold(text))
    ? [{ at, title, isBold: true, rest }]
    : null;
}

/** An item of a list, which stands right below the one before it. */
const isItem = /^\s{0,3}(?:[-*+•]|\d{1,5}[.)])\s/u;

/** `**What …?** The answer`: the bold question that a line begins with, and the rest; null where it begins with none. */
function leadIn(text: string): Readonly<{ bold: string | null; rest: string }> {
  const [, number = "", bold, rest] =
    /^(\d{1,5}\s?[.)]\s{1,4})?(\*\*(?=\S)[^*]{1,500}\*\*)\s*[:–—-]?\s+(\S.*)$/u.exec(text) ?? [];
  if (bold === undefined || rest === undefined || askingOf(titleOf(bold).text) !== "marked")
    return { bold: null, rest: "" };
  return { bold: number + bold, rest };
}

const isRuleOrBreak = (text: string): boolean => /^\s*(?:<br\s?\/?>|[-*_]{3,})\s*$/iu.test(text.slice(0, 40));

/** All of a line in bold, beside its number and emoji: `7. **Why …?**`, `**7) …**`. */
function isBold(text: string): boolean {
  const [, inner] =
    /^(?:\d{1,5}\s?[.)]\s{1,4})?(?:\p{Extended_Pictographic}|\ufe0f|\s){0,6}(?:\*\*|__|<b>|<strong>)(?=\S)(.+?)(?:\*\*|__|<\/b>|<\/strong>)(?:\p{Extended_Pictographic}|\ufe0f|[\s:]){0,8}$/iu.exec(
      text,
    ) ?? [];
  return inner !== undefined && !/\*\*|__(?!\w)/u.test(inner);
}

/** The bold paragraphs that are questions, where there are enough of them. Sub-headings of answers ask less surely. */
function boldOnes(starts: readonly Start[]): readonly Start[] {
  const asking = starts.filter(({ title }) => askingOf(title.text) !== "no" && !/[:：]$/u.test(title.text));
  const marked = asking.filter(({ title }) => askingOf(title.text) === "marked");
  const numbered = starts.filter(({ title }) => title.counted === "number");
  if (numbered.length >= 3 && numbered.length >= asking.length / 2) return numbered;
  const sure =
    marked.length * 2 >= asking.length ? asking.filter((start) => marked.includes(start) || isTask(start)) : asking;
  if (sure.length >= 3 || (sure.length > 0 && marked.length === starts.length)) return sure;
  return [];
}

const isTask = ({ title }: Start): boolean =>
  /^(?:explain|describe|define|compare|discuss|differentiate|name|list|write|implement|tell|give|what (?:is|are)|difference)/iu.test(
    title.text,
  );

function marksOf(lines: readonly Line[], starts: readonly Start[], answersAreLabelled: boolean): readonly Mark[] {
  const above = headingsAbove(lines);
  return starts.map(({ at, title, isBold: bold, rest }, index): Mark => {
    const next = starts[index + 1]?.at ?? lines.length;
    const joined = bold ? { title, after: at + 1 } : withNextLines(lines, at, title, next);
    const { topics, level } = above[at] ?? { topics: [], level: null };
    const lead: Line = { kind: "text", text: rest, line: lines[at]?.line ?? 1, level: 0 };
    const below = lines.slice(joined.after, endOf(lines, joined.after, next));
    const body = rest === "" ? below : [lead, ...below];
    return {
      rule: "labels",
      title: joined.title,
      line: lines[at]?.line ?? 1,
      body,
      topics,
      level: joined.title.level ?? level,
      ...(joined.title.text === "" ? { asksBelow: true } : {}),
      ...(answersAreLabelled ? { answersAreLabelled: true } : {}),
    };
  });
}

/** A question goes on in the lines right below it, up to a blank line, a label or a list. */
function withNextLines(
  lines: readonly Line[],
  at: number,
  title: Title,
  to: number,
): Readonly<{ title: Title; after: number }> {
  let after = at + 1;
  const more: string[] = [];
  for (; after < to && title.text !== ""; after += 1) {
    const line = lines[after];
    if (line === undefined || line.kind !== "text" || isBlank(line) || line.text.length > MATCHED_CHARS) break;
    if (isAnswerLabel(line.text) || labelOf(line.text) !== null || beginsBlock(line.text)) break;
    more.push(line.text.trim());
  }
  // Below a question that is whole, with no blank line, stands the answer of somebody who writes without labels.
  if (more.length === 0 || (askingOf(title.text) === "marked" && !endsInLabel(lines[after])))
    return { title, after: at + 1 };
  const joined = titleOf([title.markdown, ...more].join(" "));
  return {
    title: { ...joined, counted: title.counted, number: title.number, level: joined.level ?? title.level },
    after,
  };
}

const endsInLabel = (line: Line | undefined): boolean => line?.kind === "text" && isAnswerLabel(line.text);

const beginsBlock = (text: string): boolean => /^\s*(?:[-*+>|]\s|\(?[A-Ha-h][.):]\s|\d{1,4}[.)]\s|\||\$\$)/u.test(text);

/** A body ends before the heading of the next part; a heading that is a label belongs to it. */
function endOf(lines: readonly Line[], from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const line = lines[at];
    if (line?.kind === "heading" && labelOf(line.text) === null) return at;
  }
  return to;
}
