import { existsSync, rmSync } from "node:fs";
import { BotError } from "../../core/errors.ts";
import { copySqlite, sqliteFile } from "./sqlite.ts";
import { completeCopy, makeRoom, nameCopy, notWritten, type StoreCopy } from "./sqlite-copy.ts";

/** Which store to copy, into which new file; `now` becomes the copy's stamp. */
export type BackupOrder = Readonly<{ dataDir: string; file: string; now: Temporal.Instant }>;

/**
 * Copies the SQLite store into a file of its own, beside a running bot or in it: whole, checked, on the disk, or not there
 * at all. Raises `input.invalid` when the file exists, `store.unavailable` or `store.damaged`.
 */
export async function backUpSqlite({ dataDir, file, now }: BackupOrder): Promise<StoreCopy> {
  const from = sqliteFile(dataDir);
  if (!existsSync(from)) throw noStore(from);
  if (existsSync(file)) throw notWritten(file, Object.assign(new Error("exists"), { code: "EEXIST" }));
  const part = `${file}.part`;
  makeRoom(part);
  try {
    await copySqlite(from, part);
    const copy = completeCopy(part, now);
    nameCopy(part, file);
    return { ...copy, file };
  } finally {
    for (const rest of ["", "-journal", "-wal", "-shm"]) rmSync(`${part}${rest}`, { force: true });
  }
}

const noStore = (file: string): BotError =>
  new BotError("store.unavailable", `${file}: there is no store`, {
    hint: "start the bot once, or set DATA_DIR to the folder it uses",
  });
