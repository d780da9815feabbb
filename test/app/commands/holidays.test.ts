import { describe, expect, it } from "vitest";
import { type Bot, startBot } from "../../support/bot.ts";
import { filledIn, textOf, typed } from "../../support/told.ts";

const daysOff = async (bot: Bot): Promise<readonly string[]> =>
  ((await bot.records.plans.get(bot.platform.channel))?.daysOff ?? []).map(({ from, to, name }) =>
    `${from}..${to} ${name ?? ""}`.trim(),
  );

describe("holidays", () => {
  it("saves dates and ranges, and no question is asked on them", async () => {
    const bot = await startBot();
    const dates = "2027-03-16 Fair\n2027-03-18..2027-03-19";
    expect(textOf(await filledIn(bot, "holidays", { dates }))).toBe("Saved: 2 entries.");
    expect(await daysOff(bot)).toEqual(["2027-03-16..2027-03-16 Fair", "2027-03-18..2027-03-19"]);
    for (let day = 15; day <= 20; day += 1) await bot.at(`2027-03-${day}T09:30`);
    expect(
      bot.platform.sends.flatMap(({ key }) => (key.includes("/question/") ? [key.split("/").at(-2)] : [])),
    ).toEqual(["2027-03-15", "2027-03-17"]);
  });

  it("opens with the dates as they stand", async () => {
    const bot = await startBot();
    await filledIn(bot, "holidays", { dates: "2027-03-18..2027-03-19 Away days" });
    const person = bot.platform.as(bot.platform.people.manager.id);
    await person.command("holidays");
    expect(person.form()?.values).toEqual({ dates: "2027-03-18..2027-03-19 Away days" });
  });

  it("says which line cannot be read, keeps what was typed and saves none of it", async () => {
    const bot = await startBot();
    const dates = "2027-03-16\nsome day";
    const told = await filledIn(bot, "holidays", { dates });
    expect(told.kind === "errors" ? Object.keys(told.errors) : told.kind).toEqual(["dates"]);
    expect(told.kind === "errors" ? told.errors["dates"]?.split(":")[0] : "").toBe("Line 2");
    expect(bot.platform.as(bot.platform.people.manager.id).form()?.values).toEqual({ dates });
    expect(await daysOff(bot)).toEqual([]);
  });

  it("says what is wrong with three lines, and how many more there are", async () => {
    const bot = await startBot();
    const wrong = (line: number): string =>
      `Line ${line}: not a date: day ${line} (write 2026-12-24, or 2026-12-24..2027-01-02, with a name after it if you like).`;
    const errors = async (lines: number) => {
      const dates = Array.from({ length: lines }, (_, at) => `day ${at + 1}`).join("\n");
      const told = await filledIn(bot, "holidays", { dates });
      return told.kind === "errors" ? told.errors["dates"] : told.kind;
    };
    expect(await errors(3)).toBe([wrong(1), wrong(2), wrong(3)].join(" "));
    expect(await errors(4)).toBe([wrong(1), wrong(2), wrong(3), "And 1 more line like that."].join(" "));
    expect(await errors(9)).toBe([wrong(1), wrong(2), wrong(3), "And 6 more lines like that."].join(" "));
  });

  it("saves no more than the form can show again: short dates are written out", async () => {
    const bot = await startBot();
    const dates = Array.from({ length: 300 }, (_, at) => `${(at % 25) + 1}.${Math.floor(at / 25) + 1}.2028`);
    expect(dates.join(",").length).toBe(2966);
    const told = await filledIn(bot, "holidays", { dates: dates.join(",") });
    expect(told).toEqual({
      kind: "errors",
      errors: {
        dates:
          "Written out, these dates take 3299 characters, and the form shows 3000. " +
          "Join days as 2026-12-24..2027-01-02, or shorten names.",
      },
    });
    expect(await daysOff(bot)).toEqual([]);
  });

  it("an empty form takes all days off away", async () => {
    const bot = await startBot();
    await filledIn(bot, "holidays", { dates: "2027-03-16" });
    expect(textOf(await filledIn(bot, "holidays", { dates: "" }))).toBe("No days off.");
    expect(await daysOff(bot)).toEqual([]);
  });

  it("a date that is no day off any more is not asked afterwards, nor counted as missed", async () => {
    const bot = await startBot();
    await filledIn(bot, "holidays", { dates: "2027-03-15..2027-03-16" });
    await bot.at("2027-03-16T10:00");
    await filledIn(bot, "holidays", { dates: "" });
    await bot.pass({ minutes: 1 });
    expect(bot.platform.sends).toEqual([]);
    expect(await Array.fromAsync(bot.records.drills.list(""))).toEqual([]);
  });

  it("needs a plan", async () => {
    expect(await typed(await startBot({ plan: null }), "holidays")).toBe(
      "This channel has no plan yet. /drill setup makes one.",
    );
  });
});
