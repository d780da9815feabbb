import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { playWorkspace } from "../../../src/adapters/playground/people.ts";
import type { NextEvent } from "../../../src/adapters/playground/play-clock.ts";
import type { News } from "../../../src/adapters/playground/protocol.ts";
import { BotError } from "../../../src/core/errors.ts";
import { type DeliveryKey, workspaceKey } from "../../../src/core/keys.ts";
import {
  messageIn,
  messageOf,
  Recorder,
  refusalOf,
  type Stage,
  saying,
  stageOf,
  texts,
  under,
} from "../../contract/platform/stage.ts";
import { PlayRig } from "./play-rig.ts";

const questionKey = "playground/local/backend-drill/question/2027-03-15/0" as DeliveryKey;

let rig: PlayRig;
let next: NextEvent | null;
let moves: string[];
/** How often the playground asked what comes next. */
let asked: number;
/** What is done after a move of the clock. */
let tick: () => Promise<void>;

beforeEach(async () => {
  next = null;
  moves = [];
  asked = 0;
  tick = async () => undefined;
  rig = await PlayRig.make({
    nextEvent: () => {
      asked += 1;
      return next;
    },
    async afterMove() {
      moves.push("begins");
      await tick();
      moves.push("ends");
    },
  });
});
afterEach(() => rig.close());

const kinds = (news: readonly News[]) => news.map((one) => one.kind);
const browsers = () => {
  const { manager, first, second } = rig.people;
  return { mira: rig.as(manager.id), jonas: rig.as(first.id), priya: rig.as(second.id) };
};
const said = (stage: Stage, text: string) => stage.ask().then((question) => saying(stage.first, question.id, text));

/** Resolves when the person's tab has heard as much; a browser's socket is not in step with its asks. */
async function heard(as: ReturnType<typeof browsers>["mira"], count: number): Promise<readonly News[]> {
  await until(() => as.news.length >= count);
  return as.news;
}

