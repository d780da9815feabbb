import {
  answerRequests,
  type EraseAnswer,
  type EraseRequest,
  type HolidayAnswer,
  type HolidayRequest,
} from "../adapters/requests/request-folder.ts";
import { systemClock } from "../adapters/runtime.ts";
import type { App } from "../app/app.ts";
import { erase } from "../app/upkeep/erase.ts";
import { importHolidays } from "../app/upkeep/import-holidays.ts";
import { upkeep } from "../app/upkeep/upkeep.ts";
import { nowIn } from "../app/world.ts";
import type { Config } from "../config.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Log } from "../ports/log.ts";
import { nightlyBackup } from "./nightly-backup.ts";

/** What a running bot does beside its channels, to be called with every tick: never twice at once. */
export function choresOf(
  { world }: App,
  { dataDir, backupDir }: Pick<Config, "dataDir" | "backupDir">,
  log: Log,
): () => Promise<void> {
  const zone = Temporal.Now.timeZoneId();
  const order = { dataDir, zone, now: systemClock.now, log, note: world.host.noteBackup };
  const backUp = backupDir === null ? null : nightlyBackup({ ...order, backupDir });
  let underWay = false;

  const giveDaysOff = async (asked: HolidayRequest): Promise<HolidayAnswer> => {
    const shelf = { records: world.records, nowIn: (channel: ChannelKey) => nowIn(world, channel) };
    const imported = await importHolidays(shelf, asked);
    log.info("days off added, as the operator asked", imported);
    world.aside(world.wake(imported.channel), "looking at a plan with new days off");
    return imported;
  };

  const eraseAsked = async (asked: EraseRequest): Promise<EraseAnswer> => {
    const { answers, waiting, records, channels } = await erase(world, asked);
    log.info("erased, as the operator asked", { what: asked.kind, answers, waiting, records });
    for (const channel of channels) world.aside(world.wake(channel), "taking quotes out of reveals");
    return { answers, waiting, records };
  };

  return async () => {
    if (underWay) return;
    underWay = true;
    try {
      await answerRequests(dataDir, (asked) => (asked.kind === "holidays" ? giveDaysOff(asked) : eraseAsked(asked)));
      // A clock years ahead would find everything old enough to be deleted.
      if (!world.host.isClockInDoubt()) await upkeep(world);
      await backUp?.();
    } finally {
      underWay = false;
    }
  };
}
