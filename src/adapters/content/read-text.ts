import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

type Refused = Readonly<{ kind: "refused"; message: string; fix: string }>;

/** A file's text, or why it is refused. `stamp` changes whenever the file may have; null when it could not be opened. */
export type TextRead =
  | Readonly<{ kind: "text"; text: string; stamp: string }>
  | (Refused & Readonly<{ stamp: string | null }>)
  | Readonly<{ kind: "gone" }>;

/** A file's bytes, or why it is refused. */
export type BytesRead = Exclude<TextRead, { kind: "text" }> | Readonly<{ kind: "bytes"; bytes: Buffer; stamp: string }>;

/** Tells two versions of a file apart, without reading it. */
export const stampOf = ({ ino, size, mtimeMs, ctimeMs }: Stats): string => `${ino}:${size}:${mtimeMs}:${ctimeMs}`;

// Never follows a link, and never waits for somebody to write to a pipe.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads a regular UTF-8 file of at most `limit` bytes. Everything else is refused before it is read. Never throws. */
export function readText(path: string, limit: number): TextRead {
  const read = readBytes(path, limit);
  return read.kind === "bytes" ? { ...decoded(read.bytes), stamp: read.stamp } : read;
}

/** Reads a regular file of at most `limit` bytes, whatever is in it. Never throws. */
export function readBytes(path: string, limit: number): BytesRead {
  let file: number | null = null;
  try {
    file = openSync(path, flags);
    const stats = fstatSync(file);
    const stamp = stampOf(stats);
    if (!stats.isFile()) return { ...notAFile, stamp };
    if (stats.size > limit) return { ...tooLarge(limit), stamp };
    return { kind: "bytes", bytes: bytesOf(file, stats.size), stamp };
  } catch (error) {
    return unopened(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The first bytes of a regular file, however large it is; none of anything else. Never throws. */
export function readHead(path: string, length: number): Uint8Array {
  let file: number | null = null;
  try {
    file = openSync(path, flags);
    return fstatSync(file).isFile() ? bytesOf(file, length) : new Uint8Array();
  } catch {
    // What is wrong with it is told by who reads it whole.
    return new Uint8Array();
  } finally {
    if (file !== null) closeSync(file);
  }
}

const refused = (message: string, fix: string): Refused => ({ kind: "refused", message, fix });

const notAFile = refused("is not a regular file", "put the question's text in a plain file");

const tooLarge = (limit: number) =>
  refused(`is larger than ${sizeText(limit)}`, "shorten it, or split it into several");

const sizeText = (bytes: number): string => (bytes % 1_000_000 === 0 ? `${bytes / 1_000_000} MB` : `${bytes} bytes`);

function unopened(error: unknown): Exclude<TextRead, { kind: "text" }> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "ENOENT") return { kind: "gone" };
  // ELOOP: the last step of the path is a symbolic link.
  if (code === "ELOOP") return { ...symbolicLink, stamp: null };
  return { ...refused(`cannot be read (${code})`, "let the bot's user read it"), stamp: null };
}

/** Said of every symbolic link in a bank folder: it could lead anywhere. */
const symbolicLink = refused("is a symbolic link", "put the file itself here");

/** A file that grows meanwhile has another stamp by then, and is read again. */
function bytesOf(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const more = readSync(file, bytes, length, size - length, length);
    if (more === 0) break;
    length += more;
  }
  return bytes.subarray(0, length);
}

/** The text of UTF-8, or why the bytes are none. */
export function decoded(bytes: Buffer): Refused | Readonly<{ kind: "text"; text: string }> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refused("is UTF-16", "save it as UTF-8");
  }
  if (isUtf8(bytes)) return { kind: "text", text: bytes.toString("utf8") };
  return refused(`is not valid UTF-8 at byte ${firstInvalidByte(bytes)}`, "save it as UTF-8");
}

/** Where decoding first fails, counted from 0. Decoding loosely writes U+FFFD there, as it may stand in the text itself. */
function firstInvalidByte(bytes: Buffer): number {
  const loose = bytes.toString("utf8");
  let offset = 0;
  for (const char of loose) {
    const length = Buffer.byteLength(char);
    if (char === "\ufffd" && !bytes.subarray(offset, offset + length).equals(Buffer.from(char))) return offset;
    offset += length;
  }
  return offset;
}
