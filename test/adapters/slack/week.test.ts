import { expect, it } from "vitest";
import { upkeep } from "../../../src/app/upkeep/upkeep.ts";
import { lines, told } from "../as-told.ts";
import { teamQuestions } from "../team-questions.ts";
import type { Person, SlackDay } from "./slack-day.ts";
import { monday } from "./team-day.ts";

// A week in a channel of Slack: the whole bot over the stand-in. It starts on Monday, 15 March 2027, in Berlin.

const twins = teamQuestions.map((question) => ({ ...question, id: `${question.id}-2` as typeof question.id }));
/** Enough that no word is said of a bank that runs dry. */
const questions = [...teamQuestions, ...twins];

/** Title and last line of each question in the channel, oldest first. */
async function channel(day: SlackDay): Promise<readonly string[]> {
  return (await day.heard()).map((text) => {
    const [title, ...others] = lines(text);
    return `${title}: ${others.at(-1)?.split(". ")[0]}`;
  });
}

/** What somebody was told alone, with the buttons under it. */
async function whispered(person: Person): Promise<readonly string[]> {
  const all = await person.whispers();
  return all.map(({ text, actions }) => [...lines(text), ...actions.map(({ label }) => `[${label}]`)].join(" "));
}

/** The bot's direct messages to Mira, as a screen reader says them. */
async function direct({ slack }: SlackDay): Promise<readonly string[]> {
  return (await slack.everything()).filter((one) => one.channel === "DMIRA").map(({ text }) => text);
}

const gone =
  "<#CBACKEND> I cannot post here any more: I was taken out of the channel, or it was archived. Its questions are " +
  "paused. Invite me again, or unarchive it, to go on.";

/** Mira is offered to go on, and does; the day after there is a question again. */
async function resumed(day: SlackDay): Promise<void> {
  const { mira } = day;
  expect(await whispered(mira)).toEqual(["I am back in this channel. Its questions are paused. [Resume]"]);
  const [back] = await mira.whispers();
  expect(told(await mira.press(back?.id ?? (await day.question()), "command/resume"))).toEqual([
    "Running again. Next question: Thu 18 Mar, 09:00.",
  ]);
  await day.at("2027-03-18T09:00");
}

const dayOff = [
  "Daily Drill here",
  "Last: Tue 16 Mar, Migrations without a stop (revealed)",
  "Next: Thu 18 Mar, 09:00",
  "None today: day off, Team day.",
];

