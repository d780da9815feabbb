import { expect, it } from "vitest";
import type { MessageId } from "../../../src/core/keys.ts";
import { formOf, lines, told } from "../as-told.ts";
import { teamQuestions } from "../team-questions.ts";
import { startSlackDay } from "./slack-day.ts";
import { nineOClock, team, thread } from "./team-day.ts";

// A day in a channel of Slack: the whole bot over the stand-in, which keeps to Slack's own limits and checks whatever is
// sent. Mira is an admin, Jonas and Priya are members; it is Monday, 15 March 2027, in Berlin.

it("invited, the bot thanks Mira alone and helps her to set it up; in the channel it says nothing before the first question", async () => {
  const channels = [{ name: "backend", withBot: false }];
  const day = await startSlackDay({ plan: null, questions: teamQuestions, opening: { ...team, channels } });
  const { slack, mira, jonas } = day;
  await slack.invite({ channel: "backend", by: "mira" });
  await day.settled();
  const [welcome, ...others] = await mira.whispers();
  expect([welcome?.text.trim(), others]).toEqual([
    "Thank you for inviting me. I ask one interview question every working day, and reveal a good answer later. Choose " +
      "when and about what; until the first question I say nothing in the channel.",
    [],
  ]);
  const form = formOf(await mira.press(welcome?.id ?? ("" as MessageId), "command/setup"));
  expect(form.values).toEqual({
    zone: "Europe/Berlin",
    days: ["1", "2", "3", "4", "5"],
    postAt: "09:00",
    reveal: "same-day",
    revealAt: "16:00",
    mode: "open",
    topics: [],
    levels: [],
  });
  const zones = await mira.choices("setup", "zone", "lisb");
  expect(zones.map(({ label }) => label)).toEqual(["Lisbon (Europe), it is 08:00 there"]);
  expect(told(await mira.submit(form.values))).toEqual([
    "First question: Tue 16 Mar, 09:00",
    "Then Wed 17 Mar, Thu 18 Mar, Fri 19 Mar.",
    "Reveal: the same day, 16:00.",
    "12 questions: until 31 March",
  ]);
  expect(await day.heard()).toEqual([]);
  expect(await jonas.whispers()).toEqual([]);
  await day.at("2027-03-16T09:00");
  expect((await day.heard()).length).toBe(1);
  expect(await slack.violations()).toEqual([]);
});

