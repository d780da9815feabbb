import { describe, expect, it } from "vitest";
import { cachingQuestion } from "../../support/caching-question.ts";
import { formOf, lines, messageOf, read, told } from "../as-told.ts";
import { kinds, nineOClock, thread } from "./team-day.ts";

// A day in a channel of Discord: the whole bot over the stand-in, which keeps to Discord's own limits and checks whatever
// is sent. Mira may manage the channel, Jonas and Priya are members; it is Monday, 15 March 2027, in Berlin.

describe.each(kinds)("a day in the %s channel", (kind) => {
  it("at nine the question appears with its thread; what a notification shows comes first, and nobody is pinged", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked } = day;
    expect(read(await day.shown())).toEqual([
      [
        "Slow since noon",
        "What do you look at first?",
        "Topic operations · mid · a topic new to this channel",
        "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
        "[Answer]",
      ],
    ]);
    const [message] = await discord.messages({ channel: "drills" });
    expect([message?.content, message?.pinged]).toEqual([
      "## Slow since noon\nWhat do you look at first?",
      { users: [], roles: [], everyone: false },
    ]);
    const threads = await discord.threads({ channel: "drills" });
    expect(threads.map(({ id, name, kind: of }) => [id, name, of])).toEqual([
      [asked, "Slow since noon", kind === "text" ? "public thread" : "announcement thread"],
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("who answers in the thread can use several messages, or a file, and change or delete them; what counts has a receipt", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked, jonas, priya } = day;
    await jonas.say(asked, "good one");
    const first = await jonas.say(asked, "I would look at the graphs.");
    await jonas.say(asked, "And at the log.");
    const gone = await jonas.say(asked, "Or would I?");
    const file = { channel: asked, user: "priya", files: ["graph.png"] };
    await discord.write({ ...file, text: "Here it is: the latency went up at noon." });
    await discord.write({ channel: asked, user: "priya", text: "So I ask what changed at noon." });
    await day.settled();
    await jonas.edit(first.message ?? asked, "I would look at the graphs, since when it is slow.");
    await jonas.remove(gone.message ?? asked);
    await day.settled();
    expect(await thread(day)).toEqual([
      "good one",
      "📝 I would look at the graphs, since when it is slow.",
      "📝 And at the log.",
      "📝 Here it is: the latency went up at noon.",
      "📝 So I ask what changed at noon.",
    ]);
    expect(formOf(await jonas.press(asked, "answer/2027-03-15")).values).toEqual({
      text: "I would look at the graphs, since when it is slow.\nAnd at the log.",
    });
    await day.at("2027-03-15T16:00");
    const answer = async (who: typeof jonas) => told(await who.press(asked, "result/2027-03-15")).slice(1, 4);
    expect(await answer(jonas)).toEqual([
      "Your answer",
      "I would look at the graphs, since when it is slow.",
      "And at the log.",
    ]);
    expect(await answer(priya)).toEqual([
      "Your answer",
      "Here it is: the latency went up at noon.",
      "So I ask what changed at noon.",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("a message that was too short to count becomes the answer by its command, and stops being one by the other", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked, jonas, priya } = day;
    const { message } = await jonas.say(asked, "The last deploy.");
    const said = message ?? asked;
    await day.settled();
    expect(await thread(day)).toEqual(["The last deploy."]);
    expect(told(await jonas.point(said, "mine"))).toEqual(["Counted as your answer."]);
    await day.settled();
    expect(await thread(day)).toEqual(["📝 The last deploy."]);
    expect(told(await priya.point(said, "mine"))).toEqual(["Only your own messages can be your answer."]);
    expect(told(await jonas.point(asked, "mine"))).toEqual([
      "Only a reply in the thread of a question can be an answer.",
    ]);
    expect(told(await jonas.point(said, "not-mine"))).toEqual(["No longer counted as your answer."]);
    await day.at("2027-03-15T16:00");
    expect(read(await day.shown())[0]?.slice(-4)).toEqual([
      "Revealed · 0 answered",
      "[My result]",
      "[Answer late]",
      "[Flag]",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("the form keeps an answer from the others until the reveal, opens with what was written, and can be sent again", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked, jonas, priya } = day;
    await priya.say(asked, "At what was deployed at noon.");
    const form = formOf(await priya.press(asked, "answer/2027-03-15"));
    expect([form.title, lines(form.intro), form.values]).toEqual([
      "Your answer",
      ["What do you look at first?", "Shown with your name at 16:00. Only you see your result."],
      { text: "At what was deployed at noon." },
    ]);
    const saved = ["Saved. You can change it until the reveal, 16:00."];
    expect(told(await priya.submit({ text: "At the last deploy." }))).toEqual(saved);
    expect(formOf(await priya.command("answer")).values).toEqual({ text: "At the last deploy." });
    expect(told(await priya.submit({ text: "At the last deploy, and its log." }))).toEqual(saved);
    expect((await jonas.thread(asked)).length).toBe(1);
    expect(told(await jonas.press(asked, "result/2027-03-15"))).toEqual(["Results come with the reveal."]);
    expect(await discord.violations()).toEqual([]);
  });

  it("at four the thread gets the reference answer, the points and what came through the form; the question says that it is revealed", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked, jonas, priya } = day;
    await jonas.say(asked, "I would look at the graphs.");
    await day.fill(priya, "The last deploy, see https://example.org.");
    await day.at("2027-03-15T16:00");
    expect(read(await day.shown(asked))).toEqual([
      ["Reference answer", "What changed at noon.", "Sources: RFC 9110"],
      ["What a good answer covers", "The last deploy"],
      [
        "Answers given through the form",
        "priya",
        "The last deploy, see https://example.org.",
        "[My result]",
        "[Answer late]",
        "[All answers]",
        "[Flag]",
      ],
    ]);
    expect(read(await day.shown())).toEqual([
      [
        "Slow since noon",
        "What do you look at first?",
        "Topic operations · mid · a topic new to this channel",
        "Revealed · 2 answered",
        "[My result]",
        "[Answer late]",
        "[Flag]",
      ],
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("My result says which points were found in the answer, alone to who gave it, and takes an objection", async () => {
    const day = await nineOClock({ kind, questions: [cachingQuestion] });
    const { discord, asked, jonas, priya } = day;
    const copies = "I would put a cache in front: it keeps copies of the rows, so there are fewer queries.";
    await jonas.say(asked, `${copies} What is old goes after a while.`);
    await day.at("2027-03-15T16:00");
    const result = messageOf(await jonas.press(asked, "result/2027-03-15"));
    expect(read([result])).toEqual([
      [
        "Your result: Caching",
        "Your answer",
        `${copies} What is old goes after a while.`,
        "2 of 3 points covered",
        "Covered",
        "A cache keeps copies in a faster place",
        "  “keeps copies”",
        "It takes load off the database",
        "  “fewer queries”",
        "I did not spot",
        "Stale data is served until a TTL removes it",
        "I go by words, so I miss things. The reference answer is what counts.",
        "[I did say that]",
        "[That is not right]",
      ],
    ]);
    const [didSay] = result.actions;
    const stale = didSay?.choices[0]?.value ?? "";
    expect(told(await jonas.press(result.id, didSay?.id ?? "", stale))).toEqual([
      "I did say that: Stale data is served until a TTL removes it",
      `${copies} What is old goes after a while.`,
      "Kept for review: these words, the point and the day. Whoever looks after the questions sees them without your " +
        "name; your id stays with them here, so that /drill me can show them to you and forget them.",
    ]);
    expect(await priya.whispers()).toEqual([]);
    expect(await discord.violations()).toEqual([]);
  });

  it("after the reveal there are My result, a late answer that says so, all answers page by page, and Hide answer for Mira", async () => {
    const day = await nineOClock({ kind });
    const { discord, asked, mira, jonas, priya } = day;
    await day.fill(priya, "You should all read the manual.");
    await day.at("2027-03-15T16:00");
    expect(told(await jonas.press(asked, "result/2027-03-15"))).toEqual([
      "Your result: Slow since noon",
      "You did not answer this one.",
      "What a good answer covers",
      "The last deploy",
    ]);
    const late = formOf(await jonas.press(asked, "late/2027-03-15"));
    expect(lines(late.intro).at(-1)).toBe("Marked late, shown behind All answers. It does not count for streaks.");
    expect(told(await jonas.submit({ text: "Now I know: the last deploy." }))).toEqual(["Saved as a late answer."]);
    const reveal = (await mira.thread(asked)).at(-1)?.id ?? asked;
    expect(told(await jonas.press(reveal, "answers/2027-03-15"))).toEqual([
      "All answers: Slow since noon",
      "priya",
      "You should all read the manual.",
      "jonas (late)",
      "Now I know: the last deploy.",
    ]);
    const page = messageOf(await mira.press(reveal, "answers/2027-03-15"));
    const [hide] = page.actions;
    expect([hide?.label, hide?.choices.map(({ label }) => label)]).toEqual(["Hide an answer", ["priya", "jonas"]]);
    await mira.press(page.id, hide?.id ?? "", hide?.choices[0]?.value ?? "");
    await day.settled();
    expect(lines((await day.shown(asked)).at(-1)?.text ?? "").slice(1)).toEqual(["priya", "Hidden by a manager."]);
    expect(await discord.violations()).toEqual([]);
  });
});
