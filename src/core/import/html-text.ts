import { maskedCode } from "./html/code-ranges.ts";
import { BREAK, pictureOf } from "./html/inline.ts";
import { frameOf, type Language, type Page } from "./html/page.ts";
import { tagsOf } from "./html/tags.ts";
import { writeClose, writeEnd, writeOpen, writeText } from "./html/writer.ts";

/**
 * A text that is HTML, such as a field of an Anki note, as Markdown that shows the same: no tag is left but those that
 * the text speaks of, and these stand as text. Scripts, styles and comments go; pictures become words. Never throws, and
 * takes time in proportion to the text.
 */
export const markdownOfHtml = (html: string): string => written(html, html, "html").trim();

/**
 * A Markdown text with HTML in it (`<br>`, `<details>`, tables, entities) as Markdown alone. Its lines and its code stay as
 * they are; pictures, and links that lead to other files, become words. Never throws, and takes time in proportion to the text.
 */
export function markdownWithoutHtml(markdown: string): string {
  const text = withoutLocalLinks(markdown);
  return /[<&]/u.test(text) ? written(text, maskedCode(text), "markdown") : text;
}

/** Tags are looked for in `searched`, which is as long as the text and holds nothing where none may be found. */
function written(text: string, searched: string, language: Language): string {
  const clean = text.replaceAll(BREAK, "\ufffd");
  const page: Page = { language, root: frameOf(null), open: [] };
  let done = 0;
  for (const tag of tagsOf(searched)) {
    writeText(page, clean.slice(done, tag.from), searched.slice(done, tag.from));
    if (tag.kind === "open") writeOpen(page, tag);
    if (tag.kind === "close") writeClose(page, tag);
    done = tag.to;
  }
  writeText(page, clean.slice(done), searched.slice(done));
  return writeEnd(page);
}

const picture = /!\[([^[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)/gu;
const link =
  /\[((?:[^[\]]|\[[^[\]]*\])*)\]\([ \t]*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)?)>?(?:[ \t]+["'(][^\n()]*)?\)/gu;

/** Pictures as words, and links to files that will not be there as their words. Code stays as it is. */
function withoutLocalLinks(markdown: string): string {
  const pictures = outsideCode(markdown, picture, (_whole, alt) => pictureOf(alt));
  return outsideCode(pictures, link, (whole, words, url) => (/^(?:https?:|mailto:)/iu.test(url) ? whole : words));
}

type Replace = (whole: string, first: string, second: string) => string;

function outsideCode(text: string, found: RegExp, replace: Replace): string {
  if (!text.includes("](")) return text;
  const searched = maskedCode(text);
  let done = 0;
  const parts: string[] = [];
  for (const { 0: whole, index } of searched.matchAll(found)) {
    const [written, first = "", second = ""] =
      new RegExp(found.source, "u").exec(text.slice(index, index + whole.length)) ?? [];
    if (written === undefined) continue;
    parts.push(text.slice(done, index), replace(written, first, second));
    done = index + whole.length;
  }
  return parts.join("") + text.slice(done);
}
