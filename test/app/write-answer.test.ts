import { describe, expect, it } from "vitest";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import type { Response } from "../../src/core/message/message.ts";
import type { IncomingForm } from "../../src/ports/platform.ts";
import { type AskedBot, askedBot, long, today, toldText } from "../support/asked-bot.ts";
import { HeldPlatform } from "../support/held-platform.ts";

const notOpen = "This question is not open any more.";
const warnings = (bot: AskedBot) =>
  bot.log.filter(({ level }) => level !== "info").map(({ event, fields }) => [event, fields]);

/** A form sent by somebody, Jonas unless told otherwise, under the name that came with it. */
function send(bot: AskedBot, given: Partial<IncomingForm> = {}): Promise<Response> {
  const { channel, people } = bot.platform;
  const from = { channel, person: people.first.id, name: "jonas.m", thread: null };
  const form = { ...from, form: `answer/${today}`, values: { text: "by form" }, ...given };
  return bot.platform.tell((handlers) => handlers.submitted(form));
}

const names = async (bot: AskedBot): Promise<readonly string[]> => (await bot.answers()).map(({ name }) => name);

describe("the form opens", () => {
  it("with a person's own answer, though another was given before it", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, "what Priya wrote, before Jonas did");
    bot.clock.pass(1_000);
    await bot.say(bot.jonas, long);
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: long });
  });

  it("empty for whoever has said nothing in the thread that counts", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, "what Priya wrote in the thread");
    await bot.say(bot.jonas, "hm");
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: "" });
  });

  it("for no question that was skipped", async () => {
    const bot = await askedBot();
    await bot.mira.command("skip");
    expect(toldText(await bot.jonas.press(bot.question, `answer/${today}`))).toBe(notOpen);
  });

  it("for no date that has more behind it", async () => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.press(bot.question, `answer/${today}T09:30`))).toBe(notOpen);
  });
});

describe("a form that is sent", () => {
  it.each([
    ["without its field", {}],
    ["with a list in place of a text", { text: ["a", "b"] }],
  ])("%s is told at the field", async (_how, values) => {
    const bot = await askedBot();
    expect(await send(bot, { values })).toEqual({ kind: "errors", errors: { text: "write something first" } });
  });
});

describe("My result", () => {
  it("shows nothing of others, in time or late", async () => {
    const bot = await askedBot();
    await bot.fill(bot.priya, "Priya's own words");
    await bot.reveal();
    await bot.priya.press(bot.question, `late/${today}`);
    await bot.priya.submit({ text: "Priya's later words" });
    expect(toldText(await bot.jonas.press(bot.question, `result/${today}`)).split("\n")[1]).toBe(
      "You did not answer this one.",
    );
  });
});

describe("Use as my answer", () => {
  it("on a message that is under no question says so", async () => {
    const bot = await askedBot();
    const { message } = await bot.jonas.say("elsewhere" as MessageId, long);
    if (message === null) throw new Error("it was said");
    expect(toldText(await bot.jonas.point(message, "mine"))).toBe("That message is not under one of my questions.");
  });
});

describe("what a person is told privately", () => {
  it("stands beside what they pressed, and takes the place of nothing", async () => {
    const bot = await askedBot();
    const press = (action: string): Promise<Response> =>
      bot.platform.tell((handlers) =>
        handlers.pressed({
          channel: bot.platform.channel,
          person: bot.platform.people.first.id,
          thread: null,
          action: `${action}/${today}`,
          value: null,
        }),
      );
    const told = [await send(bot), await press("result")];
    await bot.reveal();
    told.push(await press("result"));
    expect(told.map((response) => response.kind === "message" && response.replace)).toEqual([false, false, false]);
  });
});

describe("the name beside an answer given through the form", () => {
  it("is asked for once: a platform that has told it is not asked again", async () => {
    const bot = await askedBot();
    await send(bot);
    await bot.app.idle();
    bot.platform.fail("person", { kind: "unsent" });
    await send(bot);
    await bot.app.idle();
    expect(await names(bot)).toEqual(["Jonas"]);
    expect(warnings(bot)).toEqual([]);
  });

  it("stays as it is known, whatever comes with a form while the platform is busy", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 1_000 });
    await send(bot);
    await bot.app.idle();
    expect(await names(bot)).toEqual(["Jonas"]);
  });

  it("is the one that came with the form where all that is known is a message that was deleted", async () => {
    const bot = await askedBot();
    const reply = bot.replyAt(`${today}T08:31:00Z`);
    await bot.platform.tell((handlers) => handlers.deleted(reply));
    await bot.platform.tell((handlers) => handlers.replied(reply));
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 1_000 });
    await send(bot);
    await bot.app.idle();
    expect(await names(bot)).toEqual(["jonas.m"]);
    expect(warnings(bot)).toEqual([]);
  });

  it("is not replaced by an id, which is all that the platform has for some", async () => {
    const bot = await askedBot();
    await send(bot, { person: "P9" as PersonId, name: "pete" });
    await bot.app.idle();
    expect(await names(bot)).toEqual(["pete"]);
  });

  it("that cannot be had for another reason than a crowd is told in the log", async () => {
    const bot = await askedBot();
    bot.platform.fail("person", { kind: "unsent" });
    await send(bot);
    await bot.app.idle();
    const error = expect.objectContaining({ code: "platform.unsent" });
    expect(warnings(bot)).toEqual([["learning a name failed", { error }]]);
  });

  /** Jonas has sent the form; something happens before the platform tells his name. */
  const beforeItIsTold = async (happens: (bot: AskedBot) => Promise<unknown>): Promise<AskedBot> => {
    const platform = new HeldPlatform();
    const bot = await askedBot({ platform });
    const release = platform.hold("person");
    await send(bot);
    await happens(bot);
    release();
    await bot.app.idle();
    return bot;
  };

  it("is not kept, nor anything else, where the answer was erased meanwhile", async () => {
    const bot = await beforeItIsTold((bot) => bot.records.entries.delete(`${bot.platform.channel}/${today}/U2`));
    expect(await bot.answers()).toEqual([]);
    expect(warnings(bot)).toEqual([]);
  });

  it("is all that is changed when it is told", async () => {
    let before: readonly string[] = [];
    const bot = await beforeItIsTold(async ({ store }) => {
      before = [...store.rows.keys()];
    });
    expect(await names(bot)).toEqual(["Jonas"]);
    expect([...bot.store.rows.keys()]).toEqual(before);
  });
});
