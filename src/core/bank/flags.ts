import { z } from "zod";
import { channelKeyField, instant, personIdField, questionIdField } from "../codecs.ts";
import { fingerprint } from "../fingerprint.ts";
import type { ChannelKey, PersonId, QuestionId } from "../keys.ts";

/** What somebody may say is the matter with a question. */
export const flagKinds = ["wrong", "unclear", "outdated", "duplicate", "other"] as const;
export type FlagKind = (typeof flagKinds)[number];

/** So many different people rest a question until somebody has looked at it. */
export const flagsThatRest = 3;
/** The longest reason, in characters. */
export const reasonChars = 500;
/** So many people's flags are kept of one question; more of them would tell managers nothing new. */
export const mostFlags = 50;

/** What one person says of a question, from which channel. */
export const flag = z.object({
  channel: channelKeyField,
  person: personIdField,
  name: z.string(),
  kind: z.enum(flagKinds),
  reason: z.string(),
  at: instant,
});
export type Flag = Readonly<z.output<typeof flag>>;

/** What managers do about a flagged question. */
export const decisions = ["keep", "rest", "restore", "mend"] as const;
export type Decision = (typeof decisions)[number];

const decided = z.object({ what: z.enum(decisions), person: personIdField, name: z.string(), at: instant });
/** Who decided what, and when. */
export type Decided = Readonly<z.output<typeof decided>>;

/** A question of one workspace that was flagged: what nobody has looked at yet, and whether it rests. */
export const flagged = z.object({
  question: questionIdField,
  /** One a person, the oldest first. */
  flags: z.array(flag).readonly(),
  /** The channels that it was flagged in since the last decision: their managers decide. */
  channels: z.array(channelKeyField).readonly(),
  /** Since when it is left out of every pick, by the number of flags or by a manager; null: it is in rotation. */
  rest: z.object({ at: instant, by: z.enum(["flags", "manager"]) }).nullable(),
  /** When somebody began to save another text of it: nobody else may for as long as that can take. */
  mending: instant.nullable(),
  decided: decided.nullable(),
});
export type Flagged = Readonly<z.output<typeof flagged>>;

/** What stands for a flagged question in a control and in the id of a form: an id can be too long for some platforms. */
export const flaggedMark = (id: QuestionId): string => fingerprint(id).toString(36);

/** Whether nothing waits to be decided. */
export const isSettled = ({ flags, rest }: Flagged): boolean => flags.length === 0 && rest === null;

/** When the latest flag was put; `null` where there is none. What came later was not seen by who decides about these. */
export const latestFlag = ({ flags }: Pick<Flagged, "flags">): Temporal.Instant | null =>
  flags.reduce<Temporal.Instant | null>(
    (latest, { at }) => (latest === null || Temporal.Instant.compare(at, latest) > 0 ? at : latest),
    null,
  );

/**
 * A question with one flag more. A second one of the same person takes the place of the first; the third person's rests the
 * question. Null when as many people as are kept have said something already.
 */
export function withFlag(current: Flagged | null, question: QuestionId, added: Flag): Flagged | null {
  const before = current ?? blank(question);
  const others = before.flags.filter(({ person }) => person !== added.person);
  if (others.length >= mostFlags) return null;
  const flags = [...others, added];
  const channels = isSettled(before) ? [added.channel] : [...new Set([...before.channels, added.channel])];
  const isEnough = before.rest === null && flags.length >= flagsThatRest;
  return { ...before, flags, channels, rest: isEnough ? { at: added.at, by: "flags" } : before.rest };
}

const blank = (question: QuestionId): Flagged => ({
  question,
  flags: [],
  channels: [],
  rest: null,
  mending: null,
  decided: null,
});

/**
 * The question once it was decided about; null where that decision is none any more: it was decided already, or rests already.
 * `seen` is the latest flag that the decision was made in view of: later ones wait for another look.
 */
export function decidedOn(current: Flagged, by: Decided, seen: Temporal.Instant | null): Flagged | null {
  if (!mayDecide(current).includes(by.what)) return null;
  if (by.what === "rest") return { ...current, rest: { at: by.at, by: "manager" }, decided: by };
  // Controls carry whole milliseconds.
  const later = current.flags.filter(({ at }) => seen === null || at.epochMilliseconds > seen.epochMilliseconds);
  const rest = later.length >= flagsThatRest ? current.rest : null;
  return { ...current, flags: later, rest, mending: null, decided: by };
}

/** What can be decided about a question as it stands. */
export function mayDecide(current: Flagged): readonly Decision[] {
  if (isSettled(current)) return [];
  if (current.rest === null) return ["mend", "rest", "keep"];
  return current.rest.by === "manager" ? ["mend", "restore"] : ["mend", "rest", "restore"];
}

/** Whether the managers of a channel are to look at it. */
export const concerns = ({ channels }: Flagged, channel: ChannelKey): boolean => channels.includes(channel);

/** The questions that are left out of every pick. */
export const restingOf = (all: readonly Flagged[]): ReadonlySet<QuestionId> =>
  new Set(all.filter(({ rest }) => rest !== null).map(({ question }) => question));

/** Without what one person said, or all that came from one channel; that it rests stays. Null when nothing is to go. */
export function withoutFlagsOf(
  current: Flagged,
  isOf: (of: Readonly<{ person: PersonId; channel: ChannelKey | null }>) => boolean,
): Flagged | null {
  const flags = current.flags.filter((each) => !isOf(each));
  const decidedBy = current.decided !== null && isOf({ person: current.decided.person, channel: null });
  if (flags.length === current.flags.length && !decidedBy) return null;
  return { ...current, flags, decided: decidedBy ? null : current.decided };
}
