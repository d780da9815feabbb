import { describe, expect, it } from "vitest";
import { upkeep } from "../../../src/app/upkeep/upkeep.ts";
import { lines, read, told } from "../as-told.ts";
import { teamQuestions } from "../team-questions.ts";
import type { DiscordDay } from "./discord-day.ts";
import { channel } from "./discord-rig.ts";
import { kinds, monday } from "./team-day.ts";

// A week in a channel of Discord: the whole bot over the stand-in. It starts on Monday, 15 March 2027, in Berlin.

const twins = teamQuestions.map((question) => ({ ...question, id: `${question.id}-2` as typeof question.id }));
/** Enough that no word is said of a bank that runs dry. */
const questions = [...teamQuestions, ...twins];

/** Title and last line of each question in the channel, oldest first. */
async function asked(day: DiscordDay): Promise<readonly string[]> {
  return (await day.shown()).map(({ text }) => {
    const [title, ...others] = lines(text);
    return `${title}: ${others.at(-1)?.split(". ")[0]}`;
  });
}

const gone =
  "I cannot post here any more: I was taken out of the channel, or it was archived. Its questions are paused. Invite " +
  "me again, or unarchive it, to go on.";
const back = ["I am back in this channel. Its questions are paused.", `Resume: type /drill resume in <#${channel}>`];
const dayOff = [
  "Daily Drill here",
  "Last: Tue 16 Mar, Cursors or offsets (revealed)",
  "Next: Thu 18 Mar, 09:00",
  "None today: day off, Team day.",
];

/** Mira goes on, and the day after there is a question again. */
async function resumed(day: DiscordDay): Promise<void> {
  expect(told(await day.mira.command("resume"))).toEqual(["Running again. Next question: Thu 18 Mar, 09:00."]);
  await day.at("2027-03-18T09:00");
}

