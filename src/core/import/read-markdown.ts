import type { FoundQuestion, ImportSource, Reader, Skipped } from "./found.ts";
import { withoutDefinitions } from "./markdown/bank-text.ts";
import { type Line, linesOf } from "./markdown/blocks.ts";
import { marksOf } from "./markdown/choose.ts";
import { isNavigation } from "./markdown/chrome.ts";
import { type FrontMatter, frontMatterOf } from "./markdown/front-matter.ts";
import { guidanceIn } from "./markdown/guidance.ts";
import { licenceIn } from "./markdown/licence-section.ts";
import { withoutContents } from "./markdown/page.ts";
import { type FileContext, questionOf } from "./markdown/question.ts";
import { whyNothing } from "./markdown/why-nothing.ts";

/**
 * Reads a Markdown or plain text file of any of the usual shapes: headings, folds, labels, lists, tables, cards, one
 * question, or guidance alone. Takes time in proportion to the text, and never throws.
 */
export const readMarkdown: Reader = (source) => {
  const matter = frontMatterOf(source.text);
  const { lines: all, references } = withoutDefinitions(linesOf(matter.rest));
  const licence = matter.licence ?? licenceIn(all);
  const said = { licence, author: matter.author };
  if (isAboutProject(source)) {
    const reason = "about the project it comes with: nothing to ask";
    return { questions: [], drafts: [], skipped: [{ line: 1, reason }], ...said };
  }
  const lines = withoutContents(all.filter((line) => !isNavigation(line)));
  const context = { references, tags: matter.tags, topics: matter.topics, level: matter.level };
  const { questions, skipped } = readAll(lines, matter, source, context);
  const drafts = questions.length > 0 ? [] : guidanceIn(lines, references, matter.topics);
  const isNothing = questions.length + drafts.length + skipped.length === 0;
  const reasons = [...matter.skipped, ...skipped, ...(isNothing ? [whyNothing(all)] : [])];
  return { questions, drafts, skipped: reasons, ...said };
};

const projectFiles =
  /(?:^|\/)(?:licen[cs]e(?:-[a-z\d.-]{1,12})?|copying|contributing|contributors|code[-_ ]of[-_ ]conduct|changelog|authors|(?:issue|pull[-_]request)[-_]template)(?:\.[a-z-]{2,8}){0,2}$/iu;
/** In capitals alone: `security.md` may well ask about security. */
const inCapitals = /(?:^|\/)(?:HISTORY|SECURITY)(?:\.[a-z]{2,8})?$/u;

function isAboutProject({ name }: ImportSource): boolean {
  const end = name.slice(-200);
  return projectFiles.test(end) || inCapitals.test(end);
}

type All = Readonly<{ questions: readonly FoundQuestion[]; skipped: readonly Skipped[] }>;

function readAll(lines: readonly Line[], matter: FrontMatter, source: ImportSource, context: FileContext): All {
  const { marks, skipped } = marksOf(lines, matter, source.name);
  const read = marks.map((mark) => questionOf(mark, context));
  return {
    questions: read.flatMap((one) => ("question" in one ? [one.question] : [])),
    skipped: [...skipped, ...read.flatMap((one) => ("skipped" in one ? [one.skipped] : []))],
  };
}
