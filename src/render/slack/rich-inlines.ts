import type { RichTextDate, RichTextElement, RichTextLink, RichTextText } from "@slack/types";
import { assertNever } from "../../core/errors.ts";
import type { Inline } from "../../core/message/doc.ts";
import { isLiveUrl } from "../../core/message/live-url.ts";
import { plainInline, wordsWithUrl } from "../../core/message/plain.ts";
import { joined } from "../neighbours.ts";
import { richFormats, unixSeconds } from "./dates.ts";
import { limits } from "./limits.ts";

type Style = NonNullable<RichTextText["style"]>;
/** How what stands here looks, and where it links to. */
type Look = Readonly<{ style: Style; url: string | null }>;

/**
 * Inline nodes as elements of a `rich_text` block, in which nothing is parsed: no character is a control character, and
 * no name can notify. Never empty, since Slack refuses that; neighbours that look alike are one element.
 */
export function richInlines(children: readonly Inline[]): RichTextElement[] {
  const elements = joined(
    children.flatMap((node) => richInline(node, { style: {}, url: null })),
    together,
  );
  return elements.length === 0 ? [{ type: "text", text: " " }] : elements;
}

function richInline(node: Inline, look: Look): readonly RichTextElement[] {
  switch (node.kind) {
    case "text":
      return words(node.value, look);
    case "strong":
      return within(node.children, { ...look, style: { ...look.style, bold: true } });
    case "emphasis":
      return within(node.children, { ...look, style: { ...look.style, italic: true } });
    case "strike":
      return within(node.children, { ...look, style: { ...look.style, strike: true } });
    case "code":
      return words(node.value, { ...look, style: { ...look.style, code: true } });
    case "link":
      return richLink(node, look);
    case "image":
      return richImage(node, look);
    case "break":
      return words("\n", { ...look, url: null });
    case "person":
      return words(node.name, look);
    case "time":
      return look.url === null ? [richDate(node, look.style)] : words(node.fallback, look);
    default:
      return assertNever(node);
  }
}

const within = (children: readonly Inline[], look: Look): readonly RichTextElement[] =>
  children.flatMap((node) => richInline(node, look));

/** A link in a link, and an address that is not live, stand behind their words. */
function richLink({ url, children }: Extract<Inline, { kind: "link" }>, look: Look): readonly RichTextElement[] {
  const plain = plainInline(children);
  if (look.url === null && isLinkable(url)) {
    return plain.trim() === "" ? words(url, { ...look, url }) : within(children, { ...look, url });
  }
  const address = wordsWithUrl(plain, url).slice(plain.trim() === "" ? 0 : plain.length);
  return [...within(children, look), ...words(address, look)];
}

/** Nothing is fetched: a picture is a link with its words. */
function richImage({ url, alt }: Extract<Inline, { kind: "image" }>, look: Look): readonly RichTextElement[] {
  if (look.url !== null || !isLinkable(url)) return words(wordsWithUrl(alt, url), look);
  return words(alt.trim() === "" ? url : alt, { ...look, url });
}

const isLinkable = (url: string): boolean => isLiveUrl(url) && url.length <= limits.url && url.isWellFormed();

function richDate({ at, show, fallback }: Extract<Inline, { kind: "time" }>, style: Style): RichTextDate {
  const date: RichTextDate = { type: "date", timestamp: unixSeconds(at), format: richFormats[show] };
  return { ...date, fallback: fallback.toWellFormed(), ...styled(style) };
}

function words(value: string, { style, url }: Look): readonly (RichTextText | RichTextLink)[] {
  const text = value.toWellFormed();
  if (text === "") return [];
  return url === null ? [{ type: "text", text, ...styled(style) }] : [{ type: "link", url, text, ...styled(style) }];
}

const styled = (style: Style): { style?: Style } => (Object.keys(style).length === 0 ? {} : { style });

/** Two neighbours as one, null where they look different. */
function together(one: RichTextElement, other: RichTextElement): RichTextElement | null {
  if (!sameStyle(one, other)) return null;
  if (one.type === "text" && other.type === "text") return { ...one, text: one.text + other.text };
  if (one.type !== "link" || other.type !== "link" || one.url !== other.url) return null;
  return { ...one, text: `${one.text ?? ""}${other.text ?? ""}` };
}

const sameStyle = (one: RichTextElement, other: RichTextElement): boolean =>
  (["bold", "italic", "strike", "code"] as const).every((mark) => one.style?.[mark] === other.style?.[mark]);
