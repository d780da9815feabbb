import type { Drill } from "../../core/drill/drill.ts";
import type { ChannelKey } from "../../core/keys.ts";
import type { Choice } from "../../core/message/message.ts";
import { dayText } from "../../core/message/moments.ts";
import { questionOf } from "../drills/post-question.ts";
import { drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { isSeen } from "./flag.ts";

/** Who flags something flags what was asked lately; older dates are typed. */
const offeredDays = 60;

/** Dates of questions that people of a channel have seen, for `flag`, the latest first: by their date, day or title. */
export async function flagDates(world: World, channel: ChannelKey, typed: string): Promise<readonly Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const offered = (await lately(world, channel)).filter(isSeen).map(async (drill): Promise<Choice> => {
    const { title } = await questionOf(world, drill);
    return { value: `flag ${drill.date}`, label: `${dayText(drill.date)} · ${title}` };
  });
  return (await Promise.all(offered))
    .filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(wanted))
    .toReversed();
}

async function lately(world: World, channel: ChannelKey): Promise<readonly Drill[]> {
  const today = nowIn(world, channel).toZonedDateTimeISO("UTC").toPlainDate();
  const after = drillKey(channel, today.subtract({ days: offeredDays }));
  return Array.fromAsync(world.records.drills.list(`${channel}/`, { after }), ([, drill]) => drill);
}
