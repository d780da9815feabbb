import { expect } from "vitest";
import type { MessageId } from "../../../src/core/keys.ts";
import type { IncomingReply } from "../../../src/ports/platform.ts";
import type { PlatformCase } from "./rig.ts";
import { messageOf, saying, stageOf, texts, under } from "./stage.ts";

const minute = 60_000;

/** Only the platform knows it; an edit tells the one that its message has. */
const gestureOf = (replies: readonly IncomingReply[]): string | null => replies[0]?.gesture ?? null;

export const replyCases: readonly PlatformCase[] = [
  {
    name: "a reply arrives exactly once, with its thread, author, name, text and time",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      rig.clock.pass(minute);
      const message = await saying(first, question.id, "It costs writes and space.");
      const { id: person, name } = rig.people.first;
      const at = rig.clock.now();
      expect(heard.of("replied")).toEqual([
        {
          channel: rig.channel,
          thread: question.id,
          message,
          gesture: gestureOf(heard.of("replied")),
          person,
          name,
          text: "It costs writes and space.",
          at,
          editedAt: null,
        },
      ]);
    },
  },
  {
    name: "what the bot says and shows never comes back to it",
    async run(rig) {
      const { platform, heard, key, ask } = await stageOf(rig);
      const question = await ask();
      await platform.post(under(question), messageOf("part"), key("reveal"));
      await platform.edit(question, messageOf("revealed"));
      await platform.whisper(rig.channel, rig.people.first.id, messageOf("psst"));
      expect(heard.calls).toEqual(["gap"]);
    },
  },
  {
    name: "talk in the channel itself is no reply",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      await ask();
      await saying(first, null, "Good morning, everybody.");
      expect(heard.of("replied")).toEqual([]);
      expect(texts(await first.channel())).toEqual(["What does an index cost?", "Good morning, everybody."]);
    },
  },
  {
    name: "a text arrives as it was written",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      const written = [
        "a < b && c > d <script>alert(1)</script>",
        "two\n\n`lines` *and* _more_",
        "naïve 🧑🏽‍💻 שלום &amp;",
      ];
      for (const text of written) await saying(first, question.id, text);
      expect(heard.of("replied").map((reply) => reply.text)).toEqual(written);
    },
  },
  {
    name: "an edit arrives with the new text, the first time and the time of the edit",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      const message = await saying(first, question.id, "It costs writes.");
      const at = rig.clock.now();
      rig.clock.pass(minute);
      expect(await first.edit(message, "It costs writes and space.")).toEqual({ kind: "nothing" });
      const { id: person, name } = rig.people.first;
      const editedAt = rig.clock.now();
      expect(heard.of("edited")).toEqual([
        {
          channel: rig.channel,
          thread: question.id,
          message,
          gesture: gestureOf(heard.of("replied")),
          person,
          name,
          text: "It costs writes and space.",
          at,
          editedAt,
        },
      ]);
      expect(texts(await first.thread(question.id))).toEqual(["It costs writes and space."]);
    },
  },
  {
    name: "a deletion arrives",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      const message = await saying(first, question.id, "It costs writes.");
      expect(await first.remove(message)).toEqual({ kind: "nothing" });
      expect(heard.of("deleted")).toEqual([{ channel: rig.channel, thread: question.id, message }]);
      expect(await first.thread(question.id)).toEqual([]);
    },
  },
  {
    name: "the receipt is seen by all, and putting it twice leaves it there",
    async run(rig) {
      const { platform, first, second, ask } = await stageOf(rig);
      const question = await ask();
      const id = await saying(first, question.id, "It costs writes.");
      expect((await second.thread(question.id)).map((one) => one.marked)).toEqual([false]);
      const ref = { channel: rig.channel, thread: question.id, id };
      await platform.mark(ref);
      await platform.mark(ref);
      expect((await second.thread(question.id)).map((one) => one.marked)).toEqual([true]);
    },
  },
  {
    name: "a reply that was not taken is not shown as received, and its text is kept",
    async run(rig) {
      const { platform, heard, first, second, ask } = await stageOf(rig);
      const question = await ask();
      heard.broken = true;
      expect(await first.say(question.id, "It costs writes.")).toEqual({ told: { kind: "not-saved" }, message: null });
      expect(first.draft()).toBe("It costs writes.");
      expect(await second.thread(question.id)).toEqual([]);
      expect(await platform.readThread(question, null)).toEqual({ kind: "read", replies: [] });
    },
  },
  {
    name: "a reply that was not taken can be sent again",
    async run(rig) {
      const { heard, first, second, ask } = await stageOf(rig);
      const question = await ask();
      heard.broken = true;
      await first.say(question.id, "It costs writes.");
      heard.broken = false;
      await saying(first, question.id, first.draft());
      expect(first.draft()).toBe("");
      expect(texts(await second.thread(question.id))).toEqual(["It costs writes."]);
    },
  },
  {
    name: "an edit or deletion that was not taken leaves the reply as it was",
    async run(rig) {
      const { heard, first, second, ask } = await stageOf(rig);
      const question = await ask();
      const message = await saying(first, question.id, "It costs writes.");
      heard.broken = true;
      expect(await first.edit(message, "Nothing.")).toEqual({ kind: "not-saved" });
      expect(await first.remove(message)).toEqual({ kind: "not-saved" });
      expect(texts(await second.thread(question.id))).toEqual(["It costs writes."]);
    },
  },
];