it("each working day has a question of its own, a day off and the weekend have none, and nobody's answers are counted twice", async () => {
  const day = await monday({ questions });
  const { mira, jonas, slack } = day;
  await day.at("2027-03-15T09:00");
  await mira.command("holidays");
  expect(told(await mira.submit({ dates: "2027-03-17 Team day" }))).toEqual(["Saved: 1 entry."]);
  expect(told(await jonas.command("preview"))).toEqual([
    "The next questions",
    "Tue 16 Mar, 09:00, reveal Tue 16 Mar, 16:00",
    "Wed 17 Mar: day off, Team day",
    "Thu 18 Mar, 09:00, reveal Thu 18 Mar, 16:00",
    "Fri 19 Mar, 09:00, reveal Fri 19 Mar, 16:00",
    "Mon 22 Mar, 09:00, reveal Mon 22 Mar, 16:00",
    "From all topics, all levels.",
  ]);
  for (const date of [15, 16, 17, 18, 19, 20, 21, 22]) {
    await day.at(`2027-03-${date}T09:00`);
    await jonas.say(await day.question(), `What I think on the ${date}th of March.`);
    if (date === 17) expect(told(await jonas.command("status"))).toEqual(dayOff);
    await day.at(`2027-03-${date}T16:00`);
  }
  expect(await channel(day)).toEqual([
    "Cursors or offsets: Revealed · 1 answered",
    "Migrations without a stop: Revealed · 1 answered",
    "A queue that grows: Revealed · 1 answered",
    "Rate limits: Revealed · 1 answered",
    "Reading your own writes: Revealed · 1 answered",
  ]);
  const figures = told(await jonas.command("me"));
  expect([0, 3, 6, 9, 12, 15].map((at) => figures.slice(at, at + 3).join(" "))).toEqual([
    "Your figures Here In all channels",
    "Asked 5 5",
    "Answered 5 5",
    "Late 0 0",
    "Streak 5 5",
    "Longest streak 5 5",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it("paused, the channel rests until the day that was named; what is open is still revealed", async () => {
  const day = await monday({ questions });
  const { mira, jonas, slack } = day;
  await day.at("2027-03-15T09:00");
  expect(told(await jonas.command("pause"))).toEqual([
    "Only managers of this channel may do that. Ask mira, who set it up.",
  ]);
  expect(told(await mira.command("pause until 2027-03-18"))).toEqual([
    "Paused. Next question: Thu 18 Mar, 09:00. What is open is still revealed.",
  ]);
  await day.at("2027-03-15T16:00");
  for (const date of [16, 17]) await day.at(`2027-03-${date}T09:00`);
  expect(told(await jonas.command("status"))).toEqual([
    "Daily Drill here",
    "Last: Mon 15 Mar, Cursors or offsets (revealed)",
    "Next: Thu 18 Mar, 09:00",
    "None today: paused.",
  ]);
  expect(await channel(day)).toEqual(["Cursors or offsets: Revealed · 0 answered"]);
  await day.at("2027-03-18T09:00");
  expect(told(await mira.command("pause"))).toEqual([
    "Paused until somebody types /drill resume. What is open is still revealed.",
  ]);
  await day.at("2027-03-19T09:00");
  expect(told(await mira.command("resume"))).toEqual(["Running again. Next question: Mon 22 Mar, 09:00."]);
  await day.at("2027-03-22T09:00");
  expect(await channel(day)).toEqual([
    "Cursors or offsets: Revealed · 0 answered",
    "A queue that grows: Revealed · 0 answered",
    "Migrations without a stop: Reveal: 16:00",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it("archived, the channel is left in peace, and Mira hears of it directly; unarchived, what was owed is revealed and she is offered Resume", async () => {
  const day = await monday({ questions });
  const { slack } = day;
  await day.at("2027-03-15T09:00");
  await slack.changeChannel({ channel: "backend", to: "archived" });
  await day.settled();
  for (const time of ["15T16:00", "16T09:00", "17T09:00"]) await day.at(`2027-03-${time}`);
  expect(await direct(day)).toEqual([
    gone,
    "<#CBACKEND> Held up, because the channel is archived. I try again every hour; mending the cause is enough.",
  ]);
  expect(await channel(day)).toEqual(["Cursors or offsets: Reveal: 16:00"]);
  await slack.changeChannel({ channel: "backend", to: "unarchived" });
  await day.settled();
  expect(await channel(day)).toEqual(["Cursors or offsets: Revealed · 0 answered"]);
  await resumed(day);
  expect(await channel(day)).toEqual([
    "Cursors or offsets: Revealed · 0 answered",
    "A queue that grows: Reveal: 16:00",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it("taken out of the channel, the bot says so to Mira directly; invited by her again, it offers Resume", async () => {
  const day = await monday({ questions });
  const { jonas, slack } = day;
  await day.at("2027-03-15T09:00");
  await jonas.say(await day.question(), "What I would do about it.");
  await slack.kick({ channel: "backend" });
  await day.settled();
  for (const time of ["16T09:00", "17T09:00"]) await day.at(`2027-03-${time}`);
  expect(await direct(day)).toEqual([gone]);
  await slack.invite({ channel: "backend", by: "mira" });
  await day.settled();
  await resumed(day);
  expect(await channel(day)).toEqual([
    "Cursors or offsets: Revealed · 1 answered",
    "A queue that grows: Reveal: 16:00",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it.each(["uninstalled-first", "revoked-first"] as const)(
  "uninstalled (%s), nothing is asked any more, nobody is told, and after thirty days all of it is forgotten and Slack left alone",
  async (order) => {
    const day = await monday({ questions });
    const { slack, records, app } = day;
    await day.at("2027-03-15T09:00");
    await slack.uninstall({ order });
    await day.settled();
    await day.at("2027-03-15T16:00");
    for (const date of [16, 17, 18]) await day.at(`2027-03-${date}T09:00`);
    const calls = (await slack.calls()).filter(({ at }) => at > "2027-03-15T08:01:00Z");
    expect(new Set(calls.map(({ answer }) => answer))).toEqual(new Set(["account_inactive"]));
    // The reveal of Monday is still owed, and waits: nothing is posted to who takes nothing.
    expect(calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
    expect(await direct(day)).toEqual([]);
    await day.at("2027-04-14T10:00");
    await upkeep(app.world);
    expect(await Array.fromAsync(records.plans.list(""))).toEqual([]);
    const asked = (await slack.calls()).length;
    for (const hour of [12, 14, 16]) await day.at(`2027-04-14T${hour}:00`);
    expect((await slack.calls()).length).toBe(asked);
    expect(await slack.violations()).toEqual([]);
  },
);
