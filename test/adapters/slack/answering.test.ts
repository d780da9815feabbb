import { describe, expect, it } from "vitest";
import type { Slack } from "../../../src/adapters/slack/slack.ts";
import type { Response } from "../../../src/core/message/message.ts";
import type { Handlers } from "../../../src/ports/platform.ts";
import { exampleForm, messageOf, Recorder } from "../../contract/platform/stage.ts";
import type { SlackWorkspace } from "../../support/slack/client.ts";
import { channelId, SlackRig } from "./slack-rig.ts";

const channel = channelId;
const user = "UJONAS";
const form: Response = { kind: "form", form: exampleForm };
const told: Response = { kind: "message", message: messageOf("Next: Monday"), replace: false };

/** The adapter with handlers that answer as told, and an acknowledgement that waits 50 ms. */
async function started(changes: Partial<Handlers> = {}) {
  const heard = new Recorder();
  const rig = new SlackRig({ patience: { answerMs: 50, interactMs: 500 } });
  const platform: Slack = await rig.open();
  await platform.start({ ...heard.handlers, ...changes });
  const slack = await rig.slack();
  return { heard, rig, platform, slack };
}

async function using(
  run: (parts: Awaited<ReturnType<typeof started>>) => Promise<void>,
  changes: Partial<Handlers> = {},
): Promise<void> {
  const parts = await started(changes);
  try {
    await run(parts);
    expect(await parts.slack.violations()).toEqual([]);
  } finally {
    await parts.rig.close();
  }
}

const whispered = async (slack: SlackWorkspace) =>
  (await slack.whispers({ user })).map(({ text, thread }) => [text.split("\n")[0], thread]);

/** A handler that answers when it is let. */
function slow<T>(answer: T) {
  const gate = Promise.withResolvers<void>();
  return { handler: () => gate.promise.then(() => answer), go: gate.resolve };
}

describe("what takes longer than Slack waits", () => {
  it("a command is acknowledged all the same, and its answer follows", async () => {
    const { handler, go } = slow(told);
    await using(
      async ({ slack, rig }) => {
        expect((await slack.command({ user, channel, text: "status" })).heard).toBe(true);
        expect(await whispered(slack)).toEqual([]);
        go();
        await rig.settled();
        expect(await whispered(slack)).toEqual([["A message", null]]);
      },
      { command: handler },
    );
  });

  it("a form that comes too late for its trigger is offered by a button, and a press opens it", async () => {
    const { handler, go } = slow(form);
    await using(
      async ({ slack, rig, heard }) => {
        await slack.command({ user, channel, text: "setup" });
        rig.clock.pass(4_000);
        go();
        await rig.settled();
        const [whisper] = await slack.whispers({ user });
        const place = { in: "whisper", channel, ts: whisper?.ts ?? "" } as const;
        expect(await slack.view({ user })).toBe(null);
        heard.answer = form;
        await slack.press({ user, place, action: "command/setup" });
        await rig.settled();
        expect((await slack.view({ user }))?.view["callback_id"]).toBe("answer:7");
        expect(heard.of("pressed").map(({ action }) => action)).toEqual(["command/setup"]);
      },
      { command: handler },
    );
  });

  it("a form that is slow to save stays open with what was written, and says nothing of saved", async () => {
    const { handler, go } = slow<Response>({ kind: "none" });
    await using(
      async ({ slack, rig, heard }) => {
        heard.answer = form;
        await slack.command({ user, channel, text: "answer" });
        await rig.settled();
        const view = (await slack.view({ user }))?.id ?? "";
        const sent = await slack.submit({ user, view, entries: { text: "It costs writes." } });
        const said = "This takes longer than usual. Send it again in a moment: what you wrote stays here.";
        expect(sent).toEqual({ became: "errors", errors: { text: said } });
        go();
      },
      { submitted: handler },
    );
  });

  it("a search that is slow offers nothing", async () => {
    const { handler, go } = slow([{ value: "UTC", label: "UTC" }]);
    await using(
      async ({ slack }) => {
        const view = {
          type: "modal",
          callback_id: "setup",
          private_metadata: `{"channel":"${channel}","thread":null}`,
        };
        const asked = { type: "block_suggestion", user: { id: user }, team: { id: "TACME" }, action_id: "zone", view };
        expect(await slack.interaction({ ...asked, value: "u" })).toEqual({ heard: true, reply: { options: [] } });
        go();
      },
      { choices: handler },
    );
  });
});

