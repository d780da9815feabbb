import { answerRequests, type EraseAnswer, type EraseRequest } from "../adapters/requests/request-folder.ts";
import { systemClock } from "../adapters/runtime.ts";
import type { App } from "../app/app.ts";
import { erase } from "../app/erase.ts";
import { upkeep } from "../app/upkeep.ts";
import type { Config } from "../config.ts";
import type { Log } from "../ports/log.ts";
import { nightlyBackup } from "./nightly-backup.ts";

/** What a running bot does beside its channels, to be called with every tick: never twice at once. */
export function choresOf({ world }: App, config: Config, log: Log): () => Promise<void> {
  const { dataDir, backupDir } = config;
  const zone = Temporal.Now.timeZoneId();
  const backUp = backupDir === null ? null : nightlyBackup({ dataDir, backupDir, zone, now: systemClock.now, log });
  let underWay = false;

  const carryOut = async (asked: EraseRequest): Promise<EraseAnswer> => {
    const { answers, waiting, records, channels } = await erase(world, asked);
    log.info("erased, as the operator asked", { what: asked.kind, answers, waiting, records });
    for (const channel of channels) world.aside(world.wake(channel), "taking quotes out of reveals");
    return { answers, waiting, records };
  };

  return async () => {
    if (underWay) return;
    underWay = true;
    try {
      await answerRequests(dataDir, carryOut);
      await upkeep(world);
      await backUp?.();
    } finally {
      underWay = false;
    }
  };
}
