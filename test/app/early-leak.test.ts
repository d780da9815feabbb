import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { pointName } from "../../src/core/bank/variant.ts";
import { commands } from "../../src/core/commands/grammar.ts";
import type { IncomingAction } from "../../src/ports/platform.ts";
import { type AskedBot, askedBot, today } from "../support/asked-bot.ts";
import { someQuestions } from "../support/bot.ts";

/** Stands in everything that must not be seen before the reveal. */
const canary = "CANARY-7f3a";
/** Stands in what people wrote through the form. */
const sealedWords = "SEALED-91bc";

const questions: readonly Question[] = someQuestions(12).map((question) => ({
  ...question,
  answer: `${canary} is the answer.`,
  points: [{ say: `${canary} is a point`, aliases: [`${canary} alias`], reject: [`${canary} reject`], must: true }],
  followUps: [`${canary} comes next?`],
  sources: [`${canary} is the source`],
}));

/** Everything the outside has seen so far: messages with ids and alt texts, whispers, sends with their keys, the log. */
const seen = (bot: AskedBot, told: readonly unknown[]): string =>
  inspect(
    {
      messages: bot.platform.messages,
      whispers: bot.platform.whispered,
      sends: bot.platform.sends,
      log: bot.log,
      told,
    },
    { depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null, showHidden: true },
  );

const words = ["", "list", "add @priya", "until 2027-04-01", "3", "Title", "a", canary.slice(0, 4), "away", "nonsense"];
const everyCommand = [...commands.flatMap(({ name }) => words.map((rest) => `${name} ${rest}`.trim())), "", "hlep"]
  // These end the drill in another way; they have tests of their own below.
  .filter((text) => !/^(reveal|skip|another|stop)\b/u.test(text));
const everyPress = [
  "answer",
  "late",
  "result",
  "answers",
  "hide",
  "sample",
  "command",
  "hint",
  "reveal",
  "did-say",
  "not-right",
].flatMap((name) => [name, `${name}/${today}`, `${name}/${today}/0`, `${name}/${today}/0.0`, `${name}/2027-13-45`]);

/** Does everything that can be done before the reveal, as a manager and as somebody else; all that comes back. */
async function doEverything(bot: AskedBot): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const tell = async (ask: Parameters<typeof bot.platform.tell>[0]): Promise<void> => {
    // Nobody is told to wait instead of an answer.
    bot.clock.pass(1_000);
    told.push(await bot.platform.tell(ask).catch((error: unknown) => error));
  };
  for (const person of [bot.platform.people.manager.id, bot.platform.people.second.id]) {
    const from = { channel: bot.platform.channel, person, thread: bot.question };
    for (const text of everyCommand) await tell((handlers) => handlers.command({ ...from, text }));
    for (const action of everyPress) {
      for (const value of [null, "U2", pointName({ say: `${canary} is a point` })]) {
        const press: IncomingAction = { ...from, action, value };
        await tell((handlers) => handlers.pressed(press));
      }
    }
    for (const typed of ["", "a", "now ", "now a", canary, "search "]) {
      for (const form of ["", "setup", `answer/${today}`]) {
        await tell((handlers) => handlers.choices({ ...from, form, field: "zone", typed }));
      }
    }
    for (const form of [`late/${today}`, "answer/2027-03-16", "holidays", "setup", "nonsense"]) {
      await tell((handlers) => handlers.submitted({ ...from, name: "", form, values: { text: "" } }));
    }
  }
  return told;
}

async function bot(mode: "open" | "sealed"): Promise<AskedBot> {
  const asked = await askedBot({ questions, plan: { mode, announceReveal: true } });
  await asked.fill(asked.jonas, `${sealedWords} of Jonas`);
  await asked.say(asked.priya, "a reply in the thread, for everybody to see");
  return asked;
}

describe.each(["open", "sealed"] as const)("before the reveal of a drill that is %s", (mode) => {
  it("nothing of the answer and of what others wrote leaves by any command, press, form, choice or error", async () => {
    const asked = await bot(mode);
    const told = await doEverything(asked);
    expect(told.length).toBeGreaterThan(400);
    await asked.app.idle();
    const outside = seen(asked, told);
    expect(outside).not.toContain(canary);
    expect(outside).not.toContain(sealedWords);
    expect((await asked.drill()).stage).toBe("open");
  });

  it("nor while the platform fails in every way, and the store with it", async () => {
    const asked = await bot(mode);
    for (const call of ["post", "edit", "find", "readThread", "whisper", "mark", "person"] as const) {
      asked.platform.fail(call, { kind: "refuse", why: "message-rejected" });
      asked.platform.fail(call, { kind: "doubt", accepted: true });
    }
    const told = [...(await doEverything(asked))];
    asked.store.failing = true;
    told.push(...(await doEverything(asked)));
    await asked.pass({ minutes: 1 });
    asked.store.failing = false;
    expect(seen(asked, told)).not.toContain(canary);
    expect(seen(asked, told)).not.toContain(sealedWords);
  });

  it("nor while the reveal is held up", async () => {
    const asked = await bot(mode);
    asked.platform.unreadable("slow");
    asked.platform.fail("post", { kind: "busy", retryAfterMs: 3_600_000 });
    asked.platform.fail("post", { kind: "busy", retryAfterMs: 3_600_000 });
    await asked.at(`${today}T16:00`);
    const told = await doEverything(asked);
    const outside = seen({ ...asked, platform: withoutSends(asked) }, told);
    expect((await asked.drill()).cutoffAt?.toString()).toBe("2027-03-15T15:00:00Z");
    expect(outside).not.toContain(canary);
    expect(outside).not.toContain(sealedWords);
  });

  it("and the canaries sing at the reveal, so the nets above could have caught them", async () => {
    const asked = await bot(mode);
    await asked.reveal();
    expect(seen(asked, []).includes(canary)).toBe(true);
    expect(seen(asked, []).includes(sealedWords)).toBe(true);
  });

  it("the log holds neither, not even after the reveal", async () => {
    const asked = await bot(mode);
    await asked.reveal();
    await asked.at("2027-03-16T16:00");
    expect(inspect(asked.log, { depth: 20 })).not.toContain(canary);
    expect(inspect(asked.log, { depth: 20 })).not.toContain(sealedWords);
  });
});

describe("a question that is taken away", () => {
  it.each(["skip", "another"])("%s shows nothing of its answer", async (command) => {
    const asked = await askedBot({ questions });
    const told = [await asked.mira.command(command)];
    await asked.app.idle();
    expect(seen(asked, told)).not.toContain(canary);
  });
});

/** Without the attempts that the platform turned away: nobody saw them. */
function withoutSends(asked: AskedBot): AskedBot["platform"] {
  const { platform } = asked;
  platform.sends.length = 0;
  return platform;
}
