import { type Dirent, existsSync, lstatSync, realpathSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { BotError } from "../../../core/errors.ts";
import type { ImportNote } from "../../../core/import/plan/plan.ts";
import { cleanLine } from "../../../core/message/clean.ts";
import { listFolder } from "../list-folder.ts";
import { caseTwin } from "../topic-folder.ts";

/** How much of folders is walked: far more than a team's bank holds, and no more than a disk gives in a moment. */
export const walkLimits: WalkLimits = { entries: 10_000, depth: 20 };
type WalkLimits = Readonly<{ entries: number; depth: number }>;

/**
 * A file to read. `name` is what it is called to people, `source` what its questions are known by, with its folder: half of
 * all collections are called README. `top` is the highest folder that was given with it.
 */
export type WalkedFile = Readonly<{ path: string; name: string; source: string; top: string }>;

/** The files of what was given, in the order of their paths; what cannot be read, and how many files are of no kind that questions come in. */
export type Walk = Readonly<{ files: readonly WalkedFile[]; skipped: readonly ImportNote[]; others: number }>;

/** What texts with questions are called, and what is told apart and refused with a word on what to export instead. */
const kinds: ReadonlySet<string> = new Set(
  ".adoc .apkg .colpkg .csv .docx .gift .htm .html .json .markdown .md .mdown .mdx .numbers .odp .ods .odt .org .pdf .pptx .rst .rtf .tab .text .tsv .txt .xls .xlsx .xml .zip".split(
    " ",
  ),
);
/** Files that tell of a project, and folders of others' code: there are no questions in them. */
const noQuestions =
  /^(?:licen[cs]e|copying|contributing|contributors|authors|code[-_ ]of[-_ ]conduct|changelog|pull_request_template|issue_template|node_modules|package(?:-lock)?\.json|tsconfig.*\.json|robots\.txt|requirements.*\.txt)(?:\.(?:md|txt|rst|adoc|markdown))?$/i;
/** In capitals alone: `security.md` may well ask about security. */
const ofProject = /^(?:SECURITY|SUPPORT|GOVERNANCE|NOTICE)(?:\.(?:md|txt))?$/;

type Place = Readonly<{ path: string; name: string; top: string; depth: number }>;
type Walking = Readonly<{ files: WalkedFile[]; skipped: ImportNote[]; out: string | null }> & {
  entries: number;
  others: number;
};

/**
 * Finds the files of what was given. A link may be given; within folders none is followed, so that nothing leads out of
 * them. The folder that is written to (`out`) is passed over: what an import brought is not brought again. Raises
 * `input.invalid` for what is not there, and for files that would be known by the same name.
 */
export function walkSources(
  paths: readonly string[],
  out: string | null = null,
  limits: WalkLimits = walkLimits,
): Walk {
  const written = out !== null && existsSync(out) ? realpathSync(out) : null;
  const walking: Walking = { files: [], skipped: [], entries: 0, others: 0, out: written };
  for (const given of paths) {
    const path = realPath(given);
    const name = cleanLine(basename(path));
    if (lstatSync(path).isDirectory()) walkFolder({ path, name, top: path, depth: 0 }, walking, limits);
    else walking.files.push({ path, name, source: withFolder(path), top: dirname(path) });
  }
  refuseTwins(walking.files);
  const { skipped, others } = walking;
  return { files: toldApart(walking.files), skipped, others };
}

/** `guides/react/README.md` is known as `react/README.md`. */
const withFolder = (path: string): string =>
  [basename(dirname(path)), basename(path)]
    .filter((part) => part !== "")
    .map(cleanLine)
    .join("/");

/** Of several files with one name, each is called by its folder too. */
function toldApart(files: readonly WalkedFile[]): readonly WalkedFile[] {
  const byName = Map.groupBy(files, ({ name }) => name);
  return files.map((file) => (byName.get(file.name)?.length === 1 ? file : { ...file, name: file.source }));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    const hint = "give the path of a file with questions, or of a folder of such files";
    throw new BotError("input.invalid", `${path}: there is no such file or folder`, { hint, cause });
  }
}

/** Two sources with one name would take each other's questions for their own. */
function refuseTwins(files: readonly WalkedFile[]): void {
  const byName = new Map<string, string>();
  for (const { source, path } of files) {
    const other = byName.get(source);
    if (other !== undefined && other !== path) {
      throw new BotError("input.invalid", `${other} and ${path} are both called ${source}`, {
        hint: "import them one after the other with --source, or give the folder that holds both",
      });
    }
    byName.set(source, path);
  }
}

function walkFolder(place: Place, walking: Walking, limits: WalkLimits): void {
  const skip = (file: string, reason: string) => walking.skipped.push({ file, line: 1, reason });
  if (place.depth >= limits.depth) {
    skip(place.name, `folders more than ${limits.depth} deep are not read`);
    return;
  }
  const { directory, refused } = listFolder(place.path, place.top);
  if (refused !== null) skip(place.name, `the folder ${refused.message}`);
  const entries = directory?.entries ?? [];
  for (const entry of entries) {
    // A folder further down stopped the walk, and said so.
    if (walking.entries > limits.entries) return;
    walking.entries += 1;
    const name = `${place.name}/${cleanLine(entry.name)}`;
    if (walking.entries > limits.entries) {
      skip(
        name,
        `not read, nor what comes after it: more than ${limits.entries} files and folders; import parts of it`,
      );
      return;
    }
    const reason = whyNot(entry, entries);
    if (reason !== null) skip(name, reason);
    else
      takeEntry(
        entry,
        { path: join(place.path, entry.name), name, top: place.top, depth: place.depth + 1 },
        walking,
        limits,
      );
  }
}

function takeEntry(entry: Dirent, place: Place, walking: Walking, limits: WalkLimits): void {
  if (noQuestions.test(entry.name) || ofProject.test(entry.name)) walking.others += 1;
  else if (entry.isDirectory()) {
    if (place.path !== walking.out) walkFolder(place, walking, limits);
  } else if (kinds.has(extname(entry.name).toLowerCase())) walking.files.push({ ...place, source: place.name });
  else walking.others += 1;
}

function whyNot(entry: Dirent, entries: readonly Dirent[]): string | null {
  if (entry.isSymbolicLink()) return "a symbolic link is not followed: give the file itself";
  if (!entry.isFile() && !entry.isDirectory()) return "this is not a regular file";
  const twin = caseTwin(entry, entries);
  // The first of the two is read.
  return twin === null || entry.name < twin
    ? null
    : `the name differs from \`${twin}\` by case alone: rename one of them`;
}
