import { TEXT_CHARS } from "../../../core/bank/limits.ts";
import { withPlainLineEnds } from "../../../core/bank/line-ends.ts";
import type { Unread } from "../../../core/import/formats.ts";
import type { ImportSource, Reader } from "../../../core/import/found.ts";
import type { Own } from "../../../core/import/own/own.ts";
import type { ImportNote } from "../../../core/import/plan/plan.ts";
import type { SourceRead } from "../../../core/import/plan/proposal.ts";
import { shortLine } from "../../../core/import/plan/texts.ts";
import { decoded, readBytes, readHead } from "../read-text.ts";
import { licenceFinder } from "./licences.ts";
import type { Walk, WalkedFile } from "./walk.ts";

/** The largest file, in bytes: a guide of 10,000 questions has about as many. */
const FILE_BYTES = 5_000_000;
/** All of them, so that what was found stays in memory. */
const ALL_BYTES = 100_000_000;

/** What reads the texts of files. */
export type ImportReaders = Readonly<{
  /** A format that is told by its first bytes, and is not read: what to give instead. */
  recognised: (name: string, head: Uint8Array) => Unread | null;
  /** What was exported from a bank; null for any other text. */
  readOwn: (source: ImportSource) => Own | null;
  read: Reader;
}>;

export type ReadRequest = Readonly<{
  walk: Walk;
  readers: ImportReaders;
  /** What all of it is called, in place of the files' names; null where they do. */
  source: string | null;
  /** Called after each file with how many are read. */
  progress: (read: number) => void;
}>;

/** Every file that could be read, and the others with why not. */
export type FilesRead = Readonly<{ reads: readonly SourceRead[]; skipped: readonly ImportNote[] }>;

/** How much of a file tells its format (`core/import/formats.ts`). */
const HEAD_BYTES = 300;

/** Reads the files of a walk, one after the other. Never throws for what is in them. */
export function readFiles({ walk, readers, source, progress }: ReadRequest): FilesRead {
  const licenceOf = licenceFinder();
  const reads: SourceRead[] = [];
  const skipped: ImportNote[] = [];
  let bytesLeft = ALL_BYTES;
  for (const [at, file] of walk.files.entries()) {
    const read = readFile(file, readers, bytesLeft);
    if (read.kind === "refused") skipped.push({ file: file.name, line: 1, reason: read.reason });
    else {
      bytesLeft -= read.bytes;
      const { found, own } = read;
      reads.push({ name: file.name, source: sourceName(file, source, walk), licence: licenceOf(file), found, own });
    }
    progress(at + 1);
  }
  return { reads, skipped };
}

/** A file that was given alone is called as the person says; of a folder, or of several, each keeps its own name besides. */
function sourceName({ name, source: own }: WalkedFile, source: string | null, { files }: Walk): string {
  const whole = source === null ? own : files.length === 1 && !name.includes("/") ? source : `${source}: ${own}`;
  return whole.length <= TEXT_CHARS.source ? whole : `…${whole.slice(whole.length - TEXT_CHARS.source + 1)}`;
}

type FileRead =
  | Readonly<{ kind: "read"; bytes: number } & Pick<SourceRead, "found" | "own">>
  | Readonly<{ kind: "refused"; reason: string }>;

function readFile({ path, name }: WalkedFile, readers: ImportReaders, bytesLeft: number): FileRead {
  const refused = (reason: string): FileRead => ({ kind: "refused", reason });
  const file = readBytes(path, FILE_BYTES);
  if (file.kind === "gone") return refused("the file has gone meanwhile");
  // A deck that is too large to be read is still told what to export instead.
  const format = readers.recognised(name, file.kind === "bytes" ? file.bytes : readHead(path, HEAD_BYTES));
  if (format !== null) return refused(`${format.format}, which is not read yet: ${format.instead}`);
  if (file.kind === "refused") return refused(`the file ${file.message}: ${file.fix}`);
  const { bytes } = file;
  if (bytes.length > bytesLeft) return refused("the files before it are 100 MB already: import it by itself");
  const text = decoded(bytes);
  if (text.kind === "refused") return refused(`the file ${text.message}: ${text.fix}`);
  return { kind: "read", bytes: bytes.length, ...whatIsIn({ name, text: withPlainLineEnds(text.text) }, readers) };
}

function whatIsIn(source: ImportSource, { readOwn, read }: ImportReaders): Pick<SourceRead, "found" | "own"> {
  const own = readOwn(source);
  if (own === null) return { found: read(source), own: null };
  return {
    own: own.questions,
    found: { questions: [], drafts: [], skipped: own.skipped, licence: null, author: null },
  };
}

/** What all of it comes from, in a few words: a name that was given, or that of the file or folder. */
export const nameOf = ({ files }: Walk, source: string | null): string =>
  shortLine(source ?? files[0]?.name.split("/")[0] ?? "", TEXT_CHARS.title);
