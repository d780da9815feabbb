import type { KnownBlock, View } from "@slack/types";
import { describe, expect, it, vi } from "vitest";
import { bolted, opened, smallTeam } from "./opened.ts";
import { openSlack, startSlack } from "./slack.ts";

describe.each([
  ["in this process", openSlack],
  ["in a process of its own", startSlack],
])("a stand-in %s", (_name, how) => {
  it("answers auth.test with the scopes", async () => {
    const { client } = await opened(smallTeam, how);
    const { team_id, user_id, response_metadata } = await client.auth.test();
    expect({ team_id, user_id, scopes: response_metadata?.scopes?.slice(0, 2) }).toEqual({
      team_id: "TACME",
      user_id: "UDRILLBOT",
      scopes: ["app_mentions:read", "channels:history"],
    });
  });

  it("keeps what is posted, and carries what people write to Bolt", async () => {
    const { slack, workspace, client } = await opened(smallTeam, how);
    const heard: string[] = [];
    await bolted(slack, workspace, (app) => {
      app.message(async ({ message }) => {
        if ("text" in message) heard.push(message.text ?? "");
      });
    });
    const { ts = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "What is a lock?" });
    await workspace.write({ channel: "drills", user: "anna", text: "It keeps others out.", thread: ts });
    await vi.waitFor(() => expect(heard).toEqual(["It keeps others out."]));
    const messages = await workspace.messages({ channel: "drills" });
    expect(messages.map(({ text, isBots, thread }) => ({ text, isBots, thread }))).toEqual([
      { text: "What is a lock?", isBots: true, thread: null },
      { text: "It keeps others out.", isBots: false, thread: ts },
    ]);
    expect(await workspace.violations()).toEqual([]);
  });
});

describe("a person", () => {
  it("runs a command, and reads its answer alone", async () => {
    const { slack, workspace } = await opened();
    await bolted(slack, workspace, (app) => {
      app.command("/drill", async ({ ack, command }) => await ack(`Heard: ${command.text}`));
    });
    expect(await workspace.command({ user: "anna", channel: "drills", text: "status for @ben" })).toEqual({
      heard: true,
      reply: { text: "Heard: status for <@UBEN|ben>" },
    });
    expect((await workspace.whispers({ user: "anna" })).map(({ text }) => text)).toEqual([
      "Heard: status for <@UBEN|ben>",
    ]);
    expect(await workspace.whispers({ user: "ben" })).toEqual([]);
  });

  it("presses a button, fills the form in and is told what is wrong with it", async () => {
    const { slack, workspace, client } = await opened();
    const plain = (text: string) => ({ type: "plain_text", text }) as const;
    const button = { type: "button", action_id: "answer", text: plain("Answer"), value: "7" } as const;
    const blocks: KnownBlock[] = [{ type: "actions", block_id: "q", elements: [button] }];
    const element = { type: "plain_text_input", action_id: "text", min_length: 3 } as const;
    const input: KnownBlock = { type: "input", block_id: "text", label: plain("Your answer"), element };
    const form: View = {
      type: "modal",
      callback_id: "form",
      title: plain("Answer"),
      submit: plain("Save"),
      blocks: [input],
    };
    const seen: unknown[] = [];
    await bolted(slack, workspace, (app) => {
      app.action("answer", async ({ ack, body }) => {
        await ack();
        if ("trigger_id" in body) await client.views.open({ trigger_id: body.trigger_id, view: form });
      });
      app.view("form", async ({ ack, view }) => {
        const value = view.state.values["text"]?.["text"]?.value;
        seen.push(value);
        if (value === "none") await ack({ response_action: "errors", errors: { text: "Say more." } });
        else await ack();
      });
    });
    const { ts = "" } = await client.chat.postMessage({
      channel: "CDRILLS",
      text: "What is a lock?",
      blocks,
    });
    await workspace.press({ user: "anna", place: { in: "message", channel: "drills", ts }, action: "answer" });
    const view = await vi.waitFor(async () => {
      const open = await workspace.view({ user: "anna" });
      return open ?? Promise.reject(new Error("no form yet"));
    });
    const filled = { user: "anna", view: view.id };
    expect(await workspace.submit({ ...filled, entries: { text: "no" } })).toEqual({
      became: "held-back",
      because: "text: at least 3 characters",
    });
    expect(await workspace.submit({ ...filled, entries: { text: "none" } })).toEqual({
      became: "errors",
      errors: { text: "Say more." },
    });
    expect(await workspace.submit({ ...filled, entries: { text: "It keeps others out." } })).toEqual({
      became: "closed",
    });
    expect(seen).toEqual(["none", "It keeps others out."]);
    expect(await workspace.view({ user: "anna" })).toBe(null);
    expect(await workspace.violations()).toEqual([]);
  });
});

it("refuses what breaks a rule, and keeps it for the tests to see", async () => {
  const { workspace, client } = await opened();
  const blocks = [{ type: "header" as const, text: { type: "plain_text" as const, text: "x".repeat(151) } }];
  await expect(client.chat.postMessage({ channel: "CDRILLS", text: "x", blocks })).rejects.toMatchObject({
    data: { error: "invalid_blocks" },
  });
  expect(await workspace.violations()).toEqual([
    "chat.postMessage /blocks/0/text/text: length 151, at most 150 (types, block-kit/blocks.d.ts [P])",
  ]);
});
