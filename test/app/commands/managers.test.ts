import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/core/keys.ts";
import { startBot } from "../../support/bot.ts";
import { as, Crowd, crowd, who } from "../../support/crowd.ts";
import { typed } from "../../support/told.ts";

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
