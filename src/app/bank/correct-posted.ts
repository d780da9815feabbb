import { changedTexts } from "../../core/bank/mend.ts";
import type { Question } from "../../core/bank/question.ts";
import { type Correction, correctedDrill } from "../../core/drill/corrected.ts";
import type { ChannelKey, WorkspaceKey } from "../../core/keys.ts";
import { drillKey } from "../records.ts";
import type { World } from "../world.ts";

/** Drills of the last 30 days are corrected; nobody looks back further, and platforms let old messages be. */
const correctedDays = 30;

/**
 * Notes in every recent drill of a workspace that shows a question which text it has now, and has their messages edited soon;
 * how many people can see it in. Answers stay as they are. Written before anything is edited, so no crash leaves one behind.
 */
export async function correctPosted(
  world: World,
  workspace: WorkspaceKey,
  before: Question,
  after: Question,
): Promise<number> {
  const fields = changedTexts(before, after);
  const changed: Correction = {
    question: fields.includes("title") || fields.includes("prompt"),
    answer: fields.includes("answer") || fields.includes("points"),
  };
  const drills = await drillsOf(world, workspace, after);
  const shown: ChannelKey[] = [];
  for (const drill of drills) if (await correctOne(world, drill, after, changed)) shown.push(drill.channel);
  for (const channel of new Set(shown)) world.aside(world.wake(channel), "correcting a question");
  return shown.length;
}

type Place = Readonly<{ channel: ChannelKey; date: Temporal.PlainDate }>;

/** Where a question was asked lately: what was asked is kept by workspace and date. */
async function drillsOf(world: World, workspace: WorkspaceKey, { id }: Question): Promise<readonly Place[]> {
  const today = world.clock.now().toZonedDateTimeISO("UTC").toPlainDate();
  const after = `${workspace}/${today.subtract({ days: correctedDays })}`;
  const places: Place[] = [];
  for await (const [key, { question }] of world.records.asked.list(`${workspace}/`, { after })) {
    const [, , date = "", name = ""] = key.split("/");
    if (question === id)
      places.push({ channel: `${workspace}/${name}` as ChannelKey, date: Temporal.PlainDate.from(date) });
  }
  return places;
}

/** True when people can see a change. */
async function correctOne({ records }: World, { channel, date }: Place, after: Question, changed: Correction) {
  const key = drillKey(channel, date);
  let isShown = false;
  await records.store.commit(
    {
      kind: "update",
      in: records.drills,
      key,
      change: (current) => {
        const next = correctedDrill(current, after.id, changed);
        isShown = next !== null && next !== current;
        return next;
      },
    },
    [records.posted.row(key, after), records.openDrills.row(key, { date })],
  );
  return isShown;
}