it("where the bot was not invited first, /drill setup keeps what was entered, and says how to mend it", async () => {
  const channels = [{ name: "backend", withBot: false }];
  const day = await startSlackDay({ plan: null, questions: teamQuestions, opening: { ...team, channels } });
  const { slack, mira, jonas } = day;
  const { values } = formOf(await jonas.command("setup"));
  const entered = { ...values, postAt: "10:30", mode: "sealed" };
  expect(await jonas.submit(entered)).toEqual({
    kind: "errors",
    errors: {
      zone: "I cannot work here yet, because I am not in the channel; invite me. Type /invite and my name in the channel.",
    },
  });
  expect(jonas.form()?.values).toEqual(entered);
  await slack.invite({ channel: "backend", by: "jonas" });
  expect(told(await jonas.submit(entered))).toEqual([
    "First question: Mon 15 Mar, 10:30",
    "Then Tue 16 Mar, Wed 17 Mar, Thu 18 Mar.",
    "Reveal: the same day, 16:00.",
    "12 questions: until 30 March",
  ]);
  expect(told(await mira.command("managers list"))).toEqual([
    "Managers of this channel",
    "everyone the workspace makes a manager here",
    "jonas, who set it up",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it("at nine the question appears, and a screen reader says all of it: the title and the question first; nobody is pinged", async () => {
  const day = await nineOClock();
  const { slack, jonas } = day;
  expect((await day.heard()).map(lines)).toEqual([
    [
      "Cursors or offsets",
      "When is an offset wrong?",
      "Topic api · mid · a topic new to this channel",
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    ],
  ]);
  const [message] = await jonas.channel();
  expect(message?.actions.map(({ label }) => label)).toEqual(["Answer"]);
  expect(message?.pings).toEqual([]);
  expect((await slack.messages({ channel: "backend" })).map(({ unfurls }) => unfurls)).toEqual([false]);
  expect(await slack.violations()).toEqual([]);
});

it("who answers in the thread can use several messages, a file, or the channel as well; what counts has a receipt", async () => {
  const day = await nineOClock();
  const { slack, asked, jonas, priya } = day;
  await jonas.say(asked, "good one");
  const first = await jonas.say(asked, "It is wrong when rows come and go.");
  await jonas.say(asked, "And slow far in.");
  const file = { channel: "backend", user: "priya", thread: asked, file: "pages.png" };
  await slack.write({ ...file, text: "I would draw it: page two begins too late." });
  await slack.write({
    channel: "backend",
    user: "priya",
    thread: asked,
    broadcast: true,
    text: "A cursor stays where it was.",
  });
  await day.settled();
  await jonas.edit(first.message ?? asked, "An offset is wrong once rows come and go.");
  const [gone] = await slack.write({
    channel: "backend",
    user: "jonas",
    thread: asked,
    text: "Please ignore me, all of you.",
  });
  await day.settled();
  await jonas.remove((gone ?? "") as MessageId);
  expect(await thread(day)).toEqual([
    "good one",
    "📝 An offset is wrong once rows come and go.",
    "📝 And slow far in.",
    "📝 I would draw it: page two begins too late.",
    "📝 A cursor stays where it was.",
  ]);
  await day.at("2027-03-15T16:00");
  expect(told(await jonas.press(asked, "result/2027-03-15"))).toEqual([
    "Your result: Cursors or offsets",
    "Your answer",
    "An offset is wrong once rows come and go.",
    "And slow far in.",
    "0 of 1 point covered",
    "I did not spot",
    "Rows move",
    "I go by words, so I miss things. The reference answer is what counts.",
  ]);
  expect(told(await priya.press(asked, "result/2027-03-15")).slice(2, 4)).toEqual([
    "I would draw it: page two begins too late.",
    "A cursor stays where it was.",
  ]);
  expect(await slack.violations()).toEqual([]);
});

it("a message that was too short to count becomes the answer by its shortcut, and stops being one by the other", async () => {
  const day = await nineOClock();
  const { slack, asked, jonas, priya } = day;
  const { message } = await jonas.say(asked, "Rows move.");
  const said = message ?? asked;
  expect(await thread(day)).toEqual(["Rows move."]);
  expect(told(await jonas.point(said, "mine"))).toEqual(["Counted as your answer."]);
  expect(await thread(day)).toEqual(["📝 Rows move."]);
  expect(told(await priya.point(said, "mine"))).toEqual(["Only your own messages can be your answer."]);
  expect(told(await jonas.point(said, "not-mine"))).toEqual(["No longer counted as your answer."]);
  await day.at("2027-03-15T16:00");
  expect(lines((await day.heard())[0] ?? "").at(-1)).toBe("Revealed · 0 answered");
  expect(await slack.violations()).toEqual([]);
});

it("the form keeps an answer from the others until the reveal, opens with what was written, and can be sent again", async () => {
  const day = await nineOClock();
  const { slack, asked, jonas, priya } = day;
  await priya.say(asked, "When somebody deletes a row.");
  const form = formOf(await priya.press(asked, "answer/2027-03-15"));
  expect([form.title, lines(form.intro), form.values]).toEqual([
    "Your answer",
    ["When is an offset wrong?", "Shown with your name at 16:00. Only you see your result."],
    { text: "When somebody deletes a row." },
  ]);
  const saved = ["Saved. You can change it until the reveal, 16:00."];
  expect(told(await priya.submit({ text: "When a row above is deleted." }))).toEqual(saved);
  expect(formOf(await priya.command("answer")).values).toEqual({ text: "When a row above is deleted." });
  expect(told(await priya.submit({ text: "When somebody deletes a row above." }))).toEqual(saved);
  expect((await jonas.thread(asked)).length).toBe(1);
  expect(told(await jonas.press(asked, "result/2027-03-15"))).toEqual(["Results come with the reveal."]);
  expect(await slack.violations()).toEqual([]);
});

it("at four the thread gets the reference answer, the points and what came through the form; the question says that it is revealed", async () => {
  const day = await nineOClock();
  const { slack, asked, jonas, priya } = day;
  await jonas.say(asked, "It is wrong when rows come and go.");
  await day.fill(priya, "When rows move, see https://example.org.");
  await day.at("2027-03-15T16:00");
  expect((await day.heard(asked)).map(lines)).toEqual([
    ["Reference answer: Cursors or offsets", "When rows come and go meanwhile.", "Sources: RFC 9110"],
    ["What a good answer covers: Cursors or offsets", "- Rows move"],
    ["Answers given through the form: Cursors or offsets", "priya", "> When rows move, see https://example.org."],
  ]);
  expect((await day.heard()).map(lines)).toEqual([
    [
      "Cursors or offsets",
      "When is an offset wrong?",
      "Topic api · mid · a topic new to this channel",
      "Revealed · 2 answered",
    ],
  ]);
  const buttons = (await jonas.thread(asked)).map(({ actions }) => actions.map(({ label }) => label));
  expect(buttons).toEqual([[], [], [], ["My result", "Answer late", "All answers", "Flag"]]);
  expect(await slack.violations()).toEqual([]);
});

it("after the reveal there are My result, a late answer that says so, all answers page by page, and Hide answer for Mira", async () => {
  const day = await nineOClock();
  const { slack, asked, mira, jonas, priya } = day;
  await day.fill(priya, "You should all read the manual.");
  await day.at("2027-03-15T16:00");
  expect(told(await jonas.press(asked, "result/2027-03-15"))).toEqual([
    "Your result: Cursors or offsets",
    "You did not answer this one.",
    "What a good answer covers",
    "Rows move",
  ]);
  const late = formOf(await jonas.press(asked, "late/2027-03-15"));
  expect(lines(late.intro).at(-1)).toBe("Marked late, shown behind All answers. It does not count for streaks.");
  expect(told(await jonas.submit({ text: "Now I know: rows move." }))).toEqual(["Saved as a late answer."]);
  const reveal = (await mira.thread(asked)).at(-1)?.id ?? asked;
  expect(told(await jonas.press(reveal, "answers/2027-03-15"))).toEqual([
    "All answers: Cursors or offsets",
    "priya",
    "You should all read the manual.",
    "jonas (late)",
    "Now I know: rows move.",
  ]);
  await mira.press(reveal, "answers/2027-03-15");
  const page = (await mira.whispers()).at(-1);
  const [hide] = page?.actions ?? [];
  expect([hide?.label, hide?.choices.map(({ label }) => label)]).toEqual(["Hide an answer", ["priya", "jonas"]]);
  await mira.press(page?.id ?? asked, hide?.id ?? "", "UPRIYA");
  await day.settled();
  expect(lines((await day.heard(asked)).at(-1) ?? "").slice(1)).toEqual(["priya", "Hidden by a manager."]);
  expect(await slack.violations()).toEqual([]);
});
