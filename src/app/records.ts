import { z } from "zod";
import { flagged } from "../core/bank/flags.ts";
import { question } from "../core/bank/question.ts";
import { suggestion } from "../core/bank/suggestion.ts";
import { pointName, type Variant, variant } from "../core/bank/variant.ts";
import {
  channelKeyField,
  codecOf,
  instant,
  messageIdField,
  personIdField,
  plainDate,
  questionIdField,
} from "../core/codecs.ts";
import { delivery } from "../core/delivery/delivery.ts";
import { restored } from "../core/delivery/restored.ts";
import { drill } from "../core/drill/drill.ts";
import { entry } from "../core/drill/entry.ts";
import { learner } from "../core/drill/learner.ts";
import {
  type ChannelKey,
  type MessageId,
  type PersonId,
  partsOf,
  type QuestionId,
  type WorkspaceKey,
  workspaceOf,
} from "../core/keys.ts";
import { plan } from "../core/schedule/plan.ts";
import type { Collection, CollectionName, Store } from "../ports/collection.ts";

/** A reply heard before its question's message was known: kept until the post is out of doubt. */
const heldReply = z.object({
  message: messageIdField,
  gesture: z.string().nullable().default(null),
  person: personIdField,
  name: z.string(),
  text: z.string(),
  at: instant,
  editedAt: instant.nullable(),
});

/** Who manages a channel besides the platform's own roles: people and roles by id. */
const managers = z.object({
  people: z.array(z.string()).readonly(),
  /** With the name that each had when it was named. */
  roles: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .readonly()
    .optional(),
});

/** Every collection of the store, typed, with the keys that lead into it. */
export function openRecords(store: Store) {
  const threads = store.collection("threads", codecOf(z.object({ date: plainDate })));
  return {
    store,
    /** By channel. */
    plans: store.collection("plans", codecOf(plan)),
    /** By channel and date. */
    drills: store.collection("drills", codecOf(drill)),
    /** Drills not finished yet, by channel and date: what a start and a tick have to look at. */
    openDrills: store.collection("open-drills", codecOf(z.object({ date: plainDate }))),
    /** The question as it was posted, by channel and date: the reveal needs it even when the file is gone. */
    posted: store.collection("posted", codecOf(question)),
    /** Which question was asked, by workspace, date and channel. */
    asked: store.collection("asked", codecOf(z.object({ question: questionIdField }))),
    /** By channel, date and person. */
    entries: store.collection("answers", codecOf(entry)),
    /** Which drill a thread belongs to, by channel and the thread's message. */
    threads,
    /** The date of the drill whose question is that message, null for all other messages. */
    dateUnder: datesUnder(threads),
    /** By delivery key. */
    deliveries: store.collection("deliveries", codecOf(delivery)),
    /** Replies heard while a post is in doubt, by channel, thread and message. */
    held: store.collection("inbox", codecOf(heldReply)),
    /** Messages deleted before they were heard of, by `removed` and what `held` has: ids alone. */
    removed: store.collection("inbox", codecOf(z.object({ at: instant }))),
    /** By workspace and person. */
    learners: store.collection("learners", codecOf(learner)),
    /** The channels in which a person ever had an entry, by workspace, person and channel: where their figures come from. */
    participations: store.collection("participations", codecOf(z.object({ channel: channelKeyField }))),
    /** Words kept for review, by channel, date, person and the name of the point. */
    variants: store.collection("variants", codecOf(variant)),
    /** Questions that people suggested, by workspace and id. */
    suggestions: store.collection("suggestions", codecOf(suggestion)),
    /** Questions that people flagged, by workspace and question. */
    flags: store.collection("flags", codecOf(flagged)),
    managers: store.collection("settings", codecOf(managers)),
    /** Things said or done once, by what they are about. */
    said: store.collection("settings", codecOf(z.object({ at: instant }))),
    /** One record, `restored`: that the store was put back, and what it does not know since. */
    restored: store.collection("settings", codecOf(restored)),
    /** Of which filters and rounds a manager heard that the bank runs low, by channel. */
    lowBank: store.collection("settings", codecOf(z.object({ of: z.array(z.string()).readonly() }))),
    /** Every row that a workspace has, in the order of deleting them. */
    everythingOf: (workspace: WorkspaceKey): readonly Readonly<{ rows: Collection<unknown>; prefix: string }>[] =>
      placesOf(workspace).map(([name, prefix]) => ({ rows: store.collection(name, anything), prefix })),
  } satisfies Readonly<Record<string, unknown>>;
}
export type Records = ReturnType<typeof openRecords>;
export type Held = z.output<typeof heldReply>;

