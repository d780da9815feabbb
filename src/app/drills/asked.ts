import { type ChannelKey, partsOf, type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { Records } from "../records.ts";

/** What the channels of a workspace were asked lately, read once for all of them that are due at one time. */
export type Asked = Readonly<{
  /** The questions that other channels of the workspace were asked in the 30 days before a date, and since. */
  elsewhere: (channel: ChannelKey, date: Temporal.PlainDate) => Promise<ReadonlySet<QuestionId>>;
  /** Tells what a channel is asked now. */
  note: (channel: ChannelKey, question: QuestionId) => void;
}>;

/** behaviour.md, *The question*: not what was asked elsewhere in the workspace in the last 30 days. */
const elsewhereDays = 30;
/** It is a preference only, so what another process asked may be missing for a while. */
const keptMs = 60_000;

/** By question, the channels that were asked it. */
type Channels = Map<QuestionId, Set<string>>;
type Kept = Readonly<{ date: string; readAt: number; asked: Promise<Channels> }>;

/** Nothing is read before it is asked for. */
export function createAsked({ records, clock }: Readonly<{ records: Records; clock: Clock }>): Asked {
  const kept = new Map<WorkspaceKey, Kept>();
  const now = (): number => clock.now().epochMilliseconds;

  const askedIn = (workspace: WorkspaceKey, date: string): Promise<Channels> => {
    const known = kept.get(workspace);
    if (known?.date === date && Math.abs(now() - known.readAt) < keptMs) return known.asked;
    for (const [key, { readAt }] of kept) if (Math.abs(now() - readAt) >= keptMs) kept.delete(key);
    const asked = readAsked(records, workspace, Temporal.PlainDate.from(date));
    // What could not be read is not kept; whoever asked hears why.
    asked.catch(() => kept.delete(workspace));
    kept.set(workspace, { date, readAt: now(), asked });
    return asked;
  };

  return {
    elsewhere: async (channel, date) => {
      const own = partsOf(channel).channel;
      const asked = await askedIn(workspaceOf(channel), date.toString());
      const others = [...asked].filter(([, channels]) => channels.size > (channels.has(own) ? 1 : 0));
      return new Set(others.map(([question]) => question));
    },
    note: (channel, question) => {
      const known = kept.get(workspaceOf(channel));
      known?.asked.then(
        (asked) => add(asked, question, partsOf(channel).channel),
        // Told to whoever asked.
        () => undefined,
      );
    },
  };
}

async function readAsked(records: Records, workspace: WorkspaceKey, date: Temporal.PlainDate): Promise<Channels> {
  const asked: Channels = new Map();
  const after = `${workspace}/${date.subtract({ days: elsewhereDays })}`;
  for await (const [key, { question }] of records.asked.list(`${workspace}/`, { after })) {
    add(asked, question, key.slice(key.lastIndexOf("/") + 1));
  }
  return asked;
}

function add(asked: Channels, question: QuestionId, channel: string): void {
  const channels = asked.get(question) ?? new Set();
  asked.set(question, channels.add(channel));
}
