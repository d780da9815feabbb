import type { PostedDrill } from "../core/drill/drill.ts";
import { blankEntry, hear } from "../core/drill/entries.ts";
import { BotError } from "../core/errors.ts";
import type { ThreadReading } from "../ports/platform.ts";
import { entryKey } from "./records.ts";
import { platformOf, type World } from "./world.ts";

/** Platforms round times of messages; reading a little further back costs nothing. */
const marginMs = 60_000;

/**
 * Reads a drill's thread again and saves what was missed, so that no lost event loses an answer. True when the thread
 * was read to its end, or there is nothing in it that counts; false when it may be tried again or cannot be read.
 */
export async function readBack(world: World, drill: PostedDrill): Promise<boolean> {
  const platform = platformOf(world, drill.channel);
  if (drill.mode === "sealed" || !platform.facts.readsReplies) return true;
  const reading = await readingOf(world, drill);
  if (reading.kind === "unreadable") {
    world.log.warn("a thread could not be read back", { channel: drill.channel, why: reading.why });
    return false;
  }
  for (const reply of reading.replies) {
    const { message, text, at, editedAt, person, name } = reply;
    const blank = blankEntry({ channel: drill.channel, date: drill.date, person, name });
    await world.records.entries.update(entryKey(drill.channel, drill.date, person), (current) => {
      const before = current ?? blank;
      const after = hear(before, { message, text, at, editedAt }, drill.cutoffAt);
      return after === before ? null : after;
    });
  }
  return true;
}

async function readingOf(world: World, drill: PostedDrill): Promise<ThreadReading> {
  try {
    const since = drill.openedAt.subtract({ milliseconds: marginMs });
    return await platformOf(world, drill.channel).readThread(drill.message, since);
  } catch (error) {
    if (error instanceof BotError && error.code.startsWith("platform.")) {
      return { kind: "unreadable", why: error.code === "platform.refused" ? "not-allowed" : "slow" };
    }
    throw error;
  }
}
