import { escapeHtml } from "../../escape-html.ts";
import { readMarkdown, type Shown } from "./read-markdown.ts";

/** What a drawing has to know of who looks at it: an instant in seconds by one of Discord's styles, as they read it. */
export type Eyes = Readonly<{ date: (seconds: number, style: string) => string }>;

/** A person in a zone, whose client speaks British English. */
export const eyesIn = (zone: string): Eyes => ({
  date: (seconds, style) => {
    const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toZonedDateTimeISO(zone);
    const time = at.toPlainTime().toString({ smallestUnit: "minute" });
    const date = at.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    if (style === "t") return time;
    if (style === "D") return date;
    return style === "R" ? "some time away" : `${date} ${time}`;
  },
});

/** Discord's Markdown as HTML. */
export const drawMarkdown = (text: string, eyes: Eyes): string => drawShown(readMarkdown(text), eyes);

const tags = { strong: "b", emphasis: "i", underline: "u", strike: "s", quote: "blockquote", small: "small" } as const;

const drawShown = (shown: readonly Shown[], eyes: Eyes): string =>
  shown.map((node, at) => (isSwallowed(node, shown[at - 1]) ? "" : drawOne(node, eyes))).join("");

/** A line break right after a block of code or a list says nothing more. */
const isSwallowed = (node: Shown, before: Shown | undefined): boolean =>
  node.kind === "break" && before?.kind === "fence";

function drawOne(node: Shown, eyes: Eyes): string {
  switch (node.kind) {
    case "text":
      return escapeHtml(node.value);
    case "break":
      return "<br>";
    case "code":
      return `<code>${escapeHtml(node.value)}</code>`;
    case "fence":
      return `<pre>${escapeHtml(node.value)}</pre>`;
    case "date":
      return `<time>${escapeHtml(eyes.date(node.seconds, node.style))}</time>`;
    case "link":
      return `<a href="#">${drawShown(node.children, eyes)}</a>`;
    case "heading":
      return `<h${node.level}>${drawShown(node.children, eyes)}</h${node.level}>`;
    case "item":
      return drawItem(node, eyes);
    case "strong":
    case "emphasis":
    case "underline":
    case "strike":
    case "quote":
    case "small":
      return `<${tags[node.kind]}>${drawShown(node.children, eyes)}</${tags[node.kind]}>`;
    case "spoiler":
    case "live":
      throw new Error(`the bot writes no ${node.kind}`);
  }
}

function drawItem({ number, indent, children }: Extract<Shown, { kind: "item" }>, eyes: Eyes): string {
  const mark = number === null ? (indent === 0 ? "•" : "◦") : `${number}.`;
  return `<div class="item"><span>${mark}</span><div>${drawShown(children, eyes)}</div></div>`;
}
