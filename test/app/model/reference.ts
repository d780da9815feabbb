import type { DrillIn } from "../../../src/core/drill/drill.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";

/** One wording of something said. */
type Version = Readonly<{
  isLong: boolean;
  at: Temporal.Instant;
  /** The bot took it: no other wording that was older can be what counts. */
  isTaken: boolean;
}>;

/** Something said in a thread; `isLate`: its reveal had begun by then, even if the bot's clock says otherwise. */
type Said = Readonly<{
  person: PersonId;
  date: string;
  message: MessageId | null;
  isLate: boolean;
  versions: Version[];
}> & {
  deleted: boolean;
};

/** A text saved through the form before the cut-off; not `isTaken`: the person was told that it was not, which may be wrong. */
type Filled = Readonly<{ person: PersonId; date: string; text: string; isTaken: boolean }>;

type Closed = Pick<DrillIn<"revealed">, "mode"> & Readonly<{ cutoffAt: Temporal.Instant | null }>;

/** Who must be counted under a drill, and who may be: those whose words were deleted or never quite taken. */
export type Expected = Readonly<{ must: readonly PersonId[]; may: ReadonlySet<PersonId> }>;

/** What people did, as they see it: the small model that the bot is compared with. */
export class Reference {
  readonly said: Said[] = [];
  readonly filled: Filled[] = [];
  /** When a manager asked for a reveal, by date: before that, or 16:00, nothing is revealed. */
  readonly asked = new Map<string, Temporal.Instant>();
  /** Who had surely answered when a drill was first seen skipped, by date. */
  readonly skipped = new Map<string, readonly PersonId[]>();
  /** How often the bot was kept from looking for a message: each may double a message of a reveal. */
  blindLooks = 0;

  /** Whose words count under a drill, by what was said and saved before `cutoffAt` (null: until now). */
  expected(date: string, { mode, cutoffAt }: Closed): Expected {
    const isIn = (at: Temporal.Instant): boolean => cutoffAt === null || Temporal.Instant.compare(at, cutoffAt) < 0;
    const forms = this.filled.filter((form) => form.date === date);
    const said = mode === "sealed" ? [] : this.said.filter((one) => one.date === date && isStarted(one, isIn));
    const surely = said.filter(
      (one) => !one.deleted && !one.isLate && one.message !== null && standing(one, isIn).every(isLong),
    );
    const maybe = said.filter((one) => one.versions.some(isLong));
    const taken = forms.filter((form) => form.isTaken);
    return {
      must: [...new Set([...surely, ...taken].map(({ person }) => person))].sort(),
      may: new Set([...maybe, ...forms].map(({ person }) => person)),
    };
  }

  /** The newest thing that somebody said and that stands. */
  newest(person: PersonId): Said | undefined {
    return this.said.findLast((one) => one.person === person && one.message !== null && !one.deleted);
  }
}

type Within = (at: Temporal.Instant) => boolean;

const isLong = (version: Version): boolean => version.isLong;
const isStarted = ({ versions: [first] }: Said, isIn: Within): boolean => first !== undefined && isIn(first.at);

/** The wordings that may stand at the cut-off: the last one taken in time, and every one after it that was not. */
function standing({ versions }: Said, isIn: Within): readonly Version[] {
  const from = versions.findLastIndex(({ at, isTaken }) => isTaken && isIn(at));
  if (from === -1) return versions;
  return versions.slice(from).filter(({ at, isTaken }, index) => index === 0 || !isTaken || isIn(at));
}
