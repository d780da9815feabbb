import type { Level } from "../bank/question.ts";
import type { VariantKind } from "../bank/variant.ts";
import type { Refusal } from "../errors.ts";
import type { AnswerReading, Look } from "../feedback/read-answer.ts";
import type { Mode } from "../schedule/plan.ts";

/** A hint of an error as a sentence of its own. */
const sentence = (hint: string): string =>
  `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.!?]$/u.test(hint) ? "" : "."}`;

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
    /** What follows says "then". */
    revealAt: "Reveal: ",
    revealWithNext: "Reveal: with the next question, at the latest ",
    replyOrPress: ". Reply in the thread, or press Answer to keep yours private until then.",
    press: ". Press Answer: what you write stays private until then.",
    sealed: ". Sealed: press Answer, and all answers open together then.",
    answer: "Answer",
    revealed: (answered: number) => `Revealed · ${answered} answered`,
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
    movedUp: "What stood here is further up now.",
    late: "late",
    edited: "edited",
  },

  action: {
    myResult: "My result",
    answerLate: "Answer late",
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

  command: {
    managersOnly: "Only managers of this channel may do that.",
    askConfigurer: (name: string) => `Ask ${name}, who set it up.`,
    unknown: (typed: string) => `I do not know "${typed}".`,
    nearest: (name: string, usage: string) => `Did you mean \`/drill ${name}${usage}\`?`,
    seeHelp: "`/drill help` lists what I can do.",
    noPlan: "This channel has no plan yet. `/drill setup` makes one.",
    stopped: "The plan of this channel has ended. `/drill setup` starts it again.",
    cannotNow: (why: string) => `I cannot do that now, because ${why}.`,
    tooMuch: "That was a lot at once. Wait a few seconds, then go on.",
    help: "Daily Drill",
    helpIntro: "One interview question every working day, answered here, revealed together.",
    managerMark: "managers",
  },

  now: {
    posted: "Today's question is up.",
    onItsWay: "Today's question is on its way.",
    used: (day: string) => `Today's question is used. The next one comes ${day}.`,
    usedNoNext: "Today's question is used, and no further one is planned.",
    none: "The bank has no question for that. `/drill topics` shows what there is.",
    noTopic: (topic: string) => `There is no topic "${topic}". \`/drill topics\` lists them.`,
  },

  change: {
    nothingOpen: "There is no open question here.",
    revealed: "Revealed.",
    revealing: "The reveal is on its way.",
    skipped: "Skipped. It counts for nobody, and the question comes back another day.",
    swapped: "Swapped for another question.",
    noOther: "The bank has no other question for this channel.",
    answered: "Somebody has answered already, so it can only be revealed: `/drill reveal`.",
    notUpYet: "Today's question is not up yet.",
    meanwhile: "It has just changed under my hands. Look again.",
    unread: "The thread cannot be read just now, so somebody may have answered. Try again in a minute.",
  },

  plan: {
    paused: "Paused until somebody types `/drill resume`.",
    pausedUntil: (next: string) => `Paused. Next question: ${next}.`,
    notPaused: "This channel is not paused.",
    resumed: (next: string) => `Running again. Next question: ${next}.`,
    resumedNoNext: "Running again. No question is planned.",
    stopped: "The plan has ended. What is open is still revealed.",
    stillPaused: "What is open is still revealed.",
  },

  setup: {
    title: "Set up Daily Drill",
    save: "Save",
    zone: "Time zone",
    zoneHint: (now: string) => `It is ${now} there`,
    days: "Days",
    postAt: "Question at",
    reveal: "Reveal",
    revealAt: "Reveal at",
    revealAtHint: 'Only needed for "The same day" and "The next posting day"',
    mode: "Answers",
    topics: "Topics",
    topicsHint: "None chosen means all",
    levels: "Levels",
    levelsHint: "None chosen means all",
    sameDay: "The same day",
    nextDay: "The next posting day",
    nextQuestion: "With the next question",
    open: "Open: replies in the thread count",
    sealed: "Sealed: only the form counts",
    first: (when: string) => `First question: ${when}`,
    next: (days: string) => `Then ${days}.`,
    reveals: (rule: string) => `Reveal: ${rule}.`,
    reach: (questions: number, day: string | null) =>
      `${questions} ${questions === 1 ? "question" : "questions"}${day === null ? "" : `: until ${day}`}`,
    noQuestions: "No question fits these topics and levels yet.",
    postNow: "Post now",
    showOne: "Show me one",
    sample: "This is how a question looks. Only you see this one.",
    zoneMissing: "choose a time zone",
    needsMending: (why: string, hint: string) => `I cannot work here yet, because ${why}. ${sentence(hint)}`,
    taken: "Somebody has just set this channel up. Open `/drill setup` again to change it.",
    ping: "Ping with each question",
    pings: (name: string) => `Each question pings @${name}.`,
    pingUsage: "Say `/drill setup ping @group`, with one group or role. All people at once cannot be pinged.",
    noGroups: "There are no groups here that could be pinged.",
    stillPaused: "This channel is paused. `/drill resume` starts the questions again.",
    lowBank: (left: number) =>
      `${left} ${left === 1 ? "question is" : "questions are"} left for this channel before they come round again. ` +
      "`/drill setup` widens topics and levels.",
    quiet: "Ten questions in a row went unanswered here. `/drill pause` gives the channel a rest.",
  },

  holidays: {
    title: "Days off",
    field: "Dates without a question",
    hint: "One a line: 2026-12-25 Christmas, or 2026-12-24..2027-01-02",
    save: "Save",
    saved: (dates: number) => (dates === 0 ? "No days off." : `Saved: ${dates} ${dates === 1 ? "entry" : "entries"}.`),
    line: (line: number, problem: string, fix: string) => `Line ${line}: ${problem} (${fix}).`,
    moreLines: (more: number) => `And ${more} more ${more === 1 ? "line" : "lines"} like that.`,
    tooLong: (chars: number, most: number) =>
      `Written out, these dates take ${chars} characters, and the form shows ${most}. Join days as ` +
      "2026-12-24..2027-01-02, or shorten names.",
  },

  managers: {
    added: (name: string) => `${name} manages this channel now.`,
    removed: (name: string) => `${name} no longer manages this channel by name.`,
    list: "Managers of this channel",
    byPlatform: "everyone the workspace makes a manager here",
    configured: (name: string) => `${name}, who set it up`,
    role: (name: string) => `everyone with the role ${name}`,
    roleAdded: (name: string) => `Everyone with the role ${name} manages this channel now.`,
    roleRemoved: (name: string) => `The role ${name} no longer makes anyone a manager here.`,
    usage: "Say `/drill managers add @person`, `remove @person` or `list`.",
    usageWithRoles: "Say `/drill managers add @person`, `add @role`, `remove` either, or `list`.",
    unknown: "I do not know that person here.",
  },

  preview: {
    title: "The next questions",
    line: (when: string, reveal: string) => `${when}, reveal ${reveal}`,
    dayOff: (name: string | null) => (name === null ? "day off" : `day off, ${name}`),
    from: (topics: string, levels: string) => `From ${topics}, ${levels}.`,
    allTopics: "all topics",
    allLevels: "all levels",
    paused: "paused",
    none: "Nothing is planned.",
    badNumber: (most: number) => `Give a number from 1 to ${most}.`,
  },

  topics: {
    title: "The bank",
    line: (title: string, questions: number, asked: number) =>
      `${title}: ${questions} ${questions === 1 ? "question" : "questions"}, ${asked} asked here`,
    empty: "The bank is empty.",
  },

  search: {
    title: (typed: string) => `Questions about "${typed}"`,
    none: (typed: string) => `Nothing about "${typed}".`,
    usage: "Say `/drill search` and a few words.",
    asked: (day: string) => `asked here on ${day}`,
    toCome: "may still come",
  },

  next: { question: "question", reveal: "reveal" },

  status: {
    title: "Daily Drill here",
    last: (day: string, title: string, stage: string) => `Last: ${day}, ${title} (${stage})`,
    lastNone: "Last: none yet",
    next: (when: string) => `Next: ${when}`,
    nextNone: "Next: none planned",
    stage: { planned: "on its way", open: "open", revealed: "revealed", skipped: "skipped" },
    today: {
      dayOff: (name: string | null) => `None today: day off${name === null ? "" : `, ${name}`}.`,
      paused: "None today: paused.",
      notPosting: "None today: not one of the plan's days.",
      changed: "None today: the plan was saved after today's time. `/drill now` asks one all the same.",
      missed: {
        "past-grace": "None today: I was away too long to post it in time.",
        "no-question": "None today: the bank has no question for this channel.",
        parked: "None today: I may not post here.",
      },
      stopped: "The plan has ended.",
    },
    missed: (dates: string) => `Missed: ${dates}`,
    backupFailing: (since: string) => `The nightly backup has been failing since ${since}. My log says why.`,
    parked: (why: string) => `Held up, because ${why}. I try again every hour; mending the cause is enough.`,
    left: (left: number, questions: number) => `Bank: ${left} of ${questions} left in this round`,
    problems: (count: number) => `The bank has ${count} ${count === 1 ? "problem" : "problems"}:`,
    problem: (file: string, line: number, message: string) => `${file}:${line}: ${message}`,
  },

  clock: {
    /** How far apart the clocks are, cut to the whole unit. */
    apart: (count: number, unit: "second" | "minute" | "hour" | "day") => `${count} ${unit}${count === 1 ? "" : "s"}`,
    ours: (apart: string, side: "ahead of" | "behind") =>
      `the clock of the machine I run on is ${apart} ${side} the time here`,
    theirs: (apart: string) => `the time here is ${apart} off, as the other platforms say`,
    unknown: (apart: string) => `the clock of the machine I run on and the time here are ${apart} apart`,
    held: (why: string) =>
      `Held up, because ${why}. I post and reveal nothing here until the clocks agree; answers are kept.`,
  },

  /** Why a platform refuses, to follow "because". */
  refusal: {
    "channel-gone": "the channel is gone, or hidden from me",
    "channel-archived": "the channel is archived",
    "not-a-member": "I am not in the channel; invite me",
    "missing-permission": "I lack a permission there",
    "token-revoked": "my access was taken back; the operator has to install me again",
    banned: "I am banned there",
    "message-gone": "the message was deleted, or its thread is locked",
    "message-rejected": "the platform does not take the message as it is; the operator's log says more",
  } satisfies Record<Refusal, string>,

  channel: {
    gone:
      "I cannot post here any more: I was taken out of the channel, or it was archived. Its questions are paused. " +
      "Invite me again, or unarchive it, to go on.",
    lockedOut: (from: string, until: string) =>
      `I had no access here from ${from} to ${until}, and a question that was due did not come. I am at work again.`,
    back: "I am back in this channel. Its questions are paused.",
    resume: "Resume",
    moved:
      "This channel has a new id, so to me it is another channel. Its settings came along; what was asked and answered " +
      "stays with the old one. Its questions are paused.",
    welcome:
      "Thank you for inviting me. I ask one interview question every working day, and reveal a good answer later. " +
      "Choose when and about what; until the first question I say nothing in the channel.",
    welcomeOnly:
      "Thank you for inviting me. I ask one interview question every working day, once somebody who manages the channel " +
      "has typed `/drill setup` there. Until the first question I say nothing in the channel.",
    setUp: "Set up",
  },

  form: {
    notSaved: "Not saved yet.",
    tryAgain: "Try again",
    change: "Change these",
    take: "Take over",
  },

  option: {
    topic: "Only from this topic",
    until: "The first date with questions again, such as 24 Dec",
    awayUntil: "The last date that does not count, such as 24 Dec",
    number: "How many dates",
    search: "Words of a question",
    zone: "Your time zone, by city; the time there confirms it",
    postAt: "When the question comes, such as 09:00",
    reveal: "When the answer is revealed",
    revealAt: "At what time, such as 16:00",
    mode: "How people answer",
    ping: "The role that each question pings, one that anyone may mention; the form takes it out again",
    add: "Let somebody, or everyone with a role, manage this channel",
    remove: "Take that back",
    list: "Who manages this channel",
    who: "A person or a role",
  },

  me: {
    title: "Your figures",
    here: "Here",
    everywhere: "In all channels",
    asked: "Asked",
    answered: "Answered",
    late: "Late",
    streak: "Streak",
    longest: "Longest streak",
    none: "You have not answered here yet. Your figures start with your first answer.",
    away: (ranges: string) => `Away: ${ranges}`,
    awaySaved: (day: string) => `Away until ${day}. These days do not count for your streak.`,
    awayUsage: "Say `/drill away until 24 Dec`.",
  },

  home: {
    title: "Your drills",
    figures: (answered: number, asked: number) => `${answered} of ${asked} answered`,
    late: (late: number) => `${late} late`,
    streak: (streak: number) => `streak ${streak}`,
    longest: (longest: number) => `longest ${longest}`,
    noFigures: "Your figures start with your first answer.",
    channel: (name: string) => `#${name}`,
    reveal: " · reveal ",
    answered: " · you answered",
    notYet: " · not answered yet",
    next: "Next question: ",
    paused: "Paused.",
    none: "No question is planned.",
    nothing: "None of your channels has drills yet. `/drill setup` in a channel starts them.",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },

  myData: {
    title: "What I keep of you here",
    nothing: "Nothing.",
    forReview: "Kept for review",
    export: "My data",
    forget: "Forget me",
    sure:
      "I will forget what you wrote in this workspace, and take it out of reveals. Your answers still count, without " +
      "your name. What you wrote in threads stays there until you delete it. This cannot be undone.",
    surely: "Forget me now",
    forgotten: (answers: number) =>
      answers === 0
        ? "There was nothing of yours to forget."
        : `Forgotten: ${answers} ${answers === 1 ? "answer" : "answers"}. Reveals that quoted you are being edited.`,
  },
} as const;
