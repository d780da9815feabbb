import type { Plan, RevealRule, Slot } from "../schedule/plan.ts";
import { formatTime } from "../schedule/words.ts";
import { paragraph, strong } from "./build.ts";
import type { Message } from "./message.ts";
import { dayText, farDayText, momentText } from "./moments.ts";
import { spoken } from "./spoken.ts";
import { words } from "./words.ts";

/** What is said once a plan is saved. */
export type SetupSaved = Readonly<{
  plan: Plan;
  /** The next slots that post something. */
  next: readonly Slot[];
  /** How many questions the filter still holds in this round. */
  left: number;
  /** The slot that uses the last of them, null when the plan does not come to it. */
  lastOfBank: Slot | null;
}>;

/** The first question, the next three dates, how far the bank reaches, who is pinged, and what to press next. */
export function setupSaved({ plan, next, left, lastOfBank }: SetupSaved): Message {
  const [first, ...others] = next;
  const summary = first === undefined ? words.preview.none : words.setup.first(momentText(first.postAt, plan.zone));
  const until = lastOfBank === null ? null : farDayText(lastOfBank.date, first?.date ?? lastOfBank.date);
  return {
    summary,
    doc: [
      paragraph(strong(summary)),
      ...(others.length === 0 ? [] : [paragraph(words.setup.next(others.map(({ date }) => dayText(date)).join(", ")))]),
      paragraph(words.setup.reveals(ruleText(plan.reveal))),
      paragraph(left === 0 ? words.setup.noQuestions : words.setup.reach(left, until)),
      ...(plan.ping === null ? [] : [paragraph(words.setup.pings(plan.ping.name))]),
      ...(plan.pause === null ? [] : [paragraph(...spoken(words.setup.stillPaused))]),
    ],
    actions: [
      { kind: "button", id: "command/now", label: words.setup.postNow, style: "primary" },
      { kind: "button", id: "sample", label: words.setup.showOne, style: "plain" },
    ],
    pictures: [],
    thread: null,
  };
}

function ruleText(reveal: RevealRule): string {
  switch (reveal.kind) {
    case "same-day":
      return `${words.setup.sameDay.toLowerCase()}, ${formatTime(reveal.at)}`;
    case "next-posting-day":
      return `${words.setup.nextDay.toLowerCase()}, ${formatTime(reveal.at)}`;
    case "next-question":
      return words.setup.nextQuestion.toLowerCase();
  }
}