export const threadCases: readonly PlatformCase[] = [
  {
    name: "a thread reads as people's replies in order of time, without the bot's",
    async run(rig) {
      const { platform, key, first, second, ask } = await stageOf(rig);
      const question = await ask();
      await saying(first, question.id, "one");
      rig.clock.pass(minute);
      await platform.post(under(question), messageOf("the bot's"), key("reveal"));
      await saying(second, question.id, "two");
      rig.clock.pass(minute);
      await saying(first, question.id, "three");
      const { first: one, second: other } = rig.people;
      const reading = await platform.readThread(question, null);
      expect(reading.kind === "read" && reading.replies.map((reply) => [reply.person, reply.text])).toEqual([
        [one.id, "one"],
        [other.id, "two"],
        [one.id, "three"],
      ]);
    },
  },
  {
    name: "a thread reads the same as its replies arrived",
    async run(rig) {
      const { platform, heard, first, ask } = await stageOf(rig);
      const question = await ask();
      await saying(first, question.id, "one");
      await saying(first, question.id, "<b>two</b> & `three`");
      expect(await platform.readThread(question, null)).toEqual({ kind: "read", replies: heard.of("replied") });
    },
  },
  {
    name: "a thread read since a time leaves out what is older",
    async run(rig) {
      const { platform, first, ask } = await stageOf(rig);
      const question = await ask();
      await saying(first, question.id, "older");
      rig.clock.pass(minute);
      const since = rig.clock.now();
      await saying(first, question.id, "then");
      const reading = await platform.readThread(question, since);
      expect(reading.kind === "read" && reading.replies.map((reply) => reply.text)).toEqual(["then"]);
    },
  },
  {
    name: "a thread reads edits as edited and leaves out what was deleted",
    async run(rig) {
      const { platform, first, ask } = await stageOf(rig);
      const question = await ask();
      const kept = await saying(first, question.id, "before");
      const gone = await saying(first, question.id, "regretted");
      rig.clock.pass(minute);
      await first.edit(kept, "after");
      await first.remove(gone);
      const reading = await platform.readThread(question, null);
      expect(reading.kind === "read" && reading.replies.map((reply) => [reply.text, reply.editedAt])).toEqual([
        ["after", rig.clock.now()],
      ]);
    },
  },
  {
    name: "a thread nobody answered reads as empty",
    async run(rig) {
      const { platform, ask } = await stageOf(rig);
      expect(await platform.readThread(await ask(), null)).toEqual({ kind: "read", replies: [] });
    },
  },
  {
    name: "a thread reads only what stands in it",
    async run(rig) {
      const { platform, channel, key, first, second, ask } = await stageOf(rig);
      const question = await ask();
      const other = await platform.post(channel, messageOf("Another"), key("question", 1));
      await saying(first, other.id, "elsewhere");
      await saying(second, null, "in the channel");
      await saying(second, question.id, "here");
      const reading = await platform.readThread(question, null);
      expect(reading.kind === "read" && reading.replies.map((reply) => reply.text)).toEqual(["here"]);
    },
  },
  {
    name: "a thread that is not there is unreadable as gone",
    async run(rig) {
      const { platform, ask } = await stageOf(rig);
      const ref = { ...(await ask()), id: "nothing-here" as MessageId };
      expect(await platform.readThread(ref, null)).toEqual({ kind: "unreadable", why: "thread-gone" });
    },
  },
];
