/** markdown-it's inline tokens, and the bot's own words, to inline nodes. */
import { cleanLine } from "./clean.ts";
import type { Inline } from "./doc.ts";
import { isLiveUrl } from "./live-url.ts";
import { type Branch, encodeUrl, nestInline } from "./parser.ts";
import { plainInline, wordsWithUrl } from "./plain.ts";

/** A soft break is a line break where people type in chat, and a space where authors wrap lines. */
export type SoftBreak = "space" | "break";

/** The inline nodes of nested tokens: neighbouring texts joined, empty ones left out. */
export function toInlines(branches: readonly Branch[], soft: SoftBreak): readonly Inline[] {
  return joinTexts(branches.flatMap((branch) => toInline(branch, soft)));
}

/** Joins neighbouring texts and leaves empty ones out. */
export function joinTexts(nodes: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.kind !== "text") joined.push(node);
    else if (last?.kind === "text") joined[joined.length - 1] = text(last.value + node.value);
    else if (node.value !== "") joined.push(node);
  }
  return joined;
}

function toInline(branch: Branch, soft: SoftBreak): readonly Inline[] {
  const { token } = branch;
  switch (token.type) {
    case "text":
    case "text_special":
      return [text(token.content)];
    case "code_inline":
      return [{ kind: "code", value: cleanLine(token.content) }];
    case "softbreak":
      return soft === "break" ? [{ kind: "break" }] : [text(" ")];
    case "hardbreak":
      return [{ kind: "break" }];
    case "strong_open":
      return wrap("strong", toInlines(branch.children, soft));
    case "em_open":
      return wrap("emphasis", toInlines(branch.children, soft));
    case "s_open":
      return wrap("strike", toInlines(branch.children, soft));
    case "link_open":
      return toLink(branch, soft);
    case "image":
      return [toImage(branch, soft)];
    default:
      throw new Error(`markdown-it gave an inline token this file does not know: ${token.type}`);
  }
}

function text(value: string): Inline {
  // An entity such as `&#10;` brings in a line break that no tokenizer saw.
  return { kind: "text", value: cleanLine(value) };
}

function wrap(kind: "strong" | "emphasis" | "strike", children: readonly Inline[]): readonly Inline[] {
  return children.length === 0 ? [] : [{ kind, children }];
}

function toLink({ token, children }: Branch, soft: SoftBreak): readonly Inline[] {
  const url = attribute(token, "href");
  // `vector<std::string>` has the shape of an autolink; its angle brackets are the author's.
  if (token.info === "auto" && !isLiveUrl(url)) return [text(`<${url}>`)];
  const words = toInlines(children, soft);
  const title = attribute(token, "title");
  const note = title === "" ? [] : [text(` (${title})`)];
  if (isLiveUrl(url)) {
    return [{ kind: "link", url: encodeUrl(url), children: isBlank(words) ? [text(url)] : words }, ...note];
  }
  return [...wordsThenUrl(words, url), ...note];
}

/** Words followed by the address in parentheses, which stands alone where the words say no more. */
export function wordsThenUrl(words: readonly Inline[], url: string): readonly Inline[] {
  const plain = plainInline(words);
  const whole = wordsWithUrl(plain, url);
  if (isBlank(words)) return [text(whole)];
  return whole === plain ? words : [...words, text(` (${url})`)];
}

function isBlank(words: readonly Inline[]): boolean {
  return plainInline(words).trim() === "";
}

function toImage({ token }: Branch, soft: SoftBreak): Inline {
  const url = attribute(token, "src");
  const title = attribute(token, "title");
  const words = plainInline(toInlines(nestInline(token.children ?? []), soft));
  const alt = [words, title === "" || words === "" ? title : `(${title})`].filter((part) => part !== "").join(" ");
  return isLiveUrl(url) ? { kind: "image", url: encodeUrl(url), alt } : text(wordsWithUrl(alt, url));
}

function attribute(token: Branch["token"], name: "href" | "src" | "title"): string {
  return cleanLine(String(token.attrGet(name) ?? ""));
}