describe.each(kinds)("a week in the %s channel", (kind) => {
  it("each working day has a question of its own, a day off and the weekend have none, and nobody's answers are counted twice", async () => {
    const day = await monday({ kind, questions });
    const { mira, jonas, discord } = day;
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
    expect(await asked(day)).toEqual([
      "Slow since noon: Revealed · 1 answered",
      "Cursors or offsets: Revealed · 1 answered",
      "Migrations without a stop: Revealed · 1 answered",
      "A queue that grows: Revealed · 1 answered",
      "Idempotency keys: Revealed · 1 answered",
    ]);
    const figure = (name: string, count: number) => [name, `  Here: ${count}`, `  In all channels: ${count}`];
    expect(told(await jonas.command("me"))).toEqual([
      "Your figures",
      ...figure("Asked", 5),
      ...figure("Answered", 5),
      ...figure("Late", 0),
      ...figure("Streak", 5),
      ...figure("Longest streak", 5),
    ]);
    const threads = await discord.threads({ channel: "drills" });
    expect(threads.map(({ name }) => name)).toEqual([
      "Slow since noon",
      "Cursors or offsets",
      "Migrations without a stop",
      "A queue that grows",
      "Idempotency keys",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("paused, the channel rests until the day that was named; what is open is still revealed", async () => {
    const day = await monday({ kind, questions });
    const { mira, jonas, discord } = day;
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
      "Last: Mon 15 Mar, Slow since noon (revealed)",
      "Next: Thu 18 Mar, 09:00",
      "None today: paused.",
    ]);
    expect(await asked(day)).toEqual(["Slow since noon: Revealed · 0 answered"]);
    await day.at("2027-03-18T09:00");
    expect(told(await mira.command("pause"))).toEqual([
      "Paused until somebody types /drill resume. What is open is still revealed.",
    ]);
    await day.at("2027-03-19T09:00");
    expect(told(await mira.command("resume"))).toEqual(["Running again. Next question: Mon 22 Mar, 09:00."]);
    await day.at("2027-03-22T09:00");
    expect(await asked(day)).toEqual([
      "Slow since noon: Revealed · 0 answered",
      "Migrations without a stop: Revealed · 0 answered",
      "Idempotency keys: Reveal: 16:00",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("a thread that was archived wakes with the next answer; one that was locked too still gets its reveal, and stays locked", async () => {
    const day = await monday({ kind, questions });
    const { mira, jonas, priya, discord } = day;
    await day.at("2027-03-15T09:00");
    const thread = await day.question();
    const standing = async (): Promise<readonly boolean[]> => {
      const { archived, locked } = await discord.channel(thread);
      return [archived, locked];
    };
    await jonas.say(thread, "I would look at the graphs.");
    await day.settled();
    await discord.changeThread({ channel: thread, archived: true });
    expect(await standing()).toEqual([true, false]);
    await priya.say(thread, "And I would ask who deployed.");
    await day.settled();
    expect(await standing()).toEqual([false, false]);
    await discord.changeThread({ channel: thread, archived: true, locked: true });
    await day.settled();
    await expect(priya.say(thread, "Nobody can write this.")).rejects.toThrow("Slow since noon is locked");
    await mira.press(thread, "answer/2027-03-15");
    expect(told(await mira.submit({ text: "The last deploy." }))).toEqual([
      "Saved. You can change it until the reveal, 16:00.",
    ]);
    expect(await standing()).toEqual([true, true]);
    await day.at("2027-03-15T16:00");
    expect(await asked(day)).toEqual(["Slow since noon: Revealed · 3 answered"]);
    expect(read(await day.shown(thread))).toEqual([
      ["Reference answer", "What changed at noon.", "Sources: RFC 9110"],
      [
        "What a good answer covers",
        "The last deploy · 0 of 3",
        "Behind each point: how many of the answers I can read cover it.",
      ],
      [
        "Answers given through the form",
        "mira",
        "The last deploy.",
        "[My result]",
        "[Answer late]",
        "[All answers]",
        "[Flag]",
      ],
    ]);
    expect(await standing()).toEqual([false, true]);
    await day.at("2027-03-16T09:00");
    expect((await asked(day)).length).toBe(2);
    expect(await discord.violations()).toEqual([]);
  });

  it("hidden from the bot, the channel is left in peace, and Mira hears of it directly; shown again, what was owed is revealed and she is told how to go on", async () => {
    const day = await monday({ kind, questions });
    const { mira, discord } = day;
    await day.at("2027-03-15T09:00");
    await discord.overwrite({ channel: "drills", overwrites: [{ of: "the bot", deny: ["VIEW_CHANNEL"] }] });
    await day.settled();
    for (const time of ["15T16:00", "16T09:00", "17T09:00"]) await day.at(`2027-03-${time}`);
    const heldUp = "Held up, because I lack a permission there. I try again every hour; mending the cause is enough.";
    expect(read(await mira.whispers())).toEqual([[gone], [heldUp]]);
    expect(await asked(day)).toEqual(["Slow since noon: Reveal: 16:00"]);
    await discord.overwrite({ channel: "drills", overwrites: [] });
    await day.settled();
    expect(await asked(day)).toEqual(["Slow since noon: Revealed · 0 answered"]);
    expect(read(await mira.whispers())).toEqual([[gone], [heldUp], back]);
    await resumed(day);
    expect(await asked(day)).toEqual([
      "Slow since noon: Revealed · 0 answered",
      "Migrations without a stop: Reveal: 16:00",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("taken out of the server, the bot asks nothing; invited again, it reveals what it owes and tells Mira how to go on", async () => {
    const day = await monday({ kind, questions });
    const { mira, jonas, discord } = day;
    await day.at("2027-03-15T09:00");
    const thread = await day.question();
    await jonas.say(thread, "What I would do about it.");
    await discord.kick({ guild: "acme" });
    await day.settled();
    await discord.write({ channel: thread, user: "priya", text: "Said while the bot was not there." });
    for (const time of ["16T09:00", "17T09:00"]) await day.at(`2027-03-${time}`);
    // Discord lets nobody write to people with whom they share no server.
    expect(await mira.whispers()).toEqual([]);
    await discord.invite({ guild: "acme" });
    await day.settled();
    // What was said meanwhile and before the reveal counts: the thread is read back.
    expect(await asked(day)).toEqual(["Slow since noon: Revealed · 2 answered"]);
    expect(read(await mira.whispers())).toEqual([back]);
    await resumed(day);
    expect(await asked(day)).toEqual([
      "Slow since noon: Revealed · 2 answered",
      "Migrations without a stop: Reveal: 16:00",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("taken out for good, it asks nothing and tells nobody; after thirty days all of it is forgotten, and the server left alone", async () => {
    const day = await monday({ kind, questions });
    const { mira, jonas, discord, records, app } = day;
    await day.at("2027-03-15T09:00");
    await jonas.say(await day.question(), "What I would do about it.");
    await discord.kick({ guild: "acme" });
    await day.settled();
    for (const date of [15, 16, 17, 18]) await day.at(`2027-03-${date}T16:00`);
    expect(await asked(day)).toEqual(["Slow since noon: Reveal: 16:00"]);
    expect(await mira.whispers()).toEqual([]);
    await day.at("2027-04-14T10:00");
    await upkeep(app.world);
    for (const all of [records.plans, records.drills, records.entries]) {
      expect(await Array.fromAsync<unknown>(all.list(""))).toEqual([]);
    }
    const calls = (await discord.calls()).length;
    for (const hour of [12, 14, 16]) await day.at(`2027-04-14T${hour}:00`);
    expect((await discord.calls()).length).toBe(calls);
    expect(await discord.violations()).toEqual([]);
  });
});
