import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import { pingsIn } from "./shown.ts";
import { type SlackBot, startSlackBot } from "./slack-bot.ts";
import { channelId as channel } from "./slack-rig.ts";

const token = "<!subteam^S0604QSJC>";
const seniors = { id: "S0604QSJC", name: "seniors" };

/** What each message of the bot would notify, whether new or in place of another. */
async function pings({ slack }: SlackBot) {
  const sent = [...(await slack.calls("chat.postMessage")), ...(await slack.calls("chat.update"))];
  return sent.map(({ args }) => pingsIn(args["blocks"], String(args["text"])));
}

const planned = async (bot: SlackBot): Promise<Plan["ping"] | undefined> =>
  (await bot.records.plans.get(bot.rig.channel))?.ping;

async function wholeDay(bot: SlackBot): Promise<void> {
  await bot.pass({ minutes: 31 });
  await bot.pass({ hours: 6, minutes: 30 });
  for (let minute = 0; minute < 3; minute += 1) await bot.pass({ minutes: 1 });
}

describe("the user group that a plan names", () => {
  it("is typed after the command, ticked in the form, and pinged once a day, by the question", async () => {
    const bot = await startSlackBot();
    await bot.does(() => bot.slack.command({ channel, user: "UMIRA", text: "setup ping @seniors" }));
    const view = await bot.slack.view({ user: "UMIRA" });
    expect(
      JSON.stringify(view?.view).includes(
        '"type":"checkboxes","options":[{"text":{"type":"plain_text","text":"@seniors"',
      ),
    ).toBe(true);
    await bot.does(() => bot.slack.submit({ user: "UMIRA", view: view?.id ?? "", entries: {} }));
    expect(await planned(bot)).toEqual(seniors);
    await wholeDay(bot);
    const [question, ...others] = await pings(bot);
    expect([question, others.flat(), others.length > 2]).toEqual([[token, token], [], true]);
    expect(await bot.slack.violations()).toEqual([]);
  });

  it("is nobody again once it is taken out in the form", async () => {
    const bot = await startSlackBot({ plan: { ping: seniors } });
    await bot.does(() => bot.slack.command({ channel, user: "UMIRA", text: "setup" }));
    const view = await bot.slack.view({ user: "UMIRA" });
    await bot.does(() => bot.slack.submit({ user: "UMIRA", view: view?.id ?? "", entries: { ping: [] } }));
    expect(await planned(bot)).toBe(null);
    await bot.pass({ minutes: 31 });
    expect(await pings(bot)).toEqual([[]]);
  });

  it.each(["@here", "@channel", "@everyone", "@jonas", "@nobody", "&lt;!here&gt;"])("cannot be %s", async (who) => {
    const bot = await startSlackBot();
    await bot.does(() => bot.slack.command({ channel, user: "UMIRA", text: `setup ping ${who}` }));
    expect((await bot.slack.whispers({ user: "UMIRA" })).at(-1)?.text).toBe(
      "Say /drill setup ping @group, with one group or role. All people at once cannot be pinged.",
    );
    expect(await planned(bot)).toBe(null);
  });

  it("is nobody where its id is none: whatever stands in a plan, no other mark is sent", async () => {
    const bot = await startSlackBot({ plan: { ping: { id: "S1> <!channel>", name: "<!here>" } } });
    await bot.pass({ minutes: 31 });
    expect(await pings(bot)).toEqual([[]]);
    expect((await bot.posts()).length).toBe(1);
    expect(await bot.slack.violations()).toEqual([]);
  });
});
