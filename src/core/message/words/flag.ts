import type { Decision, FlagKind } from "../../bank/flags.ts";
import type { Mendable } from "../../bank/mend.ts";

const people = (count: number): string => `${count} ${count === 1 ? "person" : "people"}`;

/** What people say of a question, what managers do about it, and how its texts are mended. */
export const flagWords = {
  flag: {
    title: "Flag this question",
    submit: "Flag",
    about: (title: string) => `About: ${title}`,
    whoSees: "Managers of this channel see what you write, with your name. Nobody else does.",
    kindField: "What is the matter?",
    kind: {
      wrong: "Something in it is not right",
      unclear: "It is unclear what is asked",
      outdated: "It is out of date",
      duplicate: "We had the same question before",
      other: "Something else",
    } satisfies Record<FlagKind, string>,
    reason: "What should be different?",
    reasonHint: "A sentence is enough. What is right instead helps most.",
    kindMissing: "choose one",
    reasonMissing: "say in a few words what should be different",
    reasonTooLong: (most: number) => `at most ${most} characters`,
    noneHere: "There is no question here to flag. Say `/drill flag` and its date, such as 2026-12-24.",
    noneThen: (day: string) => `There was no question here on ${day}.`,
    swapped: "This question was swapped for another meanwhile, so nothing was flagged.",
    thanks: "Thank you. A manager of this channel will look at it.",
    replaced: "Thank you. This takes the place of what you said before.",
    resting: "Thank you. Enough people have said so: the question rests until a manager has looked at it.",
    enough: "Thank you. Many people have flagged this question already, and a manager will look at it.",
  },

  flagged: {
    at: (file: string, line: number) => `${file}:${line}`,
    gone: "no longer in the bank",
    by: (count: number) => `Flagged by ${people(count)}`,
    resting: { flags: "rests until you decide", manager: "rests" },
    line: (kind: string, day: string) => `${kind} (${day})`,
    more: (count: number) => `and ${count} more`,
    decision: {
      keep: "Keep",
      rest: "Rest",
      restore: "Restore",
      mend: "Mend",
    } satisfies Record<Decision, string>,
    whatTheyDo: {
      keep: "Keep: it is good as it is, and these flags count no more.",
      rest: "Rest: it is not asked any more until somebody restores it.",
      restore: "Restore: it is asked again.",
      mend: "Mend: its text opens in a form.",
    } satisfies Record<Decision, string>,
    done: {
      keep: "Kept. These flags count no more.",
      rest: "It rests. `/drill review` restores it.",
      restore: "Restored. It may be asked again.",
      mend: "Saved for this workspace.",
    } satisfies Record<Decision, string>,
    decided: "Somebody has decided that already.",
    decidedBy: (name: string, what: string) => `Somebody has decided that already: ${name} ${what} it.`,
    did: { keep: "kept", rest: "rested", restore: "restored", mend: "mended" } satisfies Record<Decision, string>,
    changed: "It has changed meanwhile. `/drill review` shows how it stands.",
    notThere: "That question is not flagged here.",
    waits: (count: number) =>
      `${count} flagged ${count === 1 ? "question waits" : "questions wait"} to be looked at: \`/drill review\``,
    told: (title: string) => `"${title}" was flagged here. \`/drill review\` shows why.`,
    toldResting: (title: string) =>
      `"${title}" was flagged by enough people and rests: it is not asked until somebody has looked at it.`,
    review: "Review",
  },

  mend: {
    title: "Mend a question",
    submit: "Save",
    where: (file: string, line: number) =>
      `Now: ${file}:${line}. What you save counts for this workspace alone; messages that show it are corrected.`,
    field: {
      title: "Title",
      prompt: "Question",
      answer: "Reference answer",
      points: "Points of a good answer",
    } satisfies Record<Mendable, string>,
    pointsHint: "One a line; a line that begins with bonus: is worth a mention",
    empty: "write something",
    emptyPoint: (line: number) => `point ${line} is empty`,
    long: (most: number) => `at most ${most} characters`,
    longPoint: (line: number, most: number) => `point ${line} is too long: at most ${most} characters`,
    many: (most: number) => `at most ${most} points`,
    tooLong: (field: string, chars: number, most: number, place: string) =>
      `"${field}" has ${chars} characters and a form here takes ${most}. Mend it in its file: ${place}`,
    goneFromBank: "This question is no longer in the bank, so there is nothing to mend. Keep lets its flags go.",
    unchanged: "Nothing is different yet. Keep, in `/drill review`, says that it is good as it is.",
    underWay: "Somebody is saving this question just now. Send it again in a minute.",
    meanwhile: (who: string, fields: string) =>
      `${who} changed this question meanwhile. Yours differs in: ${fields}. ` +
      "Copy what you need, and open Mend again.",
    somebody: "Somebody",
    differing: {
      title: "title",
      prompt: "question",
      answer: "answer",
      points: "points",
    } satisfies Record<Mendable, string>,
    same: "text",
    corrected: (messages: number) =>
      messages === 0
        ? ""
        : `${messages} ${messages === 1 ? "drill that shows it is" : "drills that show it are"} corrected.`,
  },
} as const;