describe("ways that are closed", () => {
  it.each([
    [
      "token_revoked",
      "The form does not open, because my access was taken back; the operator has to install me again.",
    ],
    ["expired_trigger_id", "One press more:"],
  ])("a form that Slack refuses with %s is answered with what helps", async (error, said) => {
    await using(async ({ slack, heard, rig }) => {
      await slack.fault({ method: "views.open", fault: { kind: "not-ok", error, carriedOut: false } });
      heard.answer = form;
      await slack.command({ user, channel, text: "setup" });
      await rig.settled();
      expect(await whispered(slack)).toEqual([[said, null]]);
    });
  });

  it("one client that has to wait holds up no form", async () => {
    await using(async ({ slack, heard, rig, platform }) => {
      await slack.fault({ method: "chat.postMessage", fault: { kind: "busy", retryAfter: "30" } });
      await slack.fault({ method: "users.info", fault: { kind: "busy", retryAfter: "30" } });
      const key = `${rig.channel}/question/2027-03-15/0` as Parameters<Slack["post"]>[2];
      const post = platform.post({ kind: "channel", channel: rig.channel }, messageOf("Q"), key);
      await expect(post).rejects.toMatchObject({ code: "platform.busy", retryAfterMs: 30_000, scope: "channel" });
      const person = platform.person(rig.channel, rig.people.first.id);
      await expect(person).rejects.toMatchObject({ code: "platform.busy", retryAfterMs: 30_000, scope: "route" });
      heard.answer = form;
      await slack.command({ user, channel, text: "answer" });
      await rig.settled();
      expect((await slack.view({ user }))?.view["callback_id"]).toBe("answer:7");
    });
  });

  it("an address that was used up is passed over: the answer is whispered", async () => {
    await using(async ({ slack, heard, rig }) => {
      heard.answer = told;
      const url = "http://127.0.0.1:9/respond/TACME/none";
      const payload = { command: "/drill", text: "status", user_id: user, channel_id: channel, team_id: "TACME" };
      await slack.interaction({ ...payload, response_url: url, trigger_id: "t" });
      await rig.settled();
      expect(await whispered(slack)).toEqual([["A message", null]]);
      expect((await slack.calls("chat.postEphemeral")).length).toBe(1);
    });
  });

  it("whoever is not in the channel any more is told in their conversation with the bot", async () => {
    await using(async ({ slack, rig, platform }) => {
      await slack.kick({ channel, user });
      expect(await platform.whisper(rig.channel, rig.people.first.id, messageOf("psst"))).toBe(true);
      expect((await slack.messages({ channel: "DJONAS" })).map(({ text }) => text)).toEqual([
        "<#CBACKEND> A message\n\npsst",
      ]);
    });
  });

  it("naming the bot in a thread is answered there, and a form is offered by a button", async () => {
    await using(async ({ slack, rig, heard, platform }) => {
      const key = `${rig.channel}/question/2027-03-15/0` as Parameters<Slack["post"]>[2];
      const ref = await platform.post({ kind: "channel", channel: rig.channel }, messageOf("Q"), key);
      heard.answer = form;
      await slack.write({ channel, user, text: "<@UDRILLBOT> answer", thread: ref.id });
      await rig.settled();
      const [whisper] = await slack.whispers({ user });
      expect(whisper?.thread).toBe(ref.id);
      expect(whisper?.blocks.at(-1)?.["elements"]).toMatchObject([{ type: "button", action_id: "command/answer" }]);
      expect(heard.of("replied")).toEqual([]);
    });
  });
});

describe("faults 76 and 77: what is forged", () => {
  const submission = (kept: string, team = "TACME") => ({
    type: "view_submission",
    user: { id: user },
    team: { id: team },
    view: { type: "modal", callback_id: "answer/2027-03-15", private_metadata: kept, state: { values: {} } },
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a channel of another workspace", '{"channel":"slack/TOTHER/C1","thread":null}'],
    ["a path", '{"channel":"../C1","thread":null}'],
    ["more than there should be", '{"channel":"C1","thread":null,"person":"UMIRA"}'],
  ])("a form whose kept place is %s is nobody's", async (_name, kept) => {
    await using(async ({ slack, heard }) => {
      expect((await slack.interaction(submission(kept))).heard).toBe(true);
      expect(heard.of("submitted")).toEqual([]);
    });
  });

  it("a form from another channel says which, so that the app can look it up", async () => {
    await using(async ({ slack, heard }) => {
      await slack.interaction(submission('{"channel":"COTHER","thread":null}'));
      expect(heard.of("submitted").map((sent) => [sent.channel, sent.person])).toEqual([["slack/TACME/COTHER", user]]);
    });
  });

  it("what is for another workspace is acknowledged and passed over", async () => {
    await using(async ({ slack, heard }) => {
      await slack.interaction(submission(`{"channel":"${channel}","thread":null}`, "TOTHER"));
      await slack.interaction({
        command: "/drill",
        text: "now",
        user_id: user,
        channel_id: channel,
        team_id: "TOTHER",
      });
      expect(heard.calls).toEqual(["gap"]);
    });
  });

  it("nothing is posted to a channel of another workspace", async () => {
    await using(async ({ slack, platform }) => {
      const other = "slack/TOTHER/CBACKEND" as Parameters<Slack["channel"]>[0];
      const key = `${other}/question/2027-03-15/0` as Parameters<Slack["post"]>[2];
      const post = platform.post({ kind: "channel", channel: other }, messageOf("Q"), key);
      await expect(post).rejects.toMatchObject({ code: "platform.refused", why: "channel-gone" });
      expect(await slack.calls("chat.postMessage")).toEqual([]);
    });
  });
});
