import { behind, itemOf, listOf, onOneLine, tableOf, together } from "./blocks.ts";
import type { Treatment } from "./elements.ts";
import { codeOf, fenced, linkOf, marked, shifted } from "./inline.ts";
import { addBlock, addWords, contentOf, type Frame, flush, isInCode, isWithin, type Page, top } from "./page.ts";
import { attributeOf, type Tag } from "./tags.ts";

type Wrap = (words: string, tag: Tag) => string;

/** Elements that stand among words. */
const wraps: Readonly<Partial<Record<Treatment, Wrap>>> = {
  strong: (words) => marked(words, "**"),
  emphasis: (words) => marked(words, "*"),
  strike: (words) => marked(words, "~~"),
  link: (words, tag) => linkOf(words, attributeOf(tag, "href")),
  raised: (words) => shifted(words, "raised"),
  lowered: (words) => shifted(words, "lowered"),
  quoted: (words) => `“${words}”`,
};

/** Writes an element that ends into the one around it. */
export function finish(page: Page, frame: Frame): void {
  const { tag } = frame;
  if (tag === null) return;
  const wrap = wraps[tag.treatment];
  if (wrap !== undefined) finishWords(page, frame, wrap(frame.inline, tag));
  else if (tag.treatment === "code" || tag.treatment === "preformatted") finishCode(page, frame, tag);
  else finishBlock(page, frame, tag);
}

/** Words around blocks, such as `<b><p>…</p></b>`, leave the blocks as they are. */
function finishWords(page: Page, frame: Frame, words: string): void {
  if (frame.blocks.length === 0) {
    addWords(top(page), words);
    return;
  }
  flush(page, frame);
  for (const block of frame.blocks) addBlock(page, block);
}

function finishCode(page: Page, frame: Frame, tag: Tag): void {
  const { inline } = frame;
  const language = languageOf(tag) || frame.language;
  const around = top(page);
  if (isInCode(page)) {
    addWords(around, inline);
    around.language = language;
  } else if (tag.treatment === "code") {
    addWords(around, codeOf(inline));
  } else if (isWithin(page, "cell")) {
    // A row of a table is one line.
    addWords(around, codeOf(onOneLine(inline)));
  } else if (inline.trim() !== "") {
    addBlock(page, fenced(inline, language));
  }
}

const languageOf = (tag: Tag): string =>
  /(?:language-|lang-|highlight-source-|brush:\s?)([a-z0-9+#-]{1,30})/iu.exec(tag.attributes)?.[1] ?? "";

function finishBlock(page: Page, frame: Frame, tag: Tag): void {
  if (tag.treatment === "row") finishRow(page, frame);
  else if (tag.treatment === "cell") finishCell(page, onOneLine(contentOf(page, frame)));
  else addBlock(page, blockOf(page, frame, tag));
  if (tag.treatment === "item") top(page).next += 1;
}

function blockOf(page: Page, frame: Frame, tag: Tag): string {
  const content = contentOf(page, frame);
  switch (tag.treatment) {
    case "heading":
      return headingOf(page, tag, onOneLine(content));
    case "title":
      return strongOf(onOneLine(content));
    case "quote":
      return content === "" ? "" : behind("> ", content);
    case "list":
      return listOf(frame.blocks);
    case "item":
      return content === "" ? "" : itemOf(top(page).tag?.name === "ol" ? `${top(page).next}. ` : "- ", frame.blocks);
    case "table":
      return together([...frame.blocks, tableOf(frame.rows)].filter((block) => block !== ""));
    default:
      return content;
  }
}

/** Never so high that it could begin a part of a question's file. */
function headingOf(page: Page, { name }: Tag, words: string): string {
  if (isWithin(page, "cell", "item")) return strongOf(words);
  return words === "" ? "" : `${"#".repeat(Math.max(3, Number(name.slice(1))))} ${words}`;
}

const strongOf = (words: string): string => (words === "" || words.includes("**") ? words : `**${words}**`);

function finishRow(page: Page, { cells, blocks, inline }: Frame): void {
  const table = page.open.findLast(({ tag }) => tag?.treatment === "table");
  const loose = [...blocks, inline].map(onOneLine).filter((text) => text !== "");
  if (table === undefined) addBlock(page, [...cells, ...loose].join(" | "));
  else table.rows.push([...cells, ...loose]);
}

function finishCell(page: Page, words: string): void {
  if (top(page).tag?.treatment === "row") top(page).cells.push(words);
  else addBlock(page, words);
}
