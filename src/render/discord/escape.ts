/** Discord reads Markdown wherever it shows text; these marks of it are told apart from what somebody wrote. */

/** Marks anywhere in a line: of emphasis, strike-through, spoilers and code; brackets of links, and of mentions and dates. */
const anywhere = /[\\*_~|`<@[\]]/u;
/** The colon of `https://` and of `:name:`, an emoji; a server's address, for which a card is drawn, without `https://`. */
const inWords = /:(?! )|(?<=discord(?:app)?)\./iu;
const marks = new RegExp(`${anywhere.source}|${inWords.source}`, "giu");

/**
 * Well-formed text in which Discord reads no mark, mention, emoji, date or address: what somebody wrote, letter for letter.
 * A mark at the beginning of a line is left to `escapeLineStarts`, which sees where lines begin.
 */
export const escapeText = (value: string): string => value.toWellFormed().replaceAll(marks, "\\$&");

const atEnd = /(?<!\\)\\:$|(?<=\d)\\:(?=\d\d(?:[\s,;.)]|$))/gu;
const within = /(?<=\d)\\:(?=\d\d[\s,;.)])/gu;

/**
 * Escaped text without what only shows in a notification, where marks are not read: the backslash before the colon of a
 * time of day, and, where the line or a mark ends behind the text (`ends`), before one at its end.
 */
export const relaxed = (escaped: string, ends: boolean): string => escaped.replaceAll(ends ? atEnd : within, ":");

/** Headings, quotes, bullets, numbers and small print, where a line begins. */
const lineStart = /^([ \t]*)(?:(#|>|[-+](?=[\s#]|$))|(\d+)(?=\.(?:\s|$)))/gmu;

/** The same lines, none of which begins a heading, a quote, a list or small print. */
export const escapeLineStarts = (lines: string): string =>
  lines.replaceAll(lineStart, (_, blank: string, mark: string | undefined, number: string | undefined) =>
    mark === undefined ? `${blank}${number}\\` : `${blank}\\${mark}`,
  );
