import { describe, expect, it } from "vitest";
import type { ChannelKey, PersonId } from "../../src/core/keys.ts";
import type { Response } from "../../src/core/message/message.ts";
import { type AskedBot, askedBot, today, toldText } from "../support/asked-bot.ts";

const notOpen = "This question is not open any more.";

describe("presses that nobody drew", () => {
  it.each([
    ["a date that is none", "answer/2027-13-45"],
    ["a date of another calendar", "answer/2027-02-30"],
    ["no date", "answer"],
    ["a path instead of a date", "answer/../../U2"],
    ["a date without a drill", "answer/2027-03-14"],
    ["an action that is none", `hack/${today}`],
    ["nothing at all", ""],
    ["a far year", "result/+002027-03-15"],
  ])("%s is answered, not thrown", async (_name, action) => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.press(bot.question, action))).toBe(notOpen);
  });

  it.each([
    ["my result", `result/${today}`],
    ["all answers", `answers/${today}`],
    ["a page of them", `answers/${today}/0.0`],
  ])("%s before the reveal says that results come with it", async (_name, action) => {
    const bot = await askedBot();
    await bot.fill(bot.mira, "sealed words");
    expect(toldText(await bot.jonas.press(bot.question, action))).toBe("Results come with the reveal.");
  });

  it("hiding is for managers, and comes after the reveal", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "sealed words");
    expect(toldText(await bot.jonas.press(bot.question, `hide/${today}/0.0`, "U2"))).toBe(
      "Only managers of this channel may do that.",
    );
    expect(toldText(await bot.mira.press(bot.question, `hide/${today}/0.0`, "U2"))).toBe(
      "Results come with the reveal.",
    );
    await bot.reveal();
    expect(toldText(await bot.mira.press(bot.question, `hide/${today}/0.0`, "U9"))).toBe(
      "That answer is not there any more.",
    );
    expect((await bot.answers()).map(({ hidden }) => hidden)).toEqual([false]);
  });

  it("a late form sent while the question is open is an answer in time", async () => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.press(bot.question, `late/${today}`))).toBe("form");
    expect(bot.jonas.form()?.title).toBe("Your answer");
    await bot.platform.tell((handlers) =>
      handlers.submitted({
        channel: bot.platform.channel,
        person: bot.platform.people.first.id,
        name: "",
        thread: null,
        form: `late/${today}`,
        values: { text: "not late at all" },
      }),
    );
    expect(await bot.counted()).toEqual([["U2", "not late at all"]]);
  });

  it("a form of no drill says that it is not open, at the form", async () => {
    const bot = await askedBot();
    const response = await bot.platform.tell((handlers) =>
      handlers.submitted({
        channel: bot.platform.channel,
        person: bot.platform.people.first.id,
        name: "",
        thread: null,
        form: "answer/2027-13-45",
        values: { text: "to nobody" },
      }),
    );
    expect(response).toEqual({ kind: "errors", errors: { "": notOpen } });
  });

  it("a press from another channel concerns that channel's drill, or none", async () => {
    const other = "fake/W1/random" as ChannelKey;
    const bot = await askedBot({ fake: { channels: ["fake/W1/backend" as ChannelKey, other] } });
    await bot.fill(bot.mira, "sealed words");
    await bot.reveal();
    const elsewhere = bot.platform.as(bot.platform.people.first.id, other);
    for (const action of ["answer", "late", "result", "answers"]) {
      expect(toldText(await elsewhere.press(bot.question, `${action}/${today}`))).toBe(notOpen);
    }
  });
});

describe("forms and presses that name another channel or workspace (fault 76)", () => {
  const backend = "fake/W1/backend" as ChannelKey;
  const elsewhere = ["fake/W1/random", "fake/W2/backend"] as const;
  const bot = (): Promise<AskedBot> =>
    askedBot({ fake: { channels: [backend, ...elsewhere.map((key) => key as ChannelKey)] } });

  it.each(elsewhere)("an answer sent from %s is nobody's answer here", async (channel) => {
    const asked = await bot();
    const from = { channel: channel as ChannelKey, person: asked.platform.people.first.id, thread: asked.question };
    for (const form of [`answer/${today}`, `late/${today}`, `answer/${backend}/${today}`]) {
      const told = await asked.platform.tell((handlers) =>
        handlers.submitted({ ...from, name: "", form, values: { text: "an answer from elsewhere" } }),
      );
      expect(told).toEqual({ kind: "errors", errors: { "": notOpen } });
    }
    expect(await Array.fromAsync(asked.records.entries.list(""))).toEqual([]);
  });

  it.each(elsewhere)(
    "a press in %s that names this channel's drill says that nothing is open there",
    async (channel) => {
      const asked = await bot();
      await asked.fill(asked.mira, "sealed words");
      await asked.reveal();
      const jonas = asked.platform.as(asked.platform.people.first.id, channel as ChannelKey);
      for (const name of ["answer", "late", "result", "answers", "hide"]) {
        for (const place of [today, `${backend}/${today}`, `../backend/${today}`, `${today}/../../backend`]) {
          expect(toldText(await jonas.press(asked.question, `${name}/${place}`, "U1"))).toBe(notOpen);
          asked.clock.pass(1_000);
        }
      }
    },
  );

  it.each(["setup", "holidays"])("%s sent from a channel changes that channel, by the rights there", async (form) => {
    const asked = await bot();
    const other = "fake/W1/random" as ChannelKey;
    const { first, manager } = asked.platform.people;
    const plan = await asked.records.plans.get(backend);
    if (plan === null) throw new Error("no plan");
    // Jonas manages his channel, and nothing else.
    await asked.records.plans.put(other, { ...plan, channel: other, configuredBy: first.id });
    const before = [await asked.records.plans.get(backend), await asked.records.plans.get(other)];
    const send = (channel: ChannelKey, person: PersonId): Promise<Response> =>
      asked.platform.tell((handlers) =>
        handlers.submitted({
          channel,
          person,
          name: "",
          thread: null,
          form,
          values: { ...setupValues, channel: backend },
        }),
      );
    expect(await send(backend, first.id)).toEqual({
      kind: "errors",
      errors: { "": "Only managers of this channel may do that. Ask Mira, who set it up." },
    });
    expect((await send("fake/W2/backend" as ChannelKey, first.id)).kind).toBe(form === "setup" ? "message" : "errors");
    expect([await asked.records.plans.get(backend), await asked.records.plans.get(other)]).toEqual(before);
    expect((await send(other, first.id)).kind).toBe("message");
    expect(await asked.records.plans.get(backend)).toEqual(before[0]);
    expect((await send(backend, manager.id)).kind).toBe("message");
  });
});

const setupValues = {
  zone: "Europe/Berlin",
  days: ["1"],
  postAt: "08:00",
  reveal: "same-day",
  revealAt: "16:00",
  dates: "2027-12-24",
};
