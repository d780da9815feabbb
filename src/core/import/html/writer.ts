import { endedBy, isEmpty } from "./elements.ts";
import { finish } from "./endings.ts";
import { withoutEntities } from "./entities.ts";
import { BREAK, pictureOf, wordsOfHtml, wordsOfMarkdown } from "./inline.ts";
import { addBlock, addWords, contentOf, type Frame, flush, frameOf, isInCode, type Page, top } from "./page.ts";
import { attributeOf, type Tag } from "./tags.ts";

/** Elements nested deeper than this keep their words alone; nobody writes so, and it bounds the work. */
const DEEPEST = 40;

/** Writes the text between two tags. `searched` is as long, without the code in it. */
export function writeText(page: Page, text: string, searched: string): void {
  if (text === "") return;
  const frame = top(page);
  if (isInCode(page)) addWords(frame, withoutEntities(text));
  else if (page.language === "html") addWords(frame, wordsOfHtml(text));
  else addWords(frame, below(frame, wordsOfMarkdown(text, searched)));
}

/** Below a blank line no further one is needed, where a tag stood between the two. */
const below = ({ tail }: Frame, words: string): string =>
  tail === "" || tail.endsWith("\n\n") ? words.replace(/^(?:[ \t]*\n)+/u, "") : words;

/** Writes the beginning of an element, and the ends of those that end where it begins. */
export function writeOpen(page: Page, tag: Tag): void {
  const { open } = page;
  if (isInCode(page)) {
    if (tag.treatment === "break") addWords(top(page), "\n");
    if (tag.treatment === "code") open.push(frameOf(tag));
    return;
  }
  const ended = endedBy(tag.name);
  while (ended.has(open.at(-1)?.tag?.name ?? "")) endLast(page);
  if (isEmpty(tag.treatment)) writeEmpty(page, tag);
  else if (tag.treatment === "lines") newLine(page);
  else if (tag.treatment !== "words" && open.length < DEEPEST) open.push(frameOf(tag));
}

function writeEmpty(page: Page, tag: Tag): void {
  const into = top(page);
  switch (tag.treatment) {
    case "break":
      addWords(into, BREAK);
      return;
    case "rule":
      addBlock(page, "* * *");
      return;
    case "picture":
      addWords(into, pictureOf(attributeOf(tag, "alt")));
      return;
    case "box":
      addWords(into, boxOf(tag));
      return;
    default:
      return;
  }
}

function boxOf(tag: Tag): string {
  if (attributeOf(tag, "type")?.toLowerCase() !== "checkbox") return "";
  return /\bchecked\b/iu.test(tag.attributes) ? "[x] " : "[ ] ";
}

/** Writes the end of an element, and of those in it that have none. An end without a beginning means nothing. */
export function writeClose(page: Page, tag: Tag): void {
  const { open } = page;
  if (open.some((frame) => frame.tag?.name === tag.name)) {
    while (open.at(-1)?.tag?.name !== tag.name) endLast(page);
    endLast(page);
  }
  if (tag.treatment === "lines" && !isInCode(page)) newLine(page);
}

function endLast(page: Page): void {
  const frame = page.open.pop();
  if (frame !== undefined) finish(page, frame);
}

/** Markdown has its own lines: a tag that stands on one of its own leaves the others as they are. */
function newLine(page: Page): void {
  const frame = top(page);
  if (page.language === "html") flush(page, frame);
  else if (!/(?:^|\n)[ \t]*$/u.test(frame.tail)) addWords(frame, "\n\n");
}

/** The whole document, with every element that is still open ended. */
export function writeEnd(page: Page): string {
  while (page.open.length > 0) endLast(page);
  return contentOf(page, page.root).replaceAll(BREAK, "\n");
}
