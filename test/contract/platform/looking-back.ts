import { expect } from "vitest";
import { type MessageId, workspaceOf } from "../../../src/core/keys.ts";
import type { PlatformCase } from "./rig.ts";
import { messageOf, refusalOf, stageOf, texts, under } from "./stage.ts";

const epoch = Temporal.Instant.fromEpochMilliseconds(0);
const minute = 60_000;

export const editingCases: readonly PlatformCase[] = [
  {
    name: "an edit shows the new message in place of the old one",
    async run(rig) {
      const { platform, first, ask } = await stageOf(rig);
      const ref = await ask("before");
      const button = { kind: "button", id: "result", label: "My result", style: "plain" } as const;
      await platform.edit(ref, messageOf("after", { actions: [button] }));
      const seen = await first.channel();
      expect(seen.map((one) => [one.id, one.text.trim(), one.actions.map((action) => action.id)])).toEqual([
        [ref.id, "after", ["result"]],
      ]);
    },
  },
  {
    name: "an edit that is repeated changes nothing",
    async run(rig) {
      const { platform, first, ask } = await stageOf(rig);
      const ref = await ask("before");
      await platform.edit(ref, messageOf("after"));
      const once = await first.channel();
      await platform.edit(ref, messageOf("after"));
      expect(await first.channel()).toEqual(once);
    },
  },
  {
    name: "an edited message keeps its place",
    async run(rig) {
      const { platform, first, ask, channel, key } = await stageOf(rig);
      const ref = await ask("before");
      await platform.post(channel, messageOf("next"), key("reveal-line"));
      await platform.edit(ref, messageOf("after"));
      expect(texts(await first.channel())).toEqual(["after", "next"]);
    },
  },
  {
    name: "an edit of a message that somebody deleted is refused as gone",
    async run(rig) {
      const { platform, manager, ask } = await stageOf(rig);
      const ref = await ask();
      expect(await manager.remove(ref.id)).toEqual({ kind: "nothing" });
      expect(await manager.channel()).toEqual([]);
      expect(await refusalOf(platform.edit(ref, messageOf("after")))).toBe("message-gone");
    },
  },
];

export const findingCases: readonly PlatformCase[] = [
  {
    name: "a message in the channel is found by its key",
    async run(rig) {
      const { platform, channel, key, ask } = await stageOf(rig);
      const ref = await ask();
      rig.clock.pass(platform.facts.visibleAfterMs);
      expect(await platform.find(channel, key("question"), epoch)).toEqual(ref);
    },
  },
  {
    name: "a message in a thread is found by its key",
    async run(rig) {
      const { platform, key, ask } = await stageOf(rig);
      const question = await ask();
      const ref = await platform.post(under(question), messageOf("A"), key("reveal"));
      rig.clock.pass(platform.facts.visibleAfterMs);
      expect(await platform.find(under(question), key("reveal"), epoch)).toEqual(ref);
    },
  },
  {
    name: "a key that nothing was posted with is not found",
    async run(rig) {
      const { platform, channel, key, ask } = await stageOf(rig);
      const question = await ask();
      rig.clock.pass(platform.facts.visibleAfterMs);
      expect(await platform.find(channel, key("question", 1), epoch)).toBe(null);
      expect(await platform.find(under(question), key("question"), epoch)).toBe(null);
    },
  },
  {
    name: "a message is found from the time it was posted, and not from later",
    async run(rig) {
      const { platform, channel, key, ask } = await stageOf(rig);
      const since = rig.clock.now();
      const ref = await ask();
      rig.clock.pass(platform.facts.visibleAfterMs + minute);
      expect(await platform.find(channel, key("question"), since)).toEqual(ref);
      expect(await platform.find(channel, key("question"), rig.clock.now())).toBe(null);
    },
  },
  {
    name: "an edited message is still found",
    async run(rig) {
      const { platform, channel, key, ask } = await stageOf(rig);
      const ref = await ask("before");
      await platform.edit(ref, messageOf("after"));
      rig.clock.pass(platform.facts.visibleAfterMs);
      expect(await platform.find(channel, key("question"), epoch)).toEqual(ref);
    },
  },
];

export const lastingCases: readonly PlatformCase[] = [
  {
    name: "messages, edits, replies and receipts survive a restart",
    async run(rig) {
      const { platform, first, ask, restart } = await stageOf(rig);
      const question = await ask("before");
      const said = await first.say(question.id, "It costs writes and space.");
      await platform.edit(question, messageOf("after"));
      if (said.message) await platform.mark({ channel: rig.channel, thread: question.id, id: said.message });
      const again = await restart();
      expect(texts(await again.first.channel())).toEqual(["after"]);
      const thread = await again.first.thread(question.id);
      expect(thread.map((one) => [one.text.trim(), one.marked])).toEqual([["It costs writes and space.", true]]);
    },
  },
  {
    name: "a message is found after a restart",
    async run(rig) {
      const { ask, restart } = await stageOf(rig);
      const ref = await ask();
      const { platform, channel, key } = await restart();
      rig.clock.pass(platform.facts.visibleAfterMs);
      expect(await platform.find(channel, key("question"), epoch)).toEqual(ref);
    },
  },
  {
    name: "a repeat with the same key after a restart shows one message",
    async run(rig) {
      const { ask, restart } = await stageOf(rig);
      const ref = await ask("Q");
      const again = await restart();
      expect(await again.ask("Q")).toEqual(ref);
      expect(texts(await again.first.channel())).toEqual(["Q"]);
    },
  },
  {
    name: "after a restart new messages have new ids",
    async run(rig) {
      const { ask, restart } = await stageOf(rig);
      const ids: (MessageId | null)[] = [(await ask()).id];
      const again = await restart();
      ids.push((await again.platform.post(again.channel, messageOf("R"), again.key("reveal"))).id);
      ids.push((await again.first.say(null, "hello")).message);
      expect(new Set(ids).size).toBe(3);
    },
  },
  {
    name: "the thread reads the same after a restart",
    async run(rig) {
      const { platform, first, ask, restart } = await stageOf(rig);
      const question = await ask();
      await first.say(question.id, "It costs writes and space.");
      const before = await platform.readThread(question, null);
      const again = await restart();
      expect(before.kind === "read" && before.replies.length).toBe(1);
      expect(await again.platform.readThread(question, null)).toEqual(before);
    },
  },
  {
    name: "a start tells of the gap once",
    async run(rig) {
      const { heard } = await stageOf(rig);
      expect(heard.of("gap")).toEqual([workspaceOf(rig.channel)]);
    },
  },
  {
    name: "after a stop no handler is called, and a second stop is harmless",
    async run(rig) {
      const { platform, heard, first, ask } = await stageOf(rig);
      const question = await ask();
      await platform.stop();
      await platform.stop();
      const before = heard.calls.length;
      await first.say(question.id, "too late");
      await first.command("help");
      expect(heard.calls.length).toBe(before);
    },
  },
];
