import type { Level } from "../bank/question.ts";
import type { Mode } from "../schedule/plan.ts";

/**
 * Everything the bot says, in one place: British English, short, friendly, never "wrong". Another language is another
 * object of this shape.
 */
export const words = {
  level: { junior: "junior", mid: "mid", senior: "senior" } satisfies Record<Level, string>,
  mode: { open: "open: replies in the thread count", sealed: "sealed: only the form counts" } satisfies Record<
    Mode,
    string
  >,

  question: {
    reveal: "Reveal",
    withNext: "with the next question, at the latest",
    replyOrPress: "Reply in the thread, or press Answer to keep yours private until the reveal.",
    press: "Press Answer. What you write stays private until the reveal.",
    sealed: "Sealed: press Answer. All answers open together at the reveal.",
    answer: "Answer",
    revealed: (answered: number) => `Revealed · ${answered} answered`,
    skipped: "Skipped before anybody had answered. It counts for nobody and comes back another day.",
    why: {
      newTopic: (topic: string) => `${topic} is new to this channel`,
      notAskedYet: "new to this channel",
      topicLongestAgo: (topic: string, day: string) => `nothing about ${topic} since ${day}`,
      askedLongestAgo: (day: string) => `you have seen them all; this one longest ago, on ${day}`,
      chosen: (topic: string) => `${topic} was asked for`,
    },
  },

  reveal: {
    line: (title: string, answered: number) => `Revealed: ${title} · ${answered} answered`,
    reference: "Reference answer",
    points: "What a good answer covers",
    bonus: "Worth a mention",
    followUps: "Going further",
    sources: (list: string) => `Sources: ${list}`,
    answers: "Answers given through the form",
    moreAnswers: (more: number) => `and ${more} more behind All answers`,
    hidden: "Hidden by a manager.",
    deleted: "Deleted by its author.",
    nobody: "Nobody answered this one.",
    threadUnread: "I could not read the whole thread in time, so some answers may be missing from the count.",
    questionGone: "The question was deleted, so its answer stands here.",
    late: "late",
    edited: "edited",
  },

  action: {
    myResult: "My result",
    answerLate: "Answer late",
    allAnswers: "All answers",
    hideAnswer: "Hide answer",
    next: "Next",
    previous: "Previous",
  },

  answer: {
    title: "Your answer",
    field: "Answer",
    save: "Save",
    shownAt: ["Shown with your name at ", ". Only you see your result."] as const,
    shownWithNext: "Shown with your name when the next question comes. Only you see your result.",
    shownLate: "Marked late, shown behind All answers. It does not count for streaks.",
    saved: ["Saved. You can change it until the reveal, ", "."] as const,
    savedLate: "Saved as a late answer.",
    savedLateInstead: "The reveal has begun, so this is saved as a late answer.",
    empty: "write something first",
    tooLong: (most: number) => `at most ${most} characters`,
    sealedHint: "This drill is sealed: replies here do not count. Press Answer and yours opens with the others.",
    noneOpen: "There is no open question here to answer.",
    pickOne: "More than one question is open here. Press Answer on the one you mean.",
    notOpen: "This question is not open any more.",
    notYours: "Only your own messages can be your answer.",
    notUnderDrill: "That message is not under one of my questions.",
    tooLate: "The reveal is over. Use Answer late.",
    sealedForm: "This drill is sealed: press Answer and write it there.",
    nowMine: "Counted as your answer.",
    nowNotMine: "No longer counted as your answer.",
  },

  result: {
    title: (title: string) => `Your result: ${title}`,
    yours: "Your answer",
    yoursLate: "Your late answer",
    none: "You did not answer this one.",
    compare: "Hold it against what a good answer covers:",
    noPoints: "This question has no list of points. Compare with the reference answer.",
    early: "Results come with the reveal.",
  },

  allAnswers: {
    title: (title: string) => `All answers: ${title}`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    none: "Nobody answered through the form.",
    hide: "Hide an answer",
  },
} as const;
