import { describe, expect, it } from "vitest";
import { lines, messageOf, read, told } from "../as-told.ts";
import { channel, guild } from "./discord-rig.ts";
import { kinds, nineOClock, thread } from "./team-day.ts";

// Days in a channel where many answer, where all answers are sealed until the reveal, and where replies cannot be read.

describe.each(kinds)("a day in the %s channel", (kind) => {
  it("forty answers are ten in the thread, and the rest page by page behind All answers, each page in the place of the one before", async () => {
    const crowd = Array.from({ length: 40 }, (_, at) => `p${at + 1}`);
    const day = await nineOClock({ kind, crowd });
    const { discord, asked, jonas } = day;
    for (const name of crowd) {
      await day.fill(day.somebody(name), `Answer of ${name}.`);
      await day.pass({ seconds: 20 });
    }
    await day.at("2027-03-15T16:00");
    const reveal = (await day.shown(asked)).at(-1);
    expect(read(reveal === undefined ? [] : [reveal])).toEqual([
      [
        "Answers given through the form",
        ...crowd.slice(0, 10).flatMap((name) => [name, `Answer of ${name}.`]),
        "and 30 more behind All answers",
        "[My result]",
        "[Answer late]",
        "[All answers]",
        "[Flag]",
      ],
    ]);
    const pages: (readonly string[])[] = [];
    let page = messageOf(await jonas.press(reveal?.id ?? asked, "answers/2027-03-15"));
    const first = page.id;
    for (;;) {
      pages.push(lines(page.text).filter((line) => /^(?:Answers \d|Answer of)/u.test(line)));
      const next = page.actions.find(({ label }) => label === "Next");
      if (next === undefined) break;
      page = messageOf(await jonas.press(page.id, next.id));
    }
    const answers = (from: number) => Array.from({ length: 10 }, (_, at) => `Answer of p${from + at}.`);
    expect(pages).toEqual([1, 11, 21, 31].map((from) => [`Answers ${from} to ${from + 9} of 40`, ...answers(from)]));
    expect((await jonas.whispers()).map(({ id }) => id)).toEqual([first]);
    expect(await discord.violations()).toEqual([]);
  });

  it("sealed, a reply in the thread does not count and is left alone, and the reveal opens all answers with a line in the channel", async () => {
    const day = await nineOClock({ kind, plan: { mode: "sealed", announceReveal: true } });
    const { discord, asked, jonas, priya } = day;
    expect(lines((await day.shown())[0]?.text ?? "").at(-1)).toBe(
      "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
    );
    await jonas.say(asked, "I would look at the last deploy.");
    await day.settled();
    expect(await thread(day)).toEqual(["I would look at the last deploy."]);
    expect(await day.shown(asked)).toEqual([]);
    expect(told(await day.fill(jonas, "The last deploy."))).toEqual([
      "Saved. You can change it until the reveal, 16:00.",
    ]);
    expect(await priya.whispers()).toEqual([]);
    await day.at("2027-03-15T16:00");
    const link = `https://discord.com/channels/${guild}/${channel}/${asked}`;
    expect((await day.shown()).map(({ text }) => lines(text).at(-1))).toEqual([
      "Revealed · 1 answered",
      `Revealed: Slow since noon · 1 answered (${link})`,
    ]);
    expect(lines((await day.shown(asked)).at(-1)?.text ?? "").slice(1)).toEqual(["jonas", "The last deploy."]);
    expect(await discord.violations()).toEqual([]);
  });

  it("where replies cannot be read, the question asks for the button; the first reply gets one hint, a command or a mention counts", async () => {
    const day = await nineOClock({ kind, messageContent: "off" });
    const { discord, asked, jonas, priya } = day;
    expect(lines((await day.shown())[0]?.text ?? "").at(-1)).toBe(
      "Reveal: 16:00. Press Answer: what you write stays private until then.",
    );
    await jonas.say(asked, "It was the last deploy, I would say.");
    const second = await priya.say(asked, "Nothing is to be seen in the log.");
    await day.settled();
    expect(read(await day.shown(asked))).toEqual([
      ["I cannot read replies here. Press Answer, and what you write there counts.", "[Answer]"],
    ]);
    expect(told(await priya.point(second.message ?? asked, "mine"))).toEqual(["Counted as your answer."]);
    await jonas.say(asked, `<@${discord.keys.botUser}> It was the last deploy, I would say.`);
    await day.settled();
    expect(await thread(day)).toEqual([
      "It was the last deploy, I would say.",
      "📝 Nothing is to be seen in the log.",
      `📝 <@${discord.keys.botUser}> It was the last deploy, I would say.`,
    ]);
    await day.at("2027-03-15T16:00");
    expect(lines((await day.shown())[0]?.text ?? "").at(-1)).toBe("Revealed · 2 answered");
    expect(told(await jonas.press(asked, "result/2027-03-15")).slice(1, 3)).toEqual([
      "Your answer",
      "It was the last deploy, I would say.",
    ]);
    expect(await discord.violations()).toEqual([]);
  });
});
