import { describe, expect, it } from "vitest";
import { formOf, lines, messageOf, read, told } from "../as-told.ts";
import { kinds, monday } from "./team-day.ts";

// How Mira, who may manage the channel, sets it up: the whole bot over the stand-in. Jonas is a member; it is Monday,
// 15 March 2027, 09:00 in Berlin.

describe.each(kinds)("the %s channel", (kind) => {
  it("is set up by /drill setup: its options, a panel for the rest; nothing stands there before the first question", async () => {
    const day = await monday({ kind, plan: null });
    const { discord, mira, jonas } = day;
    expect(told(await jonas.choose("setup", { zone: "Europe/Berlin" }))).toEqual([
      "Only managers of this channel may do that.",
    ]);
    expect(await mira.choices("setup", "zone", "lisb")).toEqual([
      { value: "Europe/Lisbon", label: "Lisbon (Europe), it is 08:00 there" },
    ]);
    const panel = messageOf(await mira.choose("setup", { zone: "Europe/Berlin", "post-at": "10:30", mode: "sealed" }));
    expect(read([panel])).toEqual([
      [
        "Set up Daily Drill",
        "Time zone: Europe/Berlin",
        "Berlin (Europe), it is 09:00 there",
        "Question at: 10:30",
        "Reveal: The same day",
        "Reveal at: 16:00",
        'Only needed for "The same day" and "The next posting day"',
        "Answers: Sealed: only the form counts",
        "[Days]",
        "[Topics: None chosen means all]",
        "[Levels: None chosen means all]",
        "[Save]",
        "[Change these]",
      ],
    ]);
    await mira.mark(panel.id, "panel|choose|days|setup", ["1", "3"]);
    await mira.mark(panel.id, "panel|choose|topics|setup", ["api", "data"]);
    const form = formOf(await mira.press(panel.id, "panel|open|0|setup"));
    expect([form.title, form.labels, form.values]).toEqual([
      "Set up Daily Drill",
      ["Time zone", "Question at", "Reveal", "Reveal at", "Answers"],
      { zone: "Europe/Berlin", postAt: "10:30", reveal: "same-day", revealAt: "16:00", mode: "sealed" },
    ]);
    await mira.submit({ postAt: "10:15" });
    expect(read([messageOf(await mira.press(panel.id, "panel|save||setup"))])).toEqual([
      [
        "First question: Mon 15 Mar, 10:15",
        "Then Wed 17 Mar, Mon 22 Mar, Wed 24 Mar.",
        "Reveal: the same day, 16:00.",
        "8 questions: until 7 April",
        "[Post now]",
        "[Show me one]",
      ],
    ]);
    expect(await day.shown()).toEqual([]);
    expect(told(await mira.choose("managers list", {}))).toEqual([
      "Managers of this channel",
      "everyone the workspace makes a manager here",
      "mira, who set it up",
    ]);
    await day.at("2027-03-15T10:15");
    expect((await day.shown()).map(({ text }) => lines(text).at(-1))).toEqual([
      "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
    ]);
    expect(await discord.violations()).toEqual([]);
  });

  it("where the bot lacks a permission, the panel keeps what was entered, and says how to mend it", async () => {
    const day = await monday({ kind, plan: null });
    const { discord, mira } = day;
    const overwrites = [{ of: "the bot", deny: ["CREATE_PUBLIC_THREADS" as const] }];
    await discord.overwrite({ channel: "drills", overwrites });
    const panel = messageOf(await mira.choose("setup", { zone: "Europe/Berlin", "post-at": "10:30" }));
    await mira.mark(panel.id, "panel|choose|topics|setup", ["data"]);
    const refused = messageOf(await mira.press(panel.id, "panel|save||setup"));
    const [title, why, ...entered] = lines(refused.text);
    expect([title, why]).toEqual([
      "Set up Daily Drill",
      "I cannot work here yet, because I lack a permission there. In the channel's settings, Permissions, allow me " +
        "Create Public Threads.",
    ]);
    expect(entered).toEqual(lines(panel.text).slice(1));
    await discord.overwrite({ channel: "drills", overwrites: [] });
    expect(told(await mira.press(panel.id, "panel|save||setup"))).toEqual([
      "First question: Mon 15 Mar, 10:30",
      "Then Tue 16 Mar, Wed 17 Mar, Thu 18 Mar.",
      "Reveal: the same day, 16:00.",
      "4 questions: until 18 March",
    ]);
    expect(await discord.violations()).toEqual([]);
  });
});
