import { joined } from "../neighbours.ts";
import { escapeLineStarts, relaxed } from "./escape.ts";

/** How something looks. */
export type Look = Readonly<{ strong: boolean; emphasis: boolean; strike: boolean }>;
export const plainLook: Look = { strong: false, emphasis: false, strike: false };

/** Text as it goes out, and how it looks. `whole`: a link, a date or a piece of code, which has its marks inside or none. */
export type Piece = Readonly<{ written: string; look: Look; whole: boolean }>;

/** Pieces in a row as Markdown, neighbours that look alike together. */
export function writeOut(pieces: readonly Piece[]): string {
  const joint = joined(pieces, together);
  const all = joint.map((piece, at) => lessEscaped(piece, joint[at + 1]));
  return all.map((piece, at) => besides(all[at - 1], piece) + dressed(piece, all[at - 1], all[at + 1])).join("");
}

const lessEscaped = (piece: Piece, after: Piece | undefined): Piece => {
  const ends = isMarked(piece) || after === undefined || after.written.startsWith("\n");
  return piece.whole ? piece : { ...piece, written: relaxed(piece.written, ends) };
};

function together(one: Piece, other: Piece): Piece | null {
  const alike = (["strong", "emphasis", "strike"] as const).every((mark) => one.look[mark] === other.look[mark]);
  return alike && !one.whole && !other.whole ? { ...one, written: one.written + other.written } : null;
}

/** Marks that touch would be read as one: an invisible space parts them. */
const besides = (before: Piece | undefined, piece: Piece): string =>
  before !== undefined && endsInMark(before) && beginsWithMark(piece) ? "\u200B" : "";

const isMarked = ({ look }: Piece): boolean => look.strong || look.emphasis || look.strike;
const endsInMark = (piece: Piece): boolean =>
  isMarked(piece) ? !/\s$/u.test(piece.written) : piece.written.endsWith("`");
const beginsWithMark = (piece: Piece): boolean =>
  isMarked(piece) ? !/^\s/u.test(piece.written) : piece.written.startsWith("`");

/** A piece between its marks; white space at its ends, next to which a mark is not read, stays outside. */
function dressed(piece: Piece, before: Piece | undefined, after: Piece | undefined): string {
  const { written, look } = piece;
  const words = written.trim();
  if (!isMarked(piece) || words === "") return written;
  const at = written.indexOf(words);
  const said = withinMarks(words);
  const slanted = look.emphasis ? emphasised(said, look, written === words && touchesWord(before, after)) : said;
  const strong = look.strong ? `**${slanted}**` : slanted;
  const struck = look.strike ? `~~${strong}~~` : strong;
  return written.slice(0, at) + struck + written.slice(at + words.length);
}

/** Blocks begin after a mark too, as if the line began there; and a closing mark is found before the escape next to it. */
const withinMarks = (words: string): string => escapeLineStarts(/[*_~]$/u.test(words) ? `${words}\u200B` : words);

/** `_` is no mark inside a word, and `*` next to another `*` is read as `**`. */
const emphasised = (words: string, { strong, strike }: Look, inWord: boolean): string =>
  inWord && !strong && !strike ? `*${words}*` : `_${words}_`;

const touchesWord = (before: Piece | undefined, after: Piece | undefined): boolean =>
  /\w$/u.test(before?.written ?? "") || /^\w/u.test(after?.written ?? "");
