import { type HolidayAnswer, holidayAnswer } from "../adapters/requests/request-folder.ts";
import { systemClock } from "../adapters/runtime.ts";
import { openRecords } from "../app/records.ts";
import { type HolidayImport, importHolidays } from "../app/upkeep/import-holidays.ts";
import type { Log } from "../ports/log.ts";
import { inStoreOrByBot, type Outcome, type StorePlace } from "./store-or-bot.ts";

/** What came of it, in the store or by the running bot. */
export type HolidayOutcome = Outcome<HolidayAnswer>;

/** Adds days off to a channel's plan, beside a running bot too. */
export const giveDaysOff = (place: StorePlace, log: Log, asked: HolidayImport): Promise<HolidayOutcome> =>
  inStoreOrByBot<HolidayAnswer>(place, log, {
    here: (store) => importHolidays({ records: openRecords(store), nowIn: systemClock.now }, asked),
    request: { kind: "holidays", ...asked },
    answer: holidayAnswer,
  });
