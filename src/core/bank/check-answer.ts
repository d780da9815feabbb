import MarkdownIt from "markdown-it";
import type { Fault, Located } from "./problems.ts";

const WORDS = { least: 80, most: 250 };
const MOST_TABLES = 1;
const MOST_COLUMNS = 5;

const markdown = new MarkdownIt({ html: false });

/** What is wrong with the shape of a question's answer: its length, and its tables. */
export function answerFaults({ question, lineOf }: Located): readonly Fault[] {
  const tokens = markdown.parse(question.answer, {});
  const begin = lineOf(["answer"]);
  const tables = tokens.filter((token) => token.type === "table_open").map((token) => begin + (token.map?.[0] ?? 0));
  return [...lengthFault(tokens, begin), ...tableCount(tables), ...columnFaults(tokens, begin)];
}

type Tokens = ReturnType<typeof markdown.parse>;

/** Code is not counted: it is looked at, not read. */
function lengthFault(tokens: Tokens, line: number): readonly Fault[] {
  const texts = tokens.filter((token) => token.type === "inline").map((token) => token.content);
  const words = texts
    .join(" ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (words >= WORDS.least && words <= WORDS.most) return [];
  return [
    {
      line,
      message: `the answer is too ${words < WORDS.least ? "short" : "long"}: ${words} words, code not counted`,
      fix: `write ${WORDS.least} to ${WORDS.most}`,
    },
  ];
}

function tableCount(lines: readonly number[]): readonly Fault[] {
  const line = lines[MOST_TABLES];
  if (line === undefined) return [];
  return [{ line, message: `the answer has ${lines.length} tables`, fix: "keep one, and make the others lists" }];
}

/** Chats show narrow tables: a wide one becomes a list of rows. */
function columnFaults(tokens: Tokens, begin: number): readonly Fault[] {
  const heads = tokens.flatMap((token, at) => (token.type === "thead_open" ? [{ token, at }] : []));
  return heads.flatMap(({ token, at }): Fault[] => {
    const end = tokens.findIndex((other, index) => index > at && other.type === "thead_close");
    const columns = tokens.slice(at, end).filter((other) => other.type === "th_open").length;
    if (columns <= MOST_COLUMNS) return [];
    const line = begin + (token.map?.[0] ?? 0);
    return [{ line, message: `a table has ${columns} columns`, fix: `keep at most ${MOST_COLUMNS}` }];
  });
}
