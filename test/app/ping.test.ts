import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Group, plan } from "../../src/core/schedule/plan.ts";
import { somePlan } from "../core/schedule/some-plan.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";
import { filledIn, textOf, typed } from "../support/told.ts";

const seniors: Group = { id: "R1", name: "seniors" };
const juniors: Group = { id: "R2", name: "juniors" };
const written = ({ id, name }: Group): string => `<@&${id}|${name}>`;

const pinging = (options: BotOptions = {}): Promise<Bot> => startBot({ ...options, plan: { ping: seniors } });
/** Whom each message that was sent pings. */
const pings = ({ platform }: Bot) =>
  platform.sends.map(({ key, message }) => [key.split("/")[3], message.ping ?? null]);
const planned = async ({ records, platform }: Bot) => (await records.plans.get(platform.channel))?.ping;
const lines = (text: string): readonly string[] => text.split("\n");

describe("whom a question pings", () => {
  it("is nobody, unless the plan names a group", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    expect(pings(bot)).toEqual([["question", null]]);
  });

  it("is the plan's group, once, when it comes out: neither edits nor the reveal ping anybody", async () => {
    const edits: (Group | null)[] = [];
    const bot = await pinging({
      port: (port) => ({
        ...port,
        edit: (ref, message) => {
          edits.push(message.ping ?? null);
          return port.edit(ref, message);
        },
      }),
    });
    await bot.at("2027-03-15T09:30");
    expect(await typed(bot, "another")).toBe("Swapped for another question.");
    await bot.at("2027-03-15T16:00");
    await bot.pass({ minutes: 1 });
    expect(pings(bot)).toEqual([
      ["question", seniors],
      ["reveal", null],
      ["reveal", null],
      ["reveal", null],
    ]);
    expect(edits).toEqual([null, null]);
  });

  it("is told of a question by `now` as well: that is the day's", async () => {
    const bot = await pinging();
    await typed(bot, "now");
    expect(pings(bot)).toEqual([["question", seniors]]);
  });

  it("is whom the plan names when it goes out, though it named another when the question was picked", async () => {
    const bot = await pinging();
    bot.platform.fail("post", { kind: "unsent" });
    await bot.at("2027-03-15T09:30");
    await filledIn(bot, `setup ping ${written(juniors)}`);
    await bot.pass({ minutes: 5 });
    expect(pings(bot)).toEqual([
      ["question", seniors],
      ["question", juniors],
    ]);
  });
});

describe("setup", () => {
  it("takes the group that is named after it, says so, and keeps it when it is opened again", async () => {
    const bot = await startBot();
    expect(lines(textOf(await filledIn(bot, `setup ping ${written(seniors)}`))).at(-1)).toBe(
      "Each question pings @seniors.",
    );
    expect(await planned(bot)).toEqual(seniors);
    await filledIn(bot, "setup");
    expect(await planned(bot)).toEqual(seniors);
    expect(lines(await typed(bot, "status")).includes("Each question pings @seniors.")).toBe(true);
  });

  it("pings another group where another is named, and nobody where it is taken out", async () => {
    const bot = await pinging();
    await filledIn(bot, `setup Ping ${written(juniors)}`);
    expect(await planned(bot)).toEqual(juniors);
    expect(lines(textOf(await filledIn(bot, "setup", { ping: [] }))).filter((line) => line.includes("ping"))).toEqual(
      [],
    );
    expect(await planned(bot)).toBe(null);
  });

  it("has no field for it where nobody was named", async () => {
    const bot = await startBot();
    await typed(bot, "setup");
    expect(Object.hasOwn(bot.platform.as(bot.platform.people.manager.id).form()?.values ?? {}, "ping")).toBe(false);
  });

  it.each(["ping", "ping @everyone", "ping @here", "ping <@U2>", "ping @seniors", "ping <@&R1> <@&R2>", "ping <@&>"])(
    "%s names no group",
    async (rest) => {
      expect(await typed(await startBot(), `setup ${rest}`)).toBe(
        "Say /drill setup ping @group, with one group or role. All people at once cannot be pinged.",
      );
    },
  );

  it("says so where there are no groups, and keeps quiet of them", async () => {
    const bot = await pinging({ fake: { facts: { pings: false } } });
    expect(await typed(bot, `setup ping ${written(juniors)}`)).toBe("There are no groups here that could be pinged.");
    await typed(bot, "setup");
    expect(Object.hasOwn(bot.platform.as(bot.platform.people.manager.id).form()?.values ?? {}, "ping")).toBe(false);
  });

  it("lets managers alone say whom", async () => {
    const bot = await startBot();
    const { first } = bot.platform.people;
    expect(await typed(bot, `setup ping ${written(seniors)}`, first.id)).toBe(
      "Only managers of this channel may do that. Ask Mira, who set it up.",
    );
    expect(await planned(bot)).toBe(null);
  });

  it("says the beginning of a long name, which platforms take as a choice", async () => {
    const bot = await startBot();
    await filledIn(bot, `setup ping <@&R1|${"𝕊".repeat(50)}>`);
    await filledIn(bot, "setup");
    expect((await planned(bot))?.name).toBe(`${"𝕊".repeat(35)}…`);
    const { values } = bot.platform.as(bot.platform.people.manager.id).form() ?? {};
    expect(String(values?.["ping"]).length <= 100).toBe(true);
  });
});

it("a plan that was stored before there was a choice pings nobody", () => {
  const { ping: _ping, ...before } = z.encode(plan, somePlan({ ping: seniors }));
  expect(plan.parse(before)).toEqual(somePlan());
});
