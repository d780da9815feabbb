import { describe, expect, it } from "vitest";
import { openTerminal, type TerminalEvent } from "../../../src/adapters/terminal/terminal.ts";
import { channelKey, type DeliveryKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";
import { note } from "../../../src/core/message/answer-messages.ts";
import type { Handlers, IncomingReply } from "../../../src/ports/platform.ts";
import { exampleForm, Recorder } from "../../contract/platform/stage.ts";
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
    home: async () => null,
    channel: async () => undefined,
    workspaceGone: async () => undefined,
    gap: async () => undefined,
    clock: () => undefined,
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

  it("hands a reply on, keeps it for reading back, and marks it once", async () => {
    const { terminal, seen, heard, start, clock } = open();
    await start();
    const question = await terminal.post(here, note("question"), key);
    clock.pass(60_000);
    await terminal.reply(mira, question.id, "an answer");
    const reply = { channel, thread: "1", message: "2", person: "mira", name: "Mira", text: "an answer" };
    expect(heard).toEqual([{ ...reply, at: clock.now(), gesture: null, editedAt: null }]);
    expect(await terminal.readThread(question, clock.now())).toEqual({ kind: "read", replies: heard });
    expect(await terminal.readThread(question, clock.now().add({ seconds: 1 }))).toEqual({ kind: "read", replies: [] });
    await terminal.mark({ channel, thread: question.id, id: "2" as MessageId });
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
    expect(await terminal.readThread(ref, null)).toEqual({ kind: "unreadable", why: "thread-gone" });
  });

  it("takes a reply that the bot did not take off the screen again, and gives its id to nobody else", async () => {
    const { terminal, seen, clock } = open();
    const recorder = new Recorder();
    await terminal.start(recorder.handlers);
    const question = await terminal.post(here, note("question"), key);
    recorder.broken = true;
    await expect(terminal.reply(mira, question.id, "lost")).rejects.toMatchObject({ code: "store.unavailable" });
    expect(seen.map(({ kind }) => kind)).toEqual(["posted", "replied", "withdrawn"]);
    recorder.broken = false;
    expect(await terminal.reply(mira, question.id, "kept")).toBe("3");
    const other = await terminal.post(here, note("another"), `${key}0` as DeliveryKey);
    await terminal.reply(mira, other.id, "elsewhere");
    const reply = { channel, thread: "1", message: "3", person: "mira", name: "Mira", text: "kept" };
    const replies = [{ ...reply, at: clock.now(), gesture: null, editedAt: null }];
    expect(await terminal.readThread(question, null)).toEqual({ kind: "read", replies });
  });

  it("opens the form that a press asks for, hands on what it was sent with, and says what the bot answered", async () => {
    const { terminal } = open();
    const recorder = new Recorder();
    await terminal.start(recorder.handlers);
    const question = await terminal.post(here, note("question"), key);
    recorder.answer = { kind: "form", form: exampleForm };
    expect(await terminal.press(mira, question.id, "answer")).toEqual(recorder.answer);
    const values = { text: "An answer", days: ["mon"] };
    recorder.answer = { kind: "message", message: note("Saved."), replace: false };
    expect(await terminal.submit(mira, "answer:7", values)).toEqual(recorder.answer);
    expect(recorder.of("submitted")).toEqual([
      { channel, person: "mira", name: "Mira", thread: null, form: "answer:7", values },
    ]);
    recorder.broken = true;
    await expect(terminal.submit(mira, "answer:7", values)).rejects.toMatchObject({ code: "store.unavailable" });
  });

  it("stops once what the bot is still doing has come to its end", async () => {
    const { terminal } = open();
    const recorder = new Recorder();
    const hold = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const replied = async (): Promise<void> => {
      begun.resolve(undefined);
      await hold.promise;
    };
    await terminal.start({ ...recorder.handlers, replied });
    const question = await terminal.post(here, note("question"), key);
    const order: string[] = [];
    const taken = terminal.reply(mira, question.id, "slow").then(() => order.push("taken"));
    await begun.promise;
    const stopped = terminal.stop().then(() => order.push("stopped"));
    hold.resolve(undefined);
    await Promise.all([taken, stopped]);
    expect(order).toEqual(["taken", "stopped"]);
  });

  it("lets nobody in before the start and after the stop", async () => {
    const { terminal, start } = open();
    await expect(terminal.press(mira, "1" as MessageId, "answer/2027-03-15")).rejects.toThrow(
      "the terminal was not started",
    );
    await start();
    await terminal.stop();
    await expect(terminal.reply(mira, "1" as MessageId, "x")).rejects.toThrow("the terminal was not started");
  });

  it("knows its people, the first as the manager", async () => {
    const { terminal } = open();
    const person = { name: "Mira", zone: "UTC", manager: true, maySetUp: true, standing: "member", roles: [] };
    expect(await terminal.person(channel, mira)).toEqual({ id: mira, ...person });
    expect((await terminal.person(channel, "jonas" as PersonId)).manager).toBe(false);
    expect((await terminal.person(channel, "x" as PersonId)).standing).toBe("gone");
  });
});
