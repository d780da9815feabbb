import { Events } from "discord.js";
import { describe, expect, it, vi } from "vitest";
import { openDiscord, startDiscord } from "./discord.ts";
import { drillsOf, loggedIn, opened, smallServer } from "./opened.ts";

describe.each([
  ["in this process", openDiscord],
  ["in a process of its own", startDiscord],
])("a stand-in %s", (_name, how) => {
  it("lets discord.js log in, post, start a thread and hear what people write", async () => {
    const { discord, app } = await opened(smallServer, how);
    const client = await loggedIn(discord, app);
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot) heard.push(`${message.channelId}: ${message.content}`);
    });
    const channel = await drillsOf(client, app);
    const question = await channel.send({ content: "What is a lock?", nonce: "n1", enforceNonce: true });
    const thread = await question.startThread({ name: "Answers" });
    expect(thread.id).toBe(question.id);
    await app.write({ channel: thread.id, user: "anna", text: "It keeps others out." });
    await vi.waitFor(() => expect(heard).toEqual([`${thread.id}: It keeps others out.`]));
    const all = await app.everything();
    expect(all.map(({ by, content, channelName }) => [by, channelName, content])).toEqual([
      ["Daily Drill", "drills", "What is a lock?"],
      ["anna", "Answers", "It keeps others out."],
    ]);
    expect(await app.violations()).toEqual([]);
  });
});