/** Long enough for what ought to wait to go wrong, without looking at a clock. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe("what people write in the playground", () => {
  it("stays text in the page, whatever it looks like", async () => {
    const stage = await stageOf(rig);
    const text =
      '<script>alert(1)</script> <img src=x onerror="alert(2)"> [x](javascript:alert(3)) ![y](http://evil.test/y.png)';
    await said(stage, text);
    const [, reply] = (await browsers().priya.state()).messages;
    expect(reply?.html.match(/<(?!\/?(p|br|code|pre|strong|em)\b)/g)).toBe(null);
    expect(reply?.html.includes("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe(true);
    expect(reply?.source).toBe(text);
  });

  it("is changed and deleted by its author alone; a manager may delete the bot's", async () => {
    const stage = await stageOf(rig);
    const question = await stage.ask();
    const message = await saying(stage.first, question.id, "It costs writes.");
    const { mira, jonas, priya } = browsers();
    for (const other of [mira, priya]) {
      expect(await other.edit(message, "mine now")).toEqual({ kind: "not-saved" });
      expect(await other.remove(message)).toEqual({ kind: "not-saved" });
      expect(await other.edit(question.id, "mine now")).toEqual({ kind: "not-saved" });
    }
    expect(await jonas.remove(question.id)).toEqual({ kind: "not-saved" });
    expect(texts(await jonas.thread(question.id))).toEqual(["It costs writes."]);
    expect(await mira.remove(question.id)).toEqual({ kind: "nothing" });
    expect((await jonas.state()).messages.map((one) => [one.deleted, one.html, one.actions.length])).toEqual([
      [true, "", 0],
      [false, "<p>It costs writes.</p>", 0],
    ]);
  });

  it("answers a message of the channel, not another answer", async () => {
    const stage = await stageOf(rig);
    const message = await said(stage, "It costs writes.");
    expect(await browsers().priya.ask("say", { thread: message, text: "And space." })).toMatchObject({
      kind: "failed",
      message: "a thread hangs on a message of the channel",
    });
  });

  it("leaves the disk when it is deleted", async () => {
    const stage = await stageOf(rig);
    const message = await said(stage, "It costs canaries.");
    const file = () => readFile(join(rig.dataDir, "playground", "room.jsonl"), "utf8");
    expect((await file()).includes("canaries")).toBe(true);
    await stage.first.remove(message);
    expect((await file()).includes("canaries")).toBe(false);
  });

  it("is seen by others only once the bot has taken it", async () => {
    const platform = await rig.open();
    const during: unknown[] = [];
    await platform.start({
      ...new Recorder().handlers,
      async replied({ channel, thread, message }) {
        await platform.mark({ channel, thread, id: message });
        during.push(await browsers().priya.thread(thread));
        during.push(await platform.readThread({ channel, thread: null, id: thread }, null));
      },
    });
    const { id } = await platform.post({ kind: "channel", channel: rig.channel }, messageOf("Q"), questionKey);
    await saying(browsers().jonas, id, "It costs writes.");
    expect(during).toEqual([[], { kind: "read", replies: [] }]);
    expect((await browsers().priya.thread(id)).map((one) => one.marked)).toEqual([true]);
  });

  it("is heard by the bot one after another, in order", async () => {
    const order: string[] = [];
    const platform = await rig.open();
    await platform.start({
      ...new Recorder().handlers,
      async replied({ text }) {
        order.push(`${text} begins`);
        await turns(20_000);
        order.push(`${text} ends`);
      },
    });
    const { id } = await platform.post({ kind: "channel", channel: rig.channel }, messageOf("Q"), questionKey);
    await Promise.all(["one", "two"].map((text) => browsers().jonas.ask("say", { thread: id, text })));
    const [first, , second] = order.map((step) => step.split(" ")[0]);
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
    expect([first, second].toSorted()).toEqual(["one", "two"]);
  });
});

describe("what the page is told", () => {
  it("comes to every tab, and whispers to that person's alone", async () => {
    const stage = await stageOf(rig);
    const { jonas, priya } = browsers();
    await Promise.all([jonas.join(), priya.join()]);
    await stage.platform.whisper(rig.channel, rig.people.first.id, messageOf("psst"));
    const question = await stage.ask();
    const message = await saying(stage.first, question.id, "It costs writes.");
    await stage.platform.mark({ channel: rig.channel, thread: question.id, id: message });
    await stage.first.remove(message);
    const toAll = ["message", "message", "clock", "message", "removed"];
    expect(kinds(await heard(priya, 5))).toEqual(toAll);
    expect(kinds(await heard(jonas, 6))).toEqual(["whisper", ...toAll]);
  });

  it("holds nothing of a message that the bot did not take, nor what changes nothing", async () => {
    const platform = await rig.open();
    const { jonas, priya } = browsers();
    await platform.start({
      ...new Recorder().handlers,
      async replied({ channel, thread, message }) {
        await platform.mark({ channel, thread, id: message });
        throw new Error("the store is away");
      },
    });
    await priya.join();
    const ref = await platform.post({ kind: "channel", channel: rig.channel }, messageOf("before"), questionKey);
    expect((await jonas.say(ref.id, "It costs writes.")).message).toBe(null);
    for (let time = 0; time < 2; time += 1) await platform.edit(ref, messageOf("after"));
    await platform.whisper(rig.channel, rig.people.second.id, messageOf("the last news"));
    expect(kinds(await heard(priya, 3))).toEqual(["message", "message", "whisper"]);
  });

  it("keeps what the bot whispered unasked through a restart, and not its answers", async () => {
    const stage = await stageOf(rig);
    await stage.platform.whisper(rig.channel, rig.people.first.id, messageOf("The channel is archived."));
    stage.heard.answer = { kind: "message", message: messageOf("Next: Monday"), replace: false };
    await stage.first.command("status");
    await stage.restart();
    const { jonas, priya } = browsers();
    const kept = (await jonas.state()).whispers;
    expect(kept.map((whisper) => [whisper.to, whisper.message.html])).toEqual([
      ["jonas", "<p>The channel is archived.</p>"],
    ]);
    expect((await priya.state()).whispers).toEqual([]);
  });

  it("takes a press on a private answer also after a restart, and from nobody else", async () => {
    const stage = await stageOf(rig);
    const button = { kind: "button", id: "show:7", label: "Show", style: "plain" } as const;
    stage.heard.answer = { kind: "message", message: messageOf("Hidden", { actions: [button] }), replace: false };
    const { id } = messageIn(await stage.first.command("practice"));
    const again = await stage.restart();
    expect(await again.second.press(id, "show:7")).toEqual({ kind: "not-saved" });
    expect(await again.first.press(id, "show:7")).toEqual({ kind: "nothing" });
    expect(again.heard.of("pressed").map((press) => press.person)).toEqual(["jonas"]);
  });

  it("says what failed and what to do, in the words of the error", async () => {
    const stage = await stageOf(rig);
    stage.heard.broken = true;
    const failed = { kind: "failed", message: "Not saved: the store does not answer.", hint: "look at the disk" };
    expect(await browsers().jonas.ask("command", { thread: null, text: "me" })).toEqual(failed);
  });
});

describe("the playground's clock", () => {
  const ahead = (stage: Stage) => stage.platform.facts.aheadMs(playWorkspace);

  it("goes to just after the next event, and then does what is due", async () => {
    const stage = await stageOf(rig);
    next = { at: Temporal.Instant.from("2027-03-15T15:00:00Z"), what: "the reveal" };
    expect((await browsers().jonas.state()).clock).toEqual({
      now: Date.UTC(2027, 2, 15, 8),
      aheadMs: 0,
      next: { at: Date.UTC(2027, 2, 15, 15), what: "the reveal" },
      zone: "Europe/Berlin",
    });
    expect(await browsers().jonas.ask("clock", { move: "next-event" })).toEqual({ kind: "done" });
    expect(ahead(stage)).toBe(7 * 3_600_000 + 1000);
    expect(moves).toEqual(["begins", "ends"]);
    expect((await browsers().jonas.state()).clock.now).toBe(Date.UTC(2027, 2, 15, 15, 0, 1));
  });

  it("goes to an event once when two people press for it, and does what is due one after the other", async () => {
    const stage = await stageOf(rig);
    next = { at: Temporal.Instant.from("2027-03-15T09:00:00Z"), what: "the question" };
    asked = 0;
    tick = async () => {
      // Once by each press, once to tell of the moved clock: both have pressed by then.
      await until(() => asked >= 3);
      next = { at: Temporal.Instant.from("2027-03-15T15:00:00Z"), what: "the reveal" };
    };
    const { jonas, priya } = browsers();
    await Promise.all([jonas, priya].map((one) => one.ask("clock", { move: "next-event" })));
    expect(ahead(stage)).toBe(3_600_000 + 1000);
    expect(moves).toEqual(["begins", "ends", "begins", "ends"]);
  });

  it("is seen to have moved before what became due appears", async () => {
    const stage = await stageOf(rig);
    const { jonas } = browsers();
    await jonas.join();
    tick = () => stage.ask().then(() => undefined);
    await jonas.ask("clock", { move: "day" });
    await stage.platform.whisper(rig.channel, rig.people.first.id, messageOf("the last news"));
    expect(kinds(await heard(jonas, 3))).toEqual(["clock", "message", "whisper"]);
  });

  it("goes one calendar day on, whatever the clocks do", async () => {
    const stage = await stageOf(rig);
    rig.clock.pass(12 * 86_400_000);
    await browsers().jonas.ask("clock", { move: "day" });
    expect(ahead(stage)).toBe(23 * 3_600_000);
    await browsers().jonas.ask("clock", { move: "day" });
    expect(ahead(stage)).toBe(47 * 3_600_000);
  });

  it("never goes back, survives a restart, and dates what is said", async () => {
    const stage = await stageOf(rig);
    await browsers().jonas.ask("clock", { move: "day" });
    next = { at: rig.clock.now(), what: "overdue" };
    await browsers().jonas.ask("clock", { move: "next-event" });
    const again = await stage.restart();
    expect(ahead(again)).toBe(86_400_000);
    expect(again.platform.facts.aheadMs(workspaceKey("playground", "other"))).toBe(0);
    const question = await again.ask();
    await saying(again.first, question.id, "hello");
    expect(again.heard.of("replied").map((reply) => reply.at.toString())).toEqual(["2027-03-16T08:00:00Z"]);
  });

  it("stays when nothing is planned, and says when what was due could not be done", async () => {
    const stage = await stageOf(rig);
    const nowhere = await browsers().jonas.ask("clock", { move: "next-event" });
    expect(nowhere).toMatchObject({ kind: "failed", message: "nothing is planned that the clock could move to" });
    expect([ahead(stage), moves]).toEqual([0, []]);
    const full = new BotError("store.unavailable", "the disk is full", { hint: "make room" });
    tick = () => Promise.reject(full);
    expect(await browsers().jonas.ask("clock", { move: "day" })).toMatchObject({
      kind: "failed",
      message: "The clock has moved, but what was due could not be done: the disk is full.",
    });
    expect(ahead(stage)).toBe(86_400_000);
  });

  it("tells the tabs when what comes next has changed, and only then", async () => {
    const stage = await stageOf(rig);
    const playground = await rig.open();
    expect(playground.address).toBe(null);
    await stage.platform.stop();
    await playground.start(new Recorder().handlers);
    const { jonas } = browsers();
    await jonas.join();
    await playground.refreshClock();
    await playground.refreshClock();
    next = { at: Temporal.Instant.from("2027-03-15T15:00:00Z"), what: "the reveal" };
    await playground.refreshClock();
    await playground.whisper(rig.channel, rig.people.first.id, messageOf("the last news"));
    expect(kinds(await heard(jonas, 3))).toEqual(["clock", "clock", "whisper"]);
  });
});

describe("the bot in the playground", () => {
  it("never posts again with the key of a message that was deleted, and does not find it", async () => {
    const stage = await stageOf(rig);
    const question = await stage.ask();
    await stage.manager.remove(question.id);
    const again = await stage.restart();
    expect(await refusalOf(again.ask())).toBe("message-gone");
    const epoch = Temporal.Instant.fromEpochMilliseconds(0);
    expect(await again.platform.find(again.channel, again.key("question"), epoch)).toBe(null);
    expect(await again.platform.readThread(question, null)).toEqual({ kind: "unreadable", why: "thread-gone" });
    expect(await refusalOf(again.platform.post(under(question), messageOf("A"), again.key("reveal")))).toBe(
      "message-gone",
    );
  });

  it("whispers to nobody who is not there", async () => {
    const { platform } = await stageOf(rig);
    expect(await platform.whisper(rig.channel, "nobody" as typeof rig.people.first.id, messageOf("psst"))).toBe(false);
  });

  it("says of a message that could not be written that it was not sent", async () => {
    const stage = await stageOf(rig);
    await stage.platform.stop();
    await expect(stage.ask()).rejects.toMatchObject({ code: "platform.unsent" });
  });

  it("stops only when its own calls of handlers are through", async () => {
    const order: string[] = [];
    const running = Promise.withResolvers<void>();
    const platform = await rig.open();
    const gap = () => running.promise.then(() => void order.push("handled"));
    const started = platform.start({ ...new Recorder().handlers, gap });
    await until(() => platform.address !== null);
    const stopped = platform.stop().then(() => order.push("stopped"));
    await turns(100);
    running.resolve();
    await Promise.all([started, stopped]);
    expect(order).toEqual(["handled", "stopped"]);
  });

  it("answers what was asked before it stopped", async () => {
    const order: string[] = [];
    const running = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const platform = await rig.open();
    await platform.start({
      ...new Recorder().handlers,
      async command() {
        begun.resolve();
        await running.promise;
        order.push("handled");
        return { kind: "none" };
      },
    });
    const asked = browsers().jonas.ask("command", { thread: null, text: "me" });
    await begun.promise;
    const stopped = platform.stop().then(() => order.push("stopped"));
    running.resolve();
    await stopped;
    expect(await asked).toEqual({ kind: "done" });
    expect(order).toEqual(["handled", "stopped"]);
  });
});
