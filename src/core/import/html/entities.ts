import { Parser } from "htmlparser2";

const entity = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/g;

/** `rest` is what follows, a few characters of it. */
const REST_CHARS = 33;

type Write = (character: string, rest: string) => string;

/**
 * The text with each `&…;` that HTML knows as the character it stands for, written by `write`. Others stay, and so do
 * those that are not there in `searched`, which is as long as the text.
 */
export function withoutEntities(text: string, write: Write = (character) => character, searched = text): string {
  if (!text.includes("&")) return text;
  return text.replace(entity, (whole, at: number) => {
    const end = at + whole.length;
    const character = searched[at] === "&" ? decoded(whole) : whole;
    return character === whole ? whole : write(character, text.slice(end, end + REST_CHARS));
  });
}

/** One entity, by the table of HTML's names that the parser keeps. */
function decoded(text: string): string {
  let read = "";
  const parser = new Parser({
    ontext: (part) => {
      read += part;
    },
  });
  parser.end(text);
  return plainBlank(read);
}

/** Blanks that do not break are blanks in Markdown; control characters are none of a bank's. */
const plainBlank = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ").replace(/[^\P{Cc}\n\t]/gu, "");
