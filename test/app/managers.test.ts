import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/core/keys.ts";
import type { Person } from "../../src/ports/platform.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { filledIn, typed } from "../support/told.ts";

/** A channel with somebody of every standing. */
class Crowd extends FakePlatform {
  override personOf(id: PersonId): Person {
    const known: Readonly<Record<string, Partial<Person>>> = {
      operator: {},
      admin: { manager: true },
      configurer: {},
      named: {},
      member: {},
      shy: { maySetUp: false },
      guest: { standing: "guest" },
      "guest-admin": { standing: "guest", manager: true },
      "outsider-admin": { standing: "outsider", manager: true },
      senior: { roles: ["R0", "R1"] },
      "senior-guest": { standing: "guest", roles: ["R1"] },
      outsider: { standing: "outsider" },
      left: { standing: "gone", maySetUp: false },
    };
    const person = known[id];
    if (person === undefined) return super.personOf(id);
    const member = { zone: "Europe/Berlin", manager: false, maySetUp: true, standing: "member", roles: [] } as const;
    return { id, name: id, ...member, ...person };
  }
}
const as = (id: string): PersonId => id as PersonId;
const crowd = async (options: BotOptions = {}): Promise<Bot> => {
  const bot = await startBot({
    platform: new Crowd(),
    plan: { configuredBy: as("configurer") },
    settings: { managers: new Set(["operator"]) },
    ...options,
  });
  await bot.records.managers.put(`managers/${bot.platform.channel}`, { people: ["named", "guest", "left"] });
  return bot;
};

const everybody = [
  "operator",
  "admin",
  "configurer",
  "named",
  "member",
  "senior",
  "guest",
  "guest-admin",
  "senior-guest",
  "outsider",
  "outsider-admin",
  "left",
];
const who = async (may: (id: PersonId) => Promise<boolean>): Promise<readonly string[]> => {
  const allowed: string[] = [];
  for (const id of everybody) if (await may(as(id))) allowed.push(id);
  return allowed;
};

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
    expect(await typed(bot, "pause", as("member"))).toBe(
      "This channel has no plan yet. A manager starts with /drill setup.",
    );
  });

  it("whoever did manages it from then on", async () => {
    const bot = await crowd({ plan: null });
    await filledIn(bot, "setup", {}, as("member"));
    expect(await typed(bot, "pause", as("member"))).toBe(
      "Paused until somebody types /drill resume. Still open questions are revealed all the same.",
    );
  });
});

describe("managers add, remove and list", () => {
  it("names a person, who may from then on, until they are removed", async () => {
    const bot = await crowd();
    expect(await typed(bot, "managers add <@member>", as("admin"))).toBe("member manages this channel now.");
    expect(await typed(bot, "managers list", as("member"))).toBe(
      [
        "Managers of this channel",
        "everyone the workspace makes a manager here",
        "configurer, who set it up",
        "named",
        "guest",
        "left",
        "member",
      ].join("\n"),
    );
    expect(await typed(bot, "managers remove member", as("member"))).toBe(
      "member no longer manages this channel by name.",
    );
    expect(await typed(bot, "managers", as("member"))).toBe(
      "Only managers of this channel may do that. Ask configurer, who set it up.",
    );
  });

  it.each(["guest", "outsider", "left", "nobody"])("does not name %s, who is no full member", async (id) => {
    const bot = await crowd();
    await typed(bot, `managers remove ${id}`, as("admin"));
    expect(await typed(bot, `managers add ${id}`, as("admin"))).toBe("I do not know that person here.");
  });

  it.each(["managers add", "managers grant @member", "managers add two people", "managers grant <@&R1>"])(
    "%s says how it is meant",
    async (command) => {
      expect(await typed(await crowd(), command, as("admin"))).toBe(
        "Say /drill managers add @person, add @role, remove either, or list.",
      );
    },
  );

  it("a platform without roles takes none", async () => {
    const bot = await startBot({ platform: new Crowd({ facts: { roles: false } }) });
    const admin = as("admin");
    expect(await typed(bot, "managers add <@&R1>", admin)).toBe(
      "Say /drill managers add @person, remove @person or list.",
    );
  });

  it("names a role, whose people may from then on, guests excepted, until it is removed", async () => {
    const bot = await crowd();
    const may = async (id: PersonId): Promise<boolean> =>
      (await typed(bot, "holidays", id)).startsWith('{"kind":"form"');
    expect(await who(may)).toEqual(["operator", "admin", "configurer", "named"]);
    expect(await typed(bot, "managers add <@&R1|senior engineers>", as("admin"))).toBe(
      "Everyone with the role senior engineers manages this channel now.",
    );
    expect(await who(may)).toEqual(["operator", "admin", "configurer", "named", "senior"]);
    expect((await typed(bot, "managers list", as("senior"))).split("\n").slice(2, 5)).toEqual([
      "configurer, who set it up",
      "everyone with the role senior engineers",
      "named",
    ]);
    await typed(bot, "managers add <@&R1>", as("admin"));
    await typed(bot, "managers add member", as("admin"));
    expect(await bot.records.managers.get(`managers/${bot.platform.channel}`)).toEqual({
      people: ["named", "guest", "left", "member"],
      roles: [{ id: "R1", name: "R1" }],
    });
    expect(await typed(bot, "managers remove <@&R1>", as("senior"))).toBe(
      "The role R1 no longer makes anyone a manager here.",
    );
    expect(await who(may)).toEqual(["operator", "admin", "configurer", "named", "member"]);
  });

  it("naming somebody twice names them once", async () => {
    const bot = await crowd();
    await typed(bot, "managers add member", as("admin"));
    await typed(bot, "managers add member", as("admin"));
    expect((await bot.records.managers.get(`managers/${bot.platform.channel}`))?.people).toEqual([
      "named",
      "guest",
      "left",
      "member",
    ]);
  });

  it("removing somebody who left is possible", async () => {
    expect(await typed(await crowd(), "managers remove left", as("admin"))).toBe(
      "left no longer manages this channel by name.",
    );
  });
});
