import { describe, expect, it, vi } from "vitest";
import { bolted, opened, smallTeam } from "../opened.ts";
import { isRecord } from "../payload/record.ts";
import type { Fields } from "../state/types.ts";

/** A workspace whose app notes every event it hears, and nothing else. */
async function overheard(opening: Parameters<typeof opened>[0] = smallTeam) {
  const { slack, workspace, client } = await opened(opening);
  const heard: Fields[] = [];
  await bolted(slack, workspace, (app) => {
    app.use(async ({ payload, body, next }) => {
      if ("event" in body) heard.push({ ...payload });
      await next();
    });
  });
  const kinds = () =>
    heard.map(({ type, subtype }) => (subtype === undefined ? type : `${String(type)}.${String(subtype)}`));
  return { workspace, client, heard, kinds };
}

describe("what people write", () => {
  it("travels as Slack sends it", async () => {
    const { workspace, heard } = await overheard();
    await workspace.write({
      channel: "drills",
      user: "anna",
      text: "a < b && c, says @ben in #drills: https://example.org/?a=1&b=2 @channel",
    });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]?.["text"]).toBe(
      "a &lt; b &amp;&amp; c, says <@UBEN> in <#CDRILLS|drills>: <https://example.org/?a=1&amp;b=2> <!channel>",
    );
  });

  it("has a kind of its own with a file, or when it goes to the channel as well", async () => {
    const { workspace, client, kinds } = await overheard();
    const { ts: thread = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "question" });
    const said = { channel: "drills", user: "anna", text: "an answer", thread };
    await workspace.write({ ...said, file: "proof.png" });
    await workspace.write({ ...said, broadcast: true });
    await workspace.write({ channel: "drills", user: "anna", text: "@drill help" });
    await vi.waitFor(() =>
      expect(kinds()).toEqual(["message.file_share", "message.thread_broadcast", "message", "app_mention"]),
    );
  });

  it("comes twice for one gesture, when asked", async () => {
    const { workspace, heard } = await overheard();
    const stamps = await workspace.write({ channel: "drills", user: "anna", text: "hello", twice: true });
    await vi.waitFor(() => expect(heard.map(({ ts }) => ts)).toEqual(stamps));
    expect(heard[0]?.["client_msg_id"]).toBe(heard[1]?.["client_msg_id"]);
  });

  it("is edited, previewed and deleted", async () => {
    const { workspace, heard, kinds } = await overheard();
    const [ts = ""] = await workspace.write({ channel: "drills", user: "anna", text: "see https://example.org" });
    await workspace.unfurl({ channel: "drills", ts });
    await workspace.edit({ channel: "drills", ts, text: "better" });
    await workspace.erase({ channel: "drills", ts });
    await vi.waitFor(() =>
      expect(kinds()).toEqual([
        "message",
        "message.message_changed",
        "message.message_changed",
        "message.message_deleted",
      ]),
    );
    const nested = heard.slice(1).map(({ message, deleted_ts }) => {
      const { text, edited }: Fields = isRecord(message) ? message : {};
      return { text, isEdited: edited !== undefined, deleted_ts };
    });
    expect(nested).toEqual([
      { text: "see <https://example.org>", isEdited: false, deleted_ts: undefined },
      { text: "better", isEdited: true, deleted_ts: undefined },
      { text: undefined, isEdited: false, deleted_ts: ts },
    ]);
  });

  it("leaves a tombstone where others have replied", async () => {
    const { workspace, client, heard } = await overheard();
    const { ts = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "question" });
    await workspace.write({ channel: "drills", user: "anna", text: "an answer", thread: ts });
    await workspace.erase({ channel: "drills", ts });
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard[1]).toMatchObject({
      subtype: "message_changed",
      message: { subtype: "tombstone", user: "USLACKBOT", text: "This message was deleted.", reply_count: 1 },
    });
    const { messages } = await client.conversations.replies({ channel: "CDRILLS", ts });
    expect(messages?.map(({ text }) => text)).toEqual(["This message was deleted.", "an answer"]);
    await expect(client.chat.update({ channel: "CDRILLS", ts, text: "x" })).rejects.toMatchObject({
      data: { error: "message_not_found" },
    });
  });
});

it("a change by the bot is told to the bot", async () => {
  const { client, kinds } = await overheard();
  const { ts = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "old" });
  await client.chat.update({ channel: "CDRILLS", ts, text: "new" });
  // Bolt hides the echo of the post itself (ignoreSelf), and only that.
  await vi.waitFor(() => expect(kinds()).toEqual(["message.message_changed"]));
});

describe("a channel", () => {
  it("is joined, left and changed", async () => {
    const { workspace, kinds } = await overheard({ ...smallTeam, channels: [{ name: "drills", withBot: false }] });
    const channel = "drills";
    await workspace.invite({ channel, by: "anna" });
    for (const to of ["archived", "unarchived", "shared"] as const) await workspace.changeChannel({ channel, to });
    await workspace.renameChannel({ channel, name: "practice" });
    await workspace.renumberChannel({ channel: "practice", id: "CNEW" });
    await workspace.kick({ channel: "practice" });
    await workspace.changeChannel({ channel: "practice", to: "deleted" });
    // Bolt takes its time with events that name a channel, so that they come out in another order than they went in.
    await vi.waitFor(() =>
      expect(kinds().toSorted()).toEqual([
        "channel_archive",
        "channel_deleted",
        "channel_id_changed",
        "channel_left",
        "channel_rename",
        "channel_shared",
        "channel_unarchive",
        "member_joined_channel",
        "member_left_channel",
      ]),
    );
  });

  it.each([
    ["uninstalled-first", ["app_uninstalled", "tokens_revoked"]],
    ["revoked-first", ["tokens_revoked", "app_uninstalled"]],
  ] as const)("hears the last of the app %s", async (order, expected) => {
    const { workspace, kinds } = await overheard();
    await workspace.uninstall({ order });
    await vi.waitFor(() => expect(kinds()).toEqual(expected));
  });
});

