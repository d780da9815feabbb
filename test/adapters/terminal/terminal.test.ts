import { describe, expect, it } from "vitest";
import { openTerminal, type TerminalEvent } from "../../../src/adapters/terminal/terminal.ts";
import { channelKey, type DeliveryKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";
import { note } from "../../../src/core/message/answer-messages.ts";
import type { Handlers, IncomingReply } from "../../../src/ports/platform.ts";
import { TestClock } from "../../support/test-clock.ts";

const channel = channelKey("terminal", "w", "c");
const here = { kind: "channel", channel } as const;
const mira = "mira" as PersonId;
const key = `${channel}/question/2027-03-15/0` as DeliveryKey;

function open() {
  const clock = new TestClock();
  const seen: TerminalEvent[] = [];
  const heard: IncomingReply[] = [];
  const people = [
    { id: mira, name: "Mira" },
    { id: "jonas" as PersonId, name: "Jonas" },
  ];
  const listen = (event: TerminalEvent) => seen.push(event);
  const terminal = openTerminal({ channel, people, zone: "UTC", now: () => clock.now(), listen });
  const none = async () => ({ kind: "none" }) as const;
  const handlers: Handlers = {
    replied: async (reply) => void heard.push(reply),
    edited: async () => undefined,
    deleted: async () => undefined,
    command: none,
    pressed: none,
    submitted: none,
    pointed: none,
    choices: async () => [],
    channel: async () => undefined,
    workspaceGone: async () => undefined,
    gap: async () => undefined,
  };
  return { clock, terminal, seen, heard, start: () => terminal.start(handlers) };
}

describe("the terminal", () => {
  it("shows a message once, however often its key is posted, and finds it by the key", async () => {
    const { terminal, seen, clock } = open();
    const since = clock.now();
    const first = await terminal.post(here, note("one"), key);
    const again = await terminal.post(here, note("one"), key);
    expect([first, again, seen.length]).toEqual([{ channel, thread: null, id: "1" }, first, 1]);
    expect(await terminal.find(here, key, since)).toEqual(first);
    expect(await terminal.find(here, key, since.add({ seconds: 1 }))).toBe(null);
    expect(await terminal.find(here, `${key}0` as DeliveryKey, since)).toBe(null);
  });

  it("hands a reply on, keeps it for reading back, and marks it", async () => {
    const { terminal, seen, heard, start, clock } = open();
    await start();
    const question = await terminal.post(here, note("question"), key);
    clock.pass(60_000);
    await terminal.reply(mira, question.id, "an answer");
    const reply = { channel, thread: "1", message: "2", person: "mira", name: "Mira", text: "an answer" };
    expect(heard).toEqual([{ ...reply, at: clock.now(), editedAt: null }]);
    expect(await terminal.readThread(question, clock.now())).toEqual({ kind: "read", replies: heard });
    expect(await terminal.readThread(question, clock.now().add({ seconds: 1 }))).toEqual({ kind: "read", replies: [] });
    await terminal.mark({ channel, thread: question.id, id: "2" as MessageId });
    expect(seen.map(({ kind }) => kind)).toEqual(["posted", "replied", "marked"]);
  });

  it("refuses to edit, to answer or to mark what is not there", async () => {
    const { terminal } = open();
    const ref = { channel, thread: null, id: "9" as MessageId };
    await expect(terminal.edit(ref, note("x"))).rejects.toMatchObject({
      code: "platform.refused",
      why: "message-gone",
    });
    await expect(terminal.post({ kind: "thread", of: ref }, note("x"), key)).rejects.toMatchObject({
      why: "message-gone",
    });
    await expect(terminal.mark(ref)).rejects.toMatchObject({ why: "message-gone" });
    await expect(terminal.readThread(ref, null)).rejects.toMatchObject({ why: "message-gone" });
  });

  it("lets nobody in before the start and after the stop", async () => {
    const { terminal, start } = open();
    await expect(terminal.press(mira, "answer/2027-03-15")).rejects.toThrow("the terminal was not started");
    await start();
    await terminal.stop();
    await expect(terminal.reply(mira, "1" as MessageId, "x")).rejects.toThrow("the terminal was not started");
  });

  it("knows its people, the first as the manager", async () => {
    const { terminal } = open();
    const person = { name: "Mira", zone: "UTC", manager: true, maySetUp: true, standing: "member" };
    expect(await terminal.person(channel, mira)).toEqual({ id: mira, ...person });
    expect((await terminal.person(channel, "jonas" as PersonId)).manager).toBe(false);
    expect((await terminal.person(channel, "x" as PersonId)).standing).toBe("gone");
  });
});
