import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/core/keys.ts";
import { lines } from "../adapters/as-told.ts";
import { until } from "../adapters/discord/opened.ts";
import { type AskedDay, nineOClock } from "../adapters/discord/team-day.ts";
import { idOf } from "../support/discord/state/ids.ts";

// What people did while the bot's connection was down, with the whole bot: it is Monday, 15 March 2027, in Berlin.

/** What the bot holds of each person's replies in the thread. */
async function held({ records }: AskedDay): Promise<ReadonlyMap<PersonId, readonly (string | null)[]>> {
  const entries = await Array.fromAsync(records.entries.list(""));
  return new Map(entries.map(([, { person, thread }]) => [person, thread.map(({ text }) => text)]));
}

/** Nobody hears anything until `listen`. */
async function deafen(day: AskedDay, how: "break" | "lose-sessions"): Promise<void> {
  await day.discord.gateway({ do: "keep-out" });
  await day.discord.gateway({ do: how });
  const platform = await day.rig.platform();
  await until(() => !platform.isConnected());
}

async function listen(day: AskedDay): Promise<void> {
  await day.discord.gateway({ do: "let-in" });
  const platform = await day.rig.platform();
  await until(() => platform.isConnected());
  await day.rig.settled();
}

const answered = async (day: AskedDay): Promise<string | undefined> => lines((await day.shown())[0]?.text ?? "").at(-1);

describe("fault 5: RESUME", () => {
  it("500 people's replies that were missed are 500 answers, also when all is said once more", async () => {
    const crowd = Array.from({ length: 500 }, (_, at) => `p${at + 1}`);
    const day = await nineOClock({ crowd });
    const { discord, asked } = day;
    await deafen(day, "break");
    const text = (name: string): string => `The last deploy, says ${name} to all.`;
    for (const user of crowd) await discord.write({ channel: asked, user, text: text(user) });
    await listen(day);
    await until(async () => (await held(day)).size === crowd.length);
    const once = crowd.map((name) => [idOf("user", name) as PersonId, [text(name)]] as const);
    expect(await held(day)).toEqual(new Map(once));
    // Receipts that waited for a minute are not worth a request any more.
    await day.pass({ minutes: 2 });
    await discord.repeat(crowd.length);
    await day.pass({ minutes: 2 });
    expect(await held(day)).toEqual(new Map(once));
    await day.at("2027-03-15T16:00");
    expect(await answered(day)).toBe("Revealed · 500 answered");
    expect((await discord.wire()).resumed).toBe(1);
    expect(await discord.violations()).toEqual([]);
  });
});

describe("fault 6: a session that is gone", () => {
  it("what was written, changed and deleted meanwhile is read from the thread at once, not only before the reveal", async () => {
    const day = await nineOClock();
    const { discord, asked, rig } = day;
    const { manager: mira, first: jonas, second: priya } = rig.people;
    const first = await day.jonas.say(asked, "I would look at the graphs.");
    const gone = await day.mira.say(asked, "Please ignore me, all of you.");
    // A deletion that nobody told is believed of what must have been visible.
    await day.pass({ minutes: 1 });
    await deafen(day, "lose-sessions");
    await discord.edit({ channel: asked, id: first.message ?? "", text: "I would look at the graphs of noon." });
    await discord.erase({ channel: asked, id: gone.message ?? "" });
    await discord.write({ channel: asked, user: "priya", text: "And I would ask who deployed." });
    await listen(day);
    const now = new Map([
      [jonas.id, ["I would look at the graphs of noon."]],
      [mira.id, [null]],
      [priya.id, ["And I would ask who deployed."]],
    ]);
    await until(async () => isDeepStrictEqual(await held(day), now));
    const { identified, resumed } = await discord.wire();
    expect([identified, resumed]).toEqual([2, 0]);
    await day.at("2027-03-15T16:00");
    expect(await answered(day)).toBe("Revealed · 2 answered");
    expect(await discord.violations()).toEqual([]);
  });
});
