import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/core/keys.ts";
import { as, crowd, everybody, who } from "../support/crowd.ts";
import { filledIn, typed } from "../support/told.ts";

describe("who may change a channel's plan", () => {
  const refused = "Only managers of this channel may do that. Ask configurer, who set it up.";

  it.each([
    "now",
    "reveal",
    "skip",
    "another",
    "pause",
    "resume",
    "stop",
    "holidays",
    "managers",
    "managers add @member",
    "setup",
  ])(
    "%s: the operator, the platform's managers, who set it up, and who was named; all of them full members",
    async (command) => {
      const may = async (id: PersonId): Promise<boolean> => (await typed(await crowd(), command, id)) !== refused;
      expect(await who(may)).toEqual(["operator", "admin", "configurer", "named"]);
    },
  );

  it.each(["status", "preview", "topics", "search x", "help", "me"])("%s: everybody", async (command) => {
    const may = async (id: PersonId): Promise<boolean> => (await typed(await crowd(), command, id)) !== refused;
    expect(await who(may)).toEqual(everybody);
  });

  it("faults in status: the same people as for changes", async () => {
    const may = async (id: PersonId): Promise<boolean> => (await typed(await crowd(), "status", id)).includes("Bank: ");
    expect(await who(may)).toEqual(["operator", "admin", "configurer", "named"]);
  });

  it("a button that stands for a command asks for the same right", async () => {
    const bot = await crowd();
    await bot.at("2027-03-15T09:30");
    const [question] = bot.platform.messages;
    const told = await bot.platform
      .as(as("member"))
      .press(question?.ref.id ?? (as("").toString() as never), "command/stop");
    expect(told.kind === "message" ? told.message.text : told.kind).toBe(refused);
    expect((await bot.records.plans.get(bot.platform.channel))?.stopped).toBe(false);
  });

  it("a form asks for it again when it is sent", async () => {
    const bot = await crowd();
    const person = bot.platform.as(as("named"));
    await person.command("holidays");
    await typed(bot, "managers remove @named", as("admin"));
    expect(await person.submit({ dates: "2027-12-24" })).toEqual({ kind: "errors", errors: { "": refused } });
    expect((await bot.records.plans.get(bot.platform.channel))?.daysOff).toEqual([]);
  });
});

describe("who may set a channel up first", () => {
  it("any full member whom the platform lets, no guest and nobody of another workspace", async () => {
    const may = async (id: PersonId): Promise<boolean> => {
      const bot = await crowd({ plan: null });
      await bot.records.managers.delete(`managers/${bot.platform.channel}`);
      return (await bot.platform.as(id).command("setup")).kind === "form";
    };
    expect(await who(may)).toEqual(["operator", "admin", "configurer", "named", "member", "senior"]);
    expect(await may(as("shy"))).toBe(false);
  });

  it("in the channel that everybody is in: managers alone, asked again when the form is sent", async () => {
    const may = async (id: PersonId): Promise<boolean> => {
      const bot = await crowd({ plan: null });
      bot.platform.general = bot.platform.channel;
      return (await bot.platform.as(id).command("setup")).kind === "form";
    };
    expect(await who(may)).toEqual(["operator", "admin", "named"]);
    const bot = await crowd({ plan: null });
    const member = bot.platform.as(as("member"));
    await member.command("setup");
    bot.platform.general = bot.platform.channel;
    expect(await member.submit({ ...member.form()?.values })).toEqual({
      kind: "errors",
      errors: { "": "Only managers of this channel may do that." },
    });
    expect(await bot.records.plans.get(bot.platform.channel)).toBe(null);
  });

  it("SETUP=admins: whoever the platform or the operator makes a manager", async () => {
    const settings = { managers: new Set(["operator"]), setup: "admins" } as const;
    const may = async (id: PersonId): Promise<boolean> =>
      (await (await crowd({ plan: null, settings })).platform.as(id).command("setup")).kind === "form";
    expect(await who(may)).toEqual(["operator", "admin", "named"]);
  });

  it("being let set it up lets nobody name managers before there is a plan", async () => {
    const bot = await crowd({ plan: null });
    expect(await typed(bot, "managers add @shy", as("member"))).toBe("Only managers of this channel may do that.");
    expect(await typed(bot, "pause", as("member"))).toBe("This channel has no plan yet. /drill setup makes one.");
  });

  it("whoever did manages it from then on", async () => {
    const bot = await crowd({ plan: null });
    await filledIn(bot, "setup", {}, as("member"));
    expect(await typed(bot, "pause", as("member"))).toBe(
      "Paused until somebody types /drill resume. What is open is still revealed.",
    );
  });
});