describe("in the Home and in forms", () => {
  const plain = (text: string) => ({ type: "plain_text", text }) as const;

  it("a person opens, sees and presses", async () => {
    const { slack, workspace, client } = await opened();
    const pressed: unknown[] = [];
    await bolted(slack, workspace, (app) => {
      app.event("app_home_opened", async ({ event }) => {
        const element = { type: "button", action_id: "next", text: plain("Next") } as const;
        const blocks = [{ type: "section" as const, text: plain("Your week"), accessory: element }];
        await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
      });
      app.action("next", async ({ ack, body }) => {
        await ack();
        pressed.push("view" in body ? body.view?.type : null);
      });
    });
    await workspace.openHome({ user: "anna" });
    await vi.waitFor(async () => expect((await workspace.home({ user: "anna" }))?.view["type"]).toBe("home"));
    await workspace.press({ user: "anna", place: { in: "home" }, action: "next" });
    await vi.waitFor(() => expect(pressed).toEqual(["home"]));
    expect(await workspace.home({ user: "ben" })).toBe(null);
  });

  it("a person types, is offered options, chooses one and goes from form to form", async () => {
    const { slack, workspace, client } = await opened();
    const zone = { type: "external_select", action_id: "zone", min_query_length: 0 } as const;
    const mode = {
      type: "radio_buttons",
      action_id: "mode",
      options: [{ text: plain("Open"), value: "open" }],
    } as const;
    const input = (id: string, element: typeof zone | typeof mode) =>
      ({ type: "input", block_id: id, label: plain(id), element }) as const;
    const head = { type: "modal", title: plain("Setup"), submit: plain("Next") } as const;
    const sent: unknown[] = [];
    await bolted(slack, workspace, (app) => {
      app.options(
        "zone",
        async ({ ack, options: { value } }) =>
          await ack({ options: [{ text: plain(value), value: `Europe/${value}` }] }),
      );
      app.view("first", async ({ ack, view }) => {
        sent.push(view.state.values);
        await ack({ response_action: "push", view: { ...head, callback_id: "second", blocks: [] } });
      });
      app.view("second", async ({ ack }) => await ack({ response_action: "clear" }));
    });
    const blocks = [input("z", zone), input("m", mode)];
    const trigger_id = await workspace.trigger({ user: "anna" });
    await client.views.open({ trigger_id, view: { ...head, callback_id: "first", blocks } });
    const view = (await workspace.view({ user: "anna" }))?.id ?? "";
    const place = { in: "view", view } as const;
    expect(await workspace.suggest({ user: "anna", place, action: "zone", text: "Berlin" })).toHaveLength(1);
    expect(await workspace.submit({ user: "anna", view, entries: { mode: "open" } })).toEqual({
      became: "held-back",
      because: "z: must be filled in",
    });
    const next = await workspace.submit({ user: "anna", view, entries: { zone: "Europe/Berlin" } });
    expect(next.became).toBe("pushed");
    expect(sent).toEqual([
      {
        z: { zone: { type: "external_select", selected_option: { text: plain("Berlin"), value: "Europe/Berlin" } } },
        m: { mode: { type: "radio_buttons", selected_option: { text: plain("Open"), value: "open" } } },
      },
    ]);
    const last = "view" in next ? next.view : "";
    expect(await workspace.submit({ user: "anna", view: last, entries: {} })).toEqual({ became: "closed" });
    expect(await workspace.view({ user: "anna" })).toBe(null);
    expect(await workspace.violations()).toEqual([]);
  });

  it("a message shortcut names the message", async () => {
    const { slack, workspace } = await opened();
    const used: unknown[] = [];
    await bolted(slack, workspace, (app) => {
      app.shortcut("use", async ({ ack, shortcut }) => {
        await ack();
        if (shortcut.type === "message_action") used.push(shortcut.message.text);
      });
    });
    const [ts = ""] = await workspace.write({ channel: "drills", user: "anna", text: "my answer" });
    const heard = await workspace.shortcut({ channel: "drills", ts, user: "anna", callback: "use" });
    expect([heard.heard, used]).toEqual([true, ["my answer"]]);
  });
});

it("an answer address is good five times, for half an hour", async () => {
  const time = { startsAt: "2027-03-15T08:00:00Z", wallMs: 0, speed: 0 };
  const { slack, workspace } = await opened({ ...smallTeam, time });
  const urls: string[] = [];
  await bolted(slack, workspace, (app) => {
    app.command("/drill", async ({ ack, command }) => {
      urls.push(command.response_url);
      await ack();
    });
  });
  for (const text of ["one", "two"]) await workspace.command({ user: "anna", channel: "drills", text });
  const [first = "", second = ""] = urls;
  const respond = async (url: string) => (await fetch(url, { method: "POST", body: '{"text":"later"}' })).text();
  const answers = [];
  for (let at = 0; at < 6; at += 1) answers.push(await respond(first));
  expect(answers).toEqual(["ok", "ok", "ok", "ok", "ok", "used_url"]);
  expect((await workspace.whispers({ user: "anna" })).map(({ text }) => text)).toEqual(Array(5).fill("later"));
  await workspace.moveTime({ instant: "2027-03-15T08:30:00.001Z" });
  expect(await respond(second)).toBe("expired_url");
});
