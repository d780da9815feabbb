/** A hint of an error as a sentence of its own. */
const sentence = (hint: string): string =>
  `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.!?]$/u.test(hint) ? "" : "."}`;

/** What commands and their forms say. */
export const commandWords = {
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
    resting: "resting",
  },

  next: { question: "question", reveal: "reveal" },
} as const;
