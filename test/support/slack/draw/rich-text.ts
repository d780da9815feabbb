import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextList } from "@slack/types";
import { escapeHtml } from "../../escape-html.ts";
import type { Shown } from "./shown.ts";

/** A `rich_text` block as HTML. */
export const drawRichText = ({ elements }: RichTextBlock, shown: Shown): string =>
  elements.map((element) => drawPart(element, shown)).join("");

function drawPart(part: RichTextBlockElement, shown: Shown): string {
  switch (part.type) {
    case "rich_text_section":
      return `<div class="section">${drawWords(part.elements, shown)}</div>`;
    case "rich_text_quote":
      return bordered(part.border, `<blockquote>${drawWords(part.elements, shown)}</blockquote>`);
    case "rich_text_preformatted":
      return bordered(part.border, `<pre>${drawWords(part.elements, shown)}</pre>`);
    case "rich_text_list":
      return bordered(part.border, drawList(part, shown));
  }
}

const bordered = (border: 0 | 1 | undefined, inner: string): string =>
  border === 1 ? `<blockquote>${inner}</blockquote>` : inner;

/** Slack counts each depth in its own way: 1. a. i. and then again; dots, circles and squares. */
const marks = { ordered: ["decimal", "lower-alpha", "lower-roman"], bullet: ["disc", "circle", "square"] } as const;

function drawList(list: RichTextList & { offset?: number }, shown: Shown): string {
  const { style, indent = 0, elements, offset = 0 } = list;
  const mark = marks[style][indent % 3] ?? "disc";
  const items = elements.map((item) => `<li>${drawWords(item.elements, shown)}</li>`).join("");
  const place = `style="list-style-type:${mark};margin-left:${28 + indent * 28}px"`;
  return style === "ordered" ? `<ol start="${offset + 1}" ${place}>${items}</ol>` : `<ul ${place}>${items}</ul>`;
}

const drawWords = (elements: readonly RichTextElement[], shown: Shown): string =>
  elements.map((element) => drawWord(element, shown)).join("");

function drawWord(element: RichTextElement, shown: Shown): string {
  switch (element.type) {
    case "text":
      return styled(element, escapeHtml(element.text).replaceAll("\n", "<br>"));
    case "link":
      return styled(element, `<a href="#">${escapeHtml(element.text ?? element.url)}</a>`);
    case "date":
      return styled(element, escapeHtml(shown.date(element.timestamp, element.format)));
    default:
      throw new Error(`the bot writes no ${element.type}`);
  }
}

function styled({ style = {} }: RichTextElement, inner: string): string {
  const tags = [
    ["code", style.code],
    ["b", style.bold],
    ["i", style.italic],
    ["s", style.strike],
  ] as const;
  return tags.reduce((html, [tag, on]) => (on === true ? `<${tag}>${html}</${tag}>` : html), inner);
}
