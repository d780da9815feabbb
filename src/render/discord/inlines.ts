import { assertNever } from "../../core/errors.ts";
import type { Inline } from "../../core/message/doc.ts";
import { isLiveUrl } from "../../core/message/live-url.ts";
import { plainInline, wordsWithUrl } from "../../core/message/plain.ts";
import { escapeLineStarts, escapeText } from "./escape.ts";
import { type Look, type Piece, plainLook, writeOut } from "./pieces.ts";

/**
 * Inline nodes as Discord's Markdown, in which nothing that somebody wrote is read as a mark. A break is a line break, and
 * no line begins with the mark of a block.
 */
export function renderInlines(children: readonly Inline[]): string {
  return escapeLineStarts(writeOut(piecesOf(children, plainLook, false)));
}

function piecesOf(children: readonly Inline[], look: Look, inLink: boolean): readonly Piece[] {
  return children.flatMap((node) => piecesOfNode(node, look, inLink));
}

function piecesOfNode(node: Inline, look: Look, inLink: boolean): readonly Piece[] {
  switch (node.kind) {
    case "text":
      return text(node.value, look);
    case "strong":
    case "emphasis":
    case "strike":
      return piecesOf(node.children, { ...look, [node.kind]: true }, inLink);
    case "code":
      return codePiece(node.value, look);
    case "link":
      return linkPieces(node, look, inLink);
    case "image":
      return inLink || !isLinkable(node.url)
        ? text(wordsWithUrl(node.alt, node.url), look)
        : link(node.url, node.alt, text(node.alt, plainLook));
    case "break":
      return [{ written: "\n", look: plainLook, whole: true }];
    case "person":
      return text(node.name, look);
    case "time":
      return [whole(dateMark(node))];
    default:
      return assertNever(node);
  }
}

const text = (value: string, look: Look): readonly Piece[] =>
  value === "" ? [] : [{ written: escapeText(value), look, whole: false }];

const whole = (written: string, look = plainLook): Piece => ({ written, look, whole: true });

/** How a date looks; docs, reference, "Timestamp styles". */
const dateStyles = { time: "t", date: "D", "date-time": "f", relative: "R" } as const;

const dateMark = ({ at, show }: Extract<Inline, { kind: "time" }>): string =>
  `<t:${Math.floor(at.epochMilliseconds / 1_000)}:${dateStyles[show]}>`;

/** Inside marks a mark within the code would be read first, so such code has none around it. */
function codePiece(value: string, look: Look): readonly Piece[] {
  const code = value.toWellFormed();
  if (code === "") return [];
  return [whole(fenced(code), /[*_~\\]/u.test(code) ? plainLook : look)];
}

/** Code between one backtick or two, whichever it does not hold; where it holds both, an invisible space parts them. */
function fenced(code: string): string {
  const runs = new Set((code.match(/`+/gu) ?? []).map((run) => run.length));
  if (runs.size === 0) return `\`${code}\``;
  const apart = runs.has(1) && runs.size === 1 ? code : code.replaceAll(/`(?=`)/gu, "`\u200B");
  return `\`\`${padded(apart)}\`\``;
}

/** A backtick at an end would count to the fence; Discord takes one blank next to it away again. */
const padded = (code: string): string => `${code.startsWith("`") ? " " : ""}${code}${code.endsWith("`") ? " " : ""}`;

/** A link in a link, and an address that is not live, stand behind their words. */
function linkPieces(
  { url, children }: Extract<Inline, { kind: "link" }>,
  look: Look,
  inLink: boolean,
): readonly Piece[] {
  const plain = plainInline(children);
  if (!inLink && isLinkable(url)) return link(url, plain, piecesOf(children, look, true));
  const address = wordsWithUrl(plain, url).slice(plain.trim() === "" ? 0 : plain.length);
  return [...piecesOf(children, look, inLink), ...text(address, look)];
}

/** Discord makes links of these alone. */
const isLinkable = (url: string): boolean => /^https?:/iu.test(url) && isLiveUrl(url) && url.isWellFormed();

/**
 * Angle brackets keep Discord from showing what is behind an address. Words that hold a bracket, or look like an address
 * themselves, Discord does not link: the address stands behind them then.
 */
function link(url: string, plain: string, words: readonly Piece[]): readonly Piece[] {
  const address = `<${encoded(url)}>`;
  if (plain.trim() === "" || plain === url) return [whole(address)];
  if (/[[\]\n]|:\/\/|\bwww\./iu.test(plain)) return [...words, whole(" ("), whole(address), whole(")")];
  return [whole(`[${writeOut(words).replaceAll("\n", " ")}](${address})`)];
}

/** An address in which nothing ends the link, or a mark around it; Discord takes no address that ends in a full stop. */
const encoded = (url: string): string =>
  url.replaceAll(
    /[\s()<>\\|*_~`]|[.,:;"'\]]$/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