/** So many threads, the latest: people answer under few at a time. */
const mostThreads = 1_000;

/** Which drill a thread belongs to never changes, in whatever process: what was found once is not asked for again. */
function datesUnder(threads: Collection<Readonly<{ date: Temporal.PlainDate }>>) {
  const found = new Map<string, Temporal.PlainDate>();
  return async (channel: ChannelKey, message: string): Promise<Temporal.PlainDate | null> => {
    const key = `${channel}/${message}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const thread = await threads.get(key);
    if (thread === null) return null;
    const [oldest] = found.keys();
    if (oldest !== undefined && found.size >= mostThreads) found.delete(oldest);
    found.set(key, thread.date);
    return thread.date;
  };
}

/** `channel/date`: the key of a drill and of what hangs on it. */
export const drillKey = (channel: ChannelKey, date: Temporal.PlainDate): string => `${channel}/${date}`;
/** `workspace/date/channel`: in order of date, so that the last days are one range. */
export const askedKey = ({ channel }: Readonly<{ channel: ChannelKey }>, date: Temporal.PlainDate): string =>
  `${workspaceOf(channel)}/${date}/${partsOf(channel).channel}`;
/** `channel/date/person`. */
export const entryKey = (channel: ChannelKey, date: Temporal.PlainDate, person: PersonId): string =>
  `${channel}/${date}/${person}`;
/** `channel/date/person/point`. */
export const variantKey = ({ channel, date, person, say }: Pick<Variant, "channel" | "date" | "person" | "say">) =>
  `${entryKey(channel, date, person)}/${pointName({ say })}`;
/** `channel/message`: the message a thread hangs on. */
export const threadKey = (channel: ChannelKey, message: MessageId): string => `${channel}/${message}`;
/** `channel/thread/message`: one reply. */
export const replyKey = (reply: Readonly<{ channel: ChannelKey; thread: MessageId; message: MessageId }>): string =>
  `${reply.channel}/${reply.thread}/${reply.message}`;
/** In `said`: since when the bot has no access to a workspace. */
export const goneKey = (workspace: WorkspaceKey): string => `gone/${workspace}`;

/** Rows whatever they hold, for deleting them. */
const anything = codecOf(z.unknown());

/** Where rows of a workspace lie, its plans first: without them nothing is planned any more. That it is gone comes last. */
const placesOf = (workspace: WorkspaceKey): readonly (readonly [CollectionName, prefix: string])[] => [
  ...byWorkspace.map((name) => [name, `${workspace}/`] as const),
  ["inbox", `removed/${workspace}/`],
  ...settingsByWorkspace.map((what) => ["settings", `${what}/${workspace}/`] as const),
  ["settings", goneKey(workspace)],
];
const byWorkspace = [
  "plans",
  "drills",
  "open-drills",
  "posted",
  "asked",
  "answers",
  "threads",
  "deliveries",
  "inbox",
  "learners",
  "participations",
  "variants",
  "suggestions",
  "flags",
] as const;
const settingsByWorkspace = ["managers", "low-bank", "lost", "notices", "hints", "passed"] as const;

/** The one record of `restored`. */
export const restoredKey = "restored";
/** `workspace/person`. */
export const learnerKey = (workspace: WorkspaceKey, person: PersonId): string => `${workspace}/${person}`;

/** `workspace/id`. */
export const suggestionKey = (workspace: WorkspaceKey, id: QuestionId): string => `${workspace}/${id}`;

/** `workspace/question`. */
export const flagsKey = (workspace: WorkspaceKey, question: QuestionId): string => `${workspace}/${question}`;

/** `workspace/person/channel`. */
export const participationKey = (channel: ChannelKey, person: PersonId): string =>
  `${learnerKey(workspaceOf(channel), person)}/${partsOf(channel).channel}`;

/** Compare-and-set: writes `after` where the stored record passes `holds`; true when it was written. */
export async function replaceIf<T>(
  collection: Collection<T>,
  key: string,
  holds: (current: T | null) => boolean,
  after: T,
): Promise<boolean> {
  let written = false;
  await collection.update(key, (current) => {
    written = holds(current);
    return written ? after : null;
  });
  return written;
}
