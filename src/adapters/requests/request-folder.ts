import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import type { ChannelKey, PersonId, WorkspaceKey } from "../../core/keys.ts";
import { dateRange } from "../../core/schedule/plan.ts";

const branded = <T extends string>() => z.custom<T>((value) => typeof value === "string" && value !== "");

/** What another process on this host asks the running bot to do: it alone may write its SQLite file. */
const request = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), workspace: branded<WorkspaceKey>(), person: branded<PersonId>() }),
  z.object({ kind: z.literal("channel"), channel: branded<ChannelKey>() }),
  z.object({ kind: z.literal("workspace"), workspace: branded<WorkspaceKey>() }),
  z.object({
    kind: z.literal("holidays"),
    channel: branded<ChannelKey>().nullable(),
    ranges: z.array(dateRange).readonly(),
  }),
]);
export type OperatorRequest = Readonly<z.output<typeof request>>;
export type HolidayRequest = Extract<OperatorRequest, { kind: "holidays" }>;
export type EraseRequest = Exclude<OperatorRequest, HolidayRequest>;

const refusal = z.object({ problem: z.string(), hint: z.string() });
/** Why a request was not carried out, and what to do. */
export type RequestRefusal = Readonly<z.output<typeof refusal>>;

/** What came of an erasure, or why not. Holds nobody's words. */
export const eraseAnswer = z.union([
  z.object({ answers: z.number(), waiting: z.number(), records: z.number() }),
  refusal,
]);
export type EraseAnswer = Readonly<z.output<typeof eraseAnswer>>;

/** What came of adding days off, in entries, or why not. */
export const holidayAnswer = z.union([
  z.object({
    channel: branded<ChannelKey>(),
    added: z.number(),
    known: z.number(),
    over: z.number(),
    total: z.number(),
  }),
  refusal,
]);
export type HolidayAnswer = Readonly<z.output<typeof holidayAnswer>>;

const folderOf = (dataDir: string): string => join(dataDir, "requests");

/** Puts a request where the running bot finds it; whole, or not at all. */
export async function leaveRequest(dataDir: string, id: string, asked: OperatorRequest): Promise<void> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  await writeWhole(join(folderOf(dataDir), `${id}.request`), asked);
}

/** The answer to a request, once, read by its schema; null while there is none. */
export async function takeAnswer<A>(dataDir: string, id: string, answer: z.ZodType<A>): Promise<A | null> {
  const file = join(folderOf(dataDir), `${id}.answer`);
  const text = await textIfThere(file);
  if (text === null) return null;
  await rm(file, { force: true });
  return answer.parse(JSON.parse(text));
}

/**
 * For the running bot: carries out every request that waits and leaves the answers. A request that cannot be read is
 * answered as such. One that a crash interrupted still lies there, and is carried out again.
 */
export async function answerRequests(
  dataDir: string,
  carryOut: (asked: OperatorRequest) => Promise<EraseAnswer | HolidayAnswer>,
): Promise<void> {
  const folder = folderOf(dataDir);
  for (const name of await namesIn(folder)) {
    if (!name.endsWith(".request")) continue;
    const file = join(folder, name);
    const asked = request.safeParse(parseJson((await textIfThere(file)) ?? ""));
    const said = asked.success ? await answered(() => carryOut(asked.data)) : unreadable;
    await writeWhole(join(folder, `${name.slice(0, -".request".length)}.answer`), said);
    await rm(file, { force: true });
  }
}

const unreadable: RequestRefusal = {
  problem: "the request cannot be read",
  hint: "run the command again, from the same release as the bot",
};

async function answered<A>(carryOut: () => Promise<A>): Promise<A | RequestRefusal> {
  try {
    return await carryOut();
  } catch (error) {
    if (error instanceof BotError) return { problem: error.message, hint: error.hint };
    return { problem: error instanceof Error ? error.message : String(error), hint: "see the bot's log" };
  }
}

async function writeWhole(file: string, value: unknown): Promise<void> {
  const part = `${file}.part`;
  await writeFile(part, JSON.stringify(value), { mode: 0o600 });
  await chmod(part, 0o600);
  await rename(part, file);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function textIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** The value of a JSON text; undefined, which is no request, when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
