/** A format that is not read, and what to do instead. Both end without a full stop. */
export type Unread = Readonly<{ format: string; instead: string }>;

const csv = "export it as CSV with the columns `question` and `answer`";
const unread = (format: string, instead: string): Unread => ({ format, instead });

const anki = unread("an Anki package", "in Anki, File > Export > Notes in Plain Text (.txt)");
const sheet = unread("a spreadsheet", "save it as CSV UTF-8 (File > Save As, or Download > CSV)");
const textDocument = unread("a document of a word processor", "save it as plain text or Markdown");
const picture = unread("a picture, a sound or a video", "there is nothing to read in it");
const packed = unread("a packed archive", "unpack it, and import the folder");

const byExtension: readonly (readonly [extension: RegExp, unread: Unread])[] = [
  [/\.(?:apkg|colpkg|anki2|anki21b?)$/u, anki],
  [/\.(?:xlsx|xlsm|xlsb|xls|ods|numbers)$/u, sheet],
  [/\.(?:docx|doc|odt|pages|rtf|wpd)$/u, textDocument],
  [/\.(?:pptx|ppt|odp|key)$/u, unread("a presentation", "save its text as plain text or Markdown")],
  [/\.(?:epub|mobi|azw3?)$/u, unread("an e-book", "save the chapter with the questions as Markdown")],
  [/\.(?:one|onepkg)$/u, unread("a OneNote section", "copy its text into a Markdown file")],
];

/** How files begin: the bytes, and where they stand. */
const byBytes: readonly (readonly [begin: string, offset: number, unread: Unread])[] = [
  ["%PDF-", 0, unread("a PDF", "save its text as plain text or Markdown")],
  ["SQLite format 3\0", 0, unread("a SQLite database", csv)],
  ["{\\rtf", 0, textDocument],
  ["\xd0\xcf\x11\xe0", 0, unread("a document of an old office program", "save it as CSV, plain text or Markdown")],
  ["\x28\xb5\x2f\xfd", 0, packed],
  ["\x1f\x8b", 0, packed],
  ["BZh", 0, packed],
  ["\xfd7zXZ", 0, packed],
  ["7z\xbc\xaf\x27\x1c", 0, packed],
  ["Rar!", 0, packed],
  ["ustar", 257, packed],
  ["\x89PNG", 0, picture],
  ["\xff\xd8\xff", 0, picture],
  ["GIF8", 0, picture],
  ["RIFF", 0, picture],
  ["ID3", 0, picture],
  ["OggS", 0, picture],
  ["ftyp", 4, picture],
  ["\x7fELF", 0, unread("a program", "there is nothing to read in it")],
  ["MZ\x90", 0, unread("a program", "there is nothing to read in it")],
];

/**
 * What a file is that is no text, told by its first bytes (300 are enough) and its name; null where it may be text. Asked
 * before a file is decoded.
 */
export function recognised(name: string, head: Uint8Array): Unread | null {
  const begin = String.fromCharCode(...head.subarray(0, 300));
  const small = name.toLowerCase();
  if (begin.startsWith("PK\x03\x04") || begin.startsWith("PK\x05\x06")) return inZip(small, begin);
  const [, , found] = byBytes.find(([bytes, offset]) => begin.startsWith(bytes, offset)) ?? [];
  if (found === undefined) return null;
  return byExtension.find(([extension]) => extension.test(small))?.[1] ?? found;
}

/** A zip archive by the name of the file, else by that of its first entry, which stands from byte 30 on. */
function inZip(name: string, begin: string): Unread {
  const byName = byExtension.find(([extension]) => extension.test(name))?.[1];
  if (byName !== undefined) return byName;
  const entry = begin.slice(30);
  if (/^(?:collection\.anki2|meta\b|media\b|0PK)/u.test(entry)) return anki;
  if (/^imsmanifest\.xml|^imsqti/u.test(entry)) return unread("a QTI package", csv);
  if (/^xl\//u.test(entry)) return sheet;
  if (/^word\//u.test(entry)) return textDocument;
  return unread("a zip archive", "unpack it, and import the folder");
}
