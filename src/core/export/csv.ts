import Papa from "papaparse";
import type { Question } from "../bank/question.ts";
import { type Column, columns, defused } from "./cells.ts";
import { pointLines } from "./points.ts";

/** Says to spreadsheets that the text is UTF-8; without it they take it for the code page of the machine. */
const MARK = "\ufeff";

/**
 * Questions as a table for spreadsheets: a row each, lists as lines of their cell, no cell that could run as a formula
 * (RFC 4180, UTF-8 with its mark). `readOwn` reads it back as it was.
 */
export function csvOf(questions: readonly Question[]): string {
  const rows = questions.map((question) => columns.map((column) => defused(cellOf(question, column))));
  return `${MARK}${Papa.unparse([[...columns], ...rows], { newline: "\r\n" })}\r\n`;
}

function cellOf(question: Question, column: Column): string {
  switch (column) {
    case "question":
      return question.prompt;
    case "tags":
      return question.tags.join("\n");
    case "key points":
      return pointLines(question.points);
    case "follow-ups":
      return question.followUps.join("\n");
    case "sources":
      return question.sources.join("\n");
    case "origin":
      return question.origin === undefined ? "" : JSON.stringify(question.origin);
    default:
      return question[column];
  }
}
