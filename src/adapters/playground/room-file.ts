import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { BotError } from "../../core/errors.ts";
import { emptyRoom, eventsOf, type Room, type RoomEvent, roomAfter, roomEvent, roomVersion } from "./room.ts";

/** What a change does to the room, and what its caller gets once that is on the disk. */
export type RoomChange<T> = Readonly<{
  events: readonly RoomEvent[];
  gives: T;
  /** Leaves nothing of what the events removed on the disk. */
  forget?: boolean;
}>;

/** A room whose changes are on the disk before anybody hears of them. */
export interface OpenRoom {
  /** As of the last change that was written. */
  readonly room: Room;
  /** Changes happen one at a time; a failed write rejects with `store.unavailable` and changes nothing. */
  change<T>(decide: (room: Room) => RoomChange<T>): Promise<T>;
  /** Waits for changes under way; safe to call twice. */
  close(): Promise<void>;
}

/** A log is rewritten at opening when it has this many times the lines it needs. */
const wasteful = 3;

/**
 * Opens the room kept in a log of JSON lines, or a new one. A last line that a kill tore is dropped; a damaged line
 * anywhere else rejects with `store.damaged`, a log of a newer program with `store.newer`.
 */
export async function openRoom(file: string): Promise<OpenRoom> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { events, bytes } = readLog(file, await readIfThere(file));
  const room = roomAfter(emptyRoom, events);
  const log = new RoomLog(file, room);
  const needed = eventsOf(room).length;
  if (events.length === 0 || events.length > wasteful * needed + 100) await log.rewrite(room);
  else await log.resume(bytes);
  return log;
}

class RoomLog implements OpenRoom {
  room: Room;
  readonly #file: string;
  #handle: FileHandle | null = null;
  /** How far the file holds whole lines; what lies behind is the rest of a failed write. */
  #bytes = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, room: Room) {
    this.#file = file;
    this.room = room;
  }

  change<T>(decide: (room: Room) => RoomChange<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#carryOut(decide(this.room)));
    // The next change waits for this one however it ends; the caller hears of a failure.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#handle?.close();
    this.#handle = null;
  }

  /** Goes on writing behind the whole lines of an existing log. */
  async resume(bytes: number): Promise<void> {
    this.#handle = await open(this.#file, "r+");
    this.#bytes = bytes;
    await this.#handle.truncate(bytes);
  }

  /** Writes the room anew beside the old log and puts it in its place, so that a kill leaves one of the two whole. */
  async rewrite(room: Room): Promise<void> {
    const beside = `${this.#file}.new`;
    const lines = linesOf(eventsOf(room));
    const fresh = await open(beside, "w", 0o600);
    try {
      await fresh.writeFile(lines);
      await fresh.sync();
      await rename(beside, this.#file);
    } catch (error) {
      await fresh.close();
      throw error;
    }
    await this.#handle?.close();
    this.#handle = fresh;
    this.#bytes = lines.length;
    await syncFolder(dirname(this.#file));
  }

  async #carryOut<T>({ events, gives, forget = false }: RoomChange<T>): Promise<T> {
    if (events.length === 0) return gives;
    const after = roomAfter(this.room, events);
    try {
      if (forget) await this.rewrite(after);
      else await this.#append(linesOf(events));
    } catch (cause) {
      throw new BotError("store.unavailable", `${this.#file}: the playground's room could not be written`, {
        hint: "see that the disk has room and that the folder may be written, then try again",
        cause,
      });
    }
    this.room = after;
    return gives;
  }

  async #append(lines: Buffer): Promise<void> {
    if (this.#handle === null) throw new Error("the room is closed");
    try {
      await this.#handle.write(lines, 0, lines.length, this.#bytes);
      await this.#handle.datasync();
    } catch (error) {
      await this.#handle.truncate(this.#bytes);
      throw error;
    }
    this.#bytes += lines.length;
  }
}

const linesOf = (events: readonly RoomEvent[]): Buffer =>
  Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new BotError("store.unavailable", `${file}: the playground's room cannot be read`, {
      hint: "see that the file belongs to the user the bot runs as",
      cause: error,
    });
  }
}

function readLog(file: string, text: string): Readonly<{ events: readonly RoomEvent[]; bytes: number }> {
  const lines = text.split("\n").slice(0, -1);
  const events: RoomEvent[] = [];
  let bytes = 0;
  for (const [at, line] of lines.entries()) {
    const event = readLine(file, at + 1, line, at === lines.length - 1);
    if (event === "torn") break;
    events.push(event);
    bytes += Buffer.byteLength(line) + 1;
  }
  return { events, bytes };
}

function readLine(file: string, number: number, line: string, last: boolean): RoomEvent | "torn" {
  const read = roomEvent.safeParse(parseJson(line));
  if (read.success && (number === 1) === (read.data.kind === "room")) {
    if (read.data.kind === "room" && read.data.version > roomVersion) throw newer(file, read.data.version);
    return read.data;
  }
  if (last) return "torn";
  throw new BotError("store.damaged", `${file}:${number}: not a line of a playground's room`, {
    hint: "move the file away to start an empty room, or delete that line",
    cause: read.error,
  });
}

const newer = (file: string, version: number) =>
  new BotError("store.newer", `${file}: written by a newer version (${version}, this one reads ${roomVersion})`, {
    hint: "start the newer version, or move the file away to start an empty room",
  });

/** The value of a JSON text; undefined, which no event is, when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes a rename last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
