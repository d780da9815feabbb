/** What is said about questions that people suggest, and to managers who look at what waits. */
export const bankWords = {
  review: {
    place: (at: number, of: number) => `${at} of ${of}`,
    none: "Nothing waits for you here.",
    next: "Next",
    review: "Review",
    gone: "That is not there any more.",
  },

  suggest: {
    title: "Suggest a question",
    send: "Send",
    editTitle: "Edit and approve",
    declineTitle: "Decline",
    field: {
      title: "Title",
      topic: "Topic",
      level: "Level",
      place: "Topic and level",
      prompt: "Question",
      answer: "Reference answer",
      points: "What a good answer covers",
      reason: "Reason, for its author",
    },
    pointsHint: "One a line. Begin with bonus: what is extra, and with source: where to read it up.",
    fault: {
      empty: "write something",
      emptyPoint: (line: number) => `point ${line} is empty`,
      long: (most: number) => `at most ${most} characters`,
      longPoint: (line: number, most: number) => `point ${line} is too long: at most ${most} characters`,
      manyPoints: (most: number) => `at most ${most} points`,
      unknown: "there is none like that; /drill topics lists what there is",
      unreadable: "close every code block, and leave out lines that say ## Answer",
      longSource: (most: number) => `a source is too long: at most ${most} characters`,
      manySources: (most: number) => `at most ${most} sources`,
    },
    noTopics: "The bank has no topics yet, so there is nowhere to put a question.",
    enough: (most: number) => `${most} of your suggestions wait to be looked at. That is enough for now.`,
    thanks: "Thank you. A manager of this channel looks at it, and I tell you what came of it.",
    known: "The bank has something like it already:",
    another: "Suggest another",

    by: "suggested by",
    summary: (title: string) => `Suggested: ${title}`,
    told: (name: string, title: string) => `${name} suggests a question: "${title}".`,
    channel: (name: string) => `#${name}`,
    bonus: "bonus",
    near: "Much like it",
    same: "in the same words",
    nearlySame: "in nearly the same words",
    notes: "What a check of the bank would note",
    moreNotes: (more: number) => `and ${more} more`,
    unfinished: "It was approved, but its file could not be written. Approve tries again.",
    action: { approve: "Approve", edit: "Edit", decline: "Decline" },

    approved: (title: string) => `Approved: "${title}". It is in rotation.`,
    declined: (title: string) => `Declined: "${title}".`,
    already: (name: string, did: string) => `Somebody has decided that already: ${name} ${did} it.`,
    did: { approved: "approved", declined: "declined" },
    somebody: "a manager",
    noTopic: (topic: string) => `The bank has no topic "${topic}" any more. Edit puts the question into another one.`,
    notSaved: (what: string, hint: string) =>
      `Not saved, and not lost: ${what}. To mend it, ${hint}; then approve it again.`,

    wasApproved: (title: string, by: string) =>
      `Your suggestion "${title}" was approved by ${by}. It is in rotation, with your name in its file.`,
    wasDeclined: (title: string, by: string, hasReason: boolean) =>
      `Your suggestion "${title}" was declined by ${by}${hasReason ? ":" : "."}`,

    waiting: (count: number) =>
      `${count} suggested ${count === 1 ? "question waits" : "questions wait"} to be looked at: \`/drill review\``,
    mine: "Questions I suggested",
  },
} as const;
