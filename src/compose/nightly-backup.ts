import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { backUpSqlite } from "../adapters/keyv/sqlite-backup.ts";
import { BotError } from "../core/errors.ts";
import type { Log } from "../ports/log.ts";

/** What is copied where; `now` is the machine's time, `zone` its zone. */
export type NightlyBackup = Readonly<{
  dataDir: string;
  backupDir: string;
  zone: string;
  now: () => Temporal.Instant;
  log: Log;
  /** Hears after each attempt when it failed, or that it went well (null). */
  note: (failedAt: Temporal.Instant | null) => void;
}>;

/** The hour after which a day's backup is made: few teams' mornings and evenings meet it. */
const quietHour = 3;
const keptBackups = 7;
/** A full disk is not written to every five seconds. */
const retryMs = 3_600_000;

const named = /^drill-\d{4}-\d{2}-\d{2}\.sqlite$/;

/**
 * Makes the day's backup once it is three in the morning, or as soon as the bot runs afterwards, and deletes all but the
 * newest seven. To be called with every tick. A failure is logged, tried again after an hour, and never rejects.
 */
export function nightlyBackup(order: NightlyBackup): () => Promise<void> {
  const { dataDir, backupDir, zone, now, log, note } = order;
  let notBefore = now();
  let done: string | null = null;

  const attempt = async (file: string): Promise<void> => {
    try {
      mkdirSync(backupDir, { recursive: true, mode: 0o700 });
      if (!existsSync(file)) {
        const { bytes } = await backUpSqlite({ dataDir, file, now: now() });
        log.info("backed up", { file, bytes });
      }
      done = file;
      for (const old of olderThanKept(backupDir)) rmSync(join(backupDir, old));
      note(null);
    } catch (error) {
      notBefore = now().add({ milliseconds: retryMs });
      note(now());
      const hint = error instanceof BotError ? error.hint : "see that the folder may be written and has room";
      log.error("the nightly backup failed; it is tried again in an hour", { file, hint, error });
    }
  };

  return async () => {
    const night = now().toZonedDateTimeISO(zone).subtract({ hours: quietHour }).toPlainDate();
    const file = join(backupDir, `drill-${night}.sqlite`);
    if (file === done || Temporal.Instant.compare(now(), notBefore) < 0) return;
    await attempt(file);
  };
}

/** Dates in their names: what sorts first is oldest. Files of other names are left alone. */
const olderThanKept = (backupDir: string): readonly string[] =>
  readdirSync(backupDir)
    .filter((name) => named.test(name))
    .sort()
    .slice(0, -keptBackups);
