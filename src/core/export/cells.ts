/** The columns of an exported table, by which the import knows it again. */
export const columns = [
  "id",
  "topic",
  "level",
  "title",
  "question",
  "answer",
  "tags",
  "key points",
  "follow-ups",
  "sources",
  "origin",
] as const;
export type Column = (typeof columns)[number];

// OWASP, "CSV Injection": what spreadsheets take for the beginning of a formula, in full width too.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const defusedFormula = /^'+[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A cell that no spreadsheet runs: one that could be a formula gets a `'` in front. One that begins with such quotes and
 * then a formula gets another, so that `restored` gives back every text as it was.
 */
export const defused = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** A cell as it was before it was defused. */
export const restored = (cell: string): string => (defusedFormula.test(cell) ? cell.slice(1) : cell);
