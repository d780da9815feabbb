import type { Refusal } from "../../errors.ts";

/** How things stand: status, what keeps the bot from working, notices, and what platforms with little room say. */
export const stateWords = {
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
    date: "The date of the question, such as 24 Nov; without one the latest here",
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
} as const;
