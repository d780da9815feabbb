/**
 * The plain part of YAML that questions are written in, read many times as fast as all of YAML (`npm run bench`): block
 * maps and lists, `[a, b]` on one line, texts on one line, true and false, whole numbers. Whatever is not surely in that part is left
 * to the full reader (`yaml.ts`), which also words every problem. A test holds the two against each other.
 */
type Line = Readonly<{ indent: number; text: string }>;
type Cursor = { readonly lines: Line[]; at: number };

/** Thrown inside this file alone: the text needs the full reader. */
class BeyondPlain extends Error {}

/** The value that the text stands for, or undefined when it takes the full reader to tell. Never throws. */
export function readPlainYaml(text: string): unknown {
  try {
    const cursor: Cursor = { lines: linesOf(text), at: 0 };
    const value = readBlock(cursor, 0);
    return cursor.at === cursor.lines.length ? value : undefined;
  } catch (error) {
    if (error instanceof BeyondPlain) return undefined;
    throw error;
  }
}

// A tab or control character, a comment line, a directive or a document mark changes how YAML reads a line.
const unusual = /[\p{Cc}\u2028\u2029\ufeff]|^ *#|^(?:---|\.\.\.|%)/u;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of text.split("\n")) {
    if (unusual.test(raw)) throw new BeyondPlain();
    const line = raw.replace(/ +$/, "");
    if (line === "") continue;
    const indent = line.search(/[^ ]/);
    lines.push({ indent, text: line.slice(indent) });
  }
  return lines;
}

const isItem = (line: Line): boolean => line.text.startsWith("- ");

function readBlock(cursor: Cursor, indent: number): unknown {
  const line = cursor.lines[cursor.at];
  if (line?.indent !== indent) throw new BeyondPlain();
  return isItem(line) ? readList(cursor, indent) : readMap(cursor, indent);
}

function readList(cursor: Cursor, indent: number): unknown[] {
  const items: unknown[] = [];
  for (;;) {
    const line = cursor.lines[cursor.at];
    if (line?.indent !== indent || !isItem(line)) return items;
    items.push(readItem(cursor, line));
  }
}

const entry = /^([A-Za-z][A-Za-z0-9-]*):(?: +(.+))?$/;

/** `- say: x` is read as if `say: x` stood on a line of its own, indented past the dash. */
function readItem(cursor: Cursor, line: Line): unknown {
  const text = line.text.slice(1).replace(/^ +/, "");
  if (!entry.test(text)) {
    cursor.at += 1;
    return readInline(text);
  }
  const indent = line.indent + line.text.length - text.length;
  cursor.lines[cursor.at] = { indent, text };
  return readMap(cursor, indent);
}

function readMap(cursor: Cursor, indent: number): unknown {
  const map = new Map<string, unknown>();
  for (;;) {
    const line = cursor.lines[cursor.at];
    if (line?.indent !== indent || isItem(line)) break;
    const [, key, value] = entry.exec(line.text) ?? [];
    if (key === undefined || map.has(key)) throw new BeyondPlain();
    cursor.at += 1;
    map.set(key, value === undefined ? readNested(cursor, indent) : readInline(value));
  }
  if (map.size === 0) throw new BeyondPlain();
  // Own properties only, whatever the key is called: `constructor` is a key like any other.
  return Object.fromEntries(map);
}

/** A list may stand at the indent of its key; anything else stands deeper. */
function readNested(cursor: Cursor, indent: number): unknown {
  const next = cursor.lines[cursor.at];
  if (next === undefined) throw new BeyondPlain();
  if (next.indent === indent && isItem(next)) return readList(cursor, indent);
  if (next.indent <= indent) throw new BeyondPlain();
  return readBlock(cursor, next.indent);
}

const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/;

// Up to fifteen digits no number is rounded; with a zero first it is an octal one to other readers.
const wholeNumber = /^[1-9]\d{0,14}$/;

function readInline(text: string): unknown {
  if (text.startsWith("[")) return readFlowList(text);
  if (text === "true" || text === "false") return text === "true";
  if (wholeNumber.test(text)) return Number(text);
  const [, double, single] = quoted.exec(text) ?? [];
  return double ?? single ?? plainText(text);
}

// One item and what ends it; an item holds none of the characters that shape a flow list.
const flowItem = / *(?:"([^"\\]*)"|'([^']*)'|([^,[\]{}"' ][^,[\]{}]*)) *([,\]])/y;

function readFlowList(text: string): unknown[] {
  if (/^\[ *\]$/.test(text)) return [];
  const items: unknown[] = [];
  flowItem.lastIndex = 1;
  for (;;) {
    const [, double, single, plain = "", end] = flowItem.exec(text) ?? [];
    if (end === undefined) throw new BeyondPlain();
    items.push(double ?? single ?? readFlowText(plain.replace(/ +$/, "")));
    if (end === ",") continue;
    if (flowItem.lastIndex !== text.length) throw new BeyondPlain();
    return items;
  }
}

const readFlowText = (text: string): unknown =>
  text === "true" || text === "false" ? text === "true" : plainText(text);

// No number has a blank in it, so what starts with a digit is surely a text only with one.
const surelyText = /^(?:\p{L}|[\p{N}/($<].* )/u;
const otherwiseRead = /: |:$| #|^(?:null|true|false)$/i;

function plainText(text: string): string {
  if (!surelyText.test(text) || otherwiseRead.test(text)) throw new BeyondPlain();
  return text;
}

const shapesLists = /[,[\]{}"']/;

/**
 * A text as this reader reads it back: bare where that is surely the text, else in quotes. Line breaks, and texts that
 * hold both quotation marks, are left to the full reader.
 */
export function plainYamlText(text: string, inList: boolean): string {
  const isBare = surelyText.test(text) && !otherwiseRead.test(text) && !text.endsWith(" ") && !unusual.test(text);
  if (isBare && !(inList && shapesLists.test(text))) return text;
  if (unusual.test(text) || !text.isWellFormed()) return JSON.stringify(text);
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
