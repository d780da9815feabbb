import type { Level } from "../../bank/question.ts";
import type { VariantKind } from "../../bank/variant.ts";
import type { AnswerReading, Look } from "../../feedback/read-answer.ts";
import type { Mode } from "../../schedule/plan.ts";

/** What a drill says, from its question to what somebody reads about their own answer. */
export const drillWords = {
  level: { junior: "junior", mid: "mid", senior: "senior" } satisfies Record<Level, string>,
  mode: { open: "open: replies in the thread count", sealed: "sealed: only the form counts" } satisfies Record<
    Mode,
    string
  >,

  question: {
    /** What follows says "then". */
    revealAt: "Reveal: ",
    revealWithNext: "Reveal: with the next question, at the latest ",
    replyOrPress: ". Reply in the thread, or press Answer to keep yours private until then.",
    press: ". Press Answer: what you write stays private until then.",
    sealed: ". Sealed: press Answer, and all answers open together then.",
    answer: "Answer",
    revealed: (answered: number) => `Revealed · ${answered} answered`,
    corrected: "Corrected since it was posted.",
    skipped: "Skipped before anybody had answered. It counts for nobody and comes back another day.",
    why: {
      newTopic: "a topic new to this channel",
      notAskedYet: "new to this channel",
      topicLongestAgo: (day: string) => `nothing on this topic since ${day}`,
      askedLongestAgo: (day: string) => `all have been asked; this one longest ago, on ${day}`,
      chosen: "the topic was asked for",
    },
  },

  reveal: {
    line: (title: string, answered: number) => `Revealed: ${title} · ${answered} answered`,
    reference: "Reference answer",
    points: "What a good answer covers",
    bonus: "Worth a mention",
    counts: "Behind each point: how many of the answers I can read cover it.",
    coveredBy: (covered: number, answers: number) => ` · ${covered} of ${answers}`,
    followUps: "Going further",
    sources: (list: string) => `Sources: ${list}`,
    answers: "Answers given through the form",
    moreAnswers: (more: number) => `and ${more} more behind All answers`,
    hidden: "Hidden by a manager.",
    deleted: "Deleted by its author.",
    nobody: "Nobody answered this one.",
    threadUnread: "I could not read the whole thread in time, so some answers may be missing from the count.",
    questionGone: "Nothing can be said under the question any more, so its answer stands here.",
    corrected: "Corrected since it was first shown.",
    movedUp: "What stood here is further up now.",
    late: "late",
    edited: "edited",
  },

  action: {
    myResult: "My result",
    answerLate: "Answer late",
    flag: "Flag",
    allAnswers: "All answers",
    hideAnswer: "Hide answer",
    pause: "Pause",
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
    unreadHint: "I cannot read replies here. Press Answer, and what you write there counts.",
    noneOpen: "There is no open question here to answer.",
    pickOne: "More than one question is open here. Press Answer on the one you mean.",
    notOpen: "This question is not open any more.",
    notYours: "Only your own messages can be your answer.",
    notUnderDrill: "That message is not under one of my questions.",
    tooLate: "The reveal is over. Use Answer late.",
    sealedForm: "This drill is sealed: press Answer and write it there.",
    nowMine: "Counted as your answer.",
    nowNotMine: "No longer counted as your answer.",
    formCounts: "What you saved through the form is your answer. Press Answer to change it.",
    threadTooLong:
      "What you wrote in the thread is too long for this field. It counts as it stands; what you save here takes its place.",
  },

  result: {
    title: (title: string) => `Your result: ${title}`,
    yours: "Your answer",
    yoursLate: "Your late answer",
    none: "You did not answer this one.",
    noPoints: "This question has no list of points. Compare with the reference answer.",
    early: "Results come with the reveal.",
    readInTime: "What follows is about the answer in time.",
    count: (covered: number, points: number, maybe: number) =>
      `${covered} of ${points} ${points === 1 ? "point" : "points"} covered${maybe === 0 ? "" : `, ${maybe} maybe`}`,
    covered: "Covered",
    maybe: "Maybe",
    notSpotted: "I did not spot",
    alsoCovered: "Covered beyond that",
    quote: (quoted: string) => `“${quoted}”`,
    secondLook: {
      denied: (quoted: string) => `Worth a second look: “${quoted}” reads like the opposite to me.`,
      "of-another": (quoted: string) => `Worth a second look: “${quoted}” seems to be about something else.`,
      mistake: (quoted: string) => `Worth a second look: “${quoted}” is easily mixed up here.`,
    } satisfies Record<Look["why"], (quoted: string) => string>,
    cannotTell: {
      "no-words": "I cannot tell what your answer covers: I found no words in it that I can read.",
      "other-language": "I cannot tell what your answer covers: I read English only.",
      "repeats-the-question": "I cannot tell what your answer covers: it is mostly the question itself.",
    } satisfies Record<NonNullable<AnswerReading["cannotTell"]>, string>,
    listsKeyWords: "Key words alone are a maybe to me. A sentence around them says more.",
    copiesReference: "This is mostly the reference answer itself.",
    matched: "I go by words, so I miss things. The reference answer is what counts.",
  },

  variant: {
    label: { "did-say": "I did say that", "not-right": "That is not right" } satisfies Record<VariantKind, string>,
    about: (label: string, point: string) => `${label}: ${point}`,
    kept: "Kept for review.",
    whatIsKept:
      "Kept for review: these words, the point and the day. Whoever looks after the questions sees them without your " +
      "name; your id stays with them here, so that `/drill me` can show them to you and forget them.",
    known: "I have kept that already.",
    notThere: "Your result does not offer that. Press My result again.",
  },

  allAnswers: {
    title: (title: string) => `All answers: ${title}`,
    range: (first: number, last: number, all: number) => `Answers ${first} to ${last} of ${all}`,
    none: "Nobody answered through the form.",
    notThere: "That answer is not there any more.",
    hide: "Hide an answer",
  },
} as const;
