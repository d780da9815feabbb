import { expect } from "vitest";
import type { Doc } from "../../../src/core/message/doc.ts";
import type { Action, Picture } from "../../../src/core/message/message.ts";
import { everyNode, everyWord } from "../../support/every-node.ts";
import type { PlatformCase } from "./rig.ts";
import { elsewhere, messageOf, paragraph, refusalOf, stageOf, texts, under } from "./stage.ts";

const actions: readonly Action[] = [
  { kind: "button", id: "answer:7", label: "Answer", style: "primary" },
  { kind: "select", id: "level:7", label: "Level", choices: [{ value: "mid", label: "Mid level" }] },
];
const picture: Picture = {
  name: "board.svg",
  type: "image/svg+xml",
  bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  alt: "Five answers this week",
};

const longDoc: Doc = Array.from({ length: 120 }, (_, at) =>
  paragraph(`w${at} ${"one of many words that fill a line ".repeat(4)}`),
);

export const postingCases: readonly PlatformCase[] = [
  {
    name: "a posted message is read in the channel, as the bot's",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const ref = await platform.post(channel, messageOf("What does an index cost?"), key("question"));
      expect(ref.channel).toBe(rig.channel);
      expect(ref.thread).toBe(null);
      const seen = await first.channel();
      expect(seen.map((one) => [one.id, one.author, one.text.trim()])).toEqual([
        [ref.id, null, "What does an index cost?"],
      ]);
    },
  },
  {
    name: "a message carries its buttons and selects",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      await platform.post(channel, messageOf("Q", { actions }), key("question"));
      const [seen] = await first.channel();
      expect(seen?.actions).toEqual([
        { kind: "button", id: "answer:7", label: "Answer", choices: [] },
        { kind: "select", id: "level:7", label: "Level", choices: [{ value: "mid", label: "Mid level" }] },
      ]);
    },
  },
  {
    name: "a message carries its pictures with what they show",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      await platform.post(channel, messageOf("Q", { pictures: [picture] }), key("question"));
      expect((await first.channel()).map((one) => one.pictures)).toEqual([["Five answers this week"]]);
    },
  },
  {
    name: "messages stand in the order they were posted",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      for (const part of [0, 1, 2]) await platform.post(channel, messageOf(`part ${part}`), key("reveal", part));
      expect(texts(await first.channel())).toEqual(["part 0", "part 1", "part 2"]);
    },
  },
  {
    name: "a message posted in a thread stands there, in order, and not in the channel",
    async run(rig) {
      const { platform, key, first, ask } = await stageOf(rig);
      const question = await ask();
      const ref = await platform.post(under(question), messageOf("part 0"), key("reveal", 0));
      await platform.post(under(question), messageOf("part 1"), key("reveal", 1));
      expect(ref.thread).toBe(question.id);
      expect(texts(await first.thread(question.id))).toEqual(["part 0", "part 1"]);
      expect((await first.channel()).map((one) => one.id)).toEqual([question.id]);
    },
  },
  {
    name: "a repeat with the same key while that is safe shows one message and gives the same place",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const once = await platform.post(channel, messageOf("Q"), key("question"));
      rig.clock.pass(Math.min(platform.facts.repeatSafeMs / 2, 30_000));
      const again = await platform.post(channel, messageOf("Q"), key("question"));
      expect(again).toEqual(once);
      expect(texts(await first.channel())).toEqual(["Q"]);
    },
  },
  {
    name: "two sends with the same key at once show one message",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const send = () => platform.post(channel, messageOf("Q"), key("question"));
      const [one, other] = await Promise.all([send(), send()]);
      expect(other).toEqual(one);
      expect(texts(await first.channel())).toEqual(["Q"]);
    },
  },
  {
    name: "two keys show two messages, even with the same words",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const one = await platform.post(channel, messageOf("Q"), key("reveal", 0));
      const other = await platform.post(channel, messageOf("Q"), key("reveal", 1));
      expect(one.id === other.id).toBe(false);
      expect(texts(await first.channel())).toEqual(["Q", "Q"]);
    },
  },
  {
    name: "nothing is dropped from a document with every kind of node",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      await platform.post(channel, messageOf(everyNode), key("question"));
      const [seen] = await first.channel();
      expect(inOrder(seen?.text ?? "", everyWord)).toEqual(everyWord);
    },
  },
  {
    name: "mentions in a text can be read and notify nobody",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const said = "@everyone @here <!channel> <@U1> <@&9> <#C1> see";
      const person = { kind: "person", id: rig.people.second.id, name: rig.people.second.name } as const;
      const doc: Doc = [{ kind: "paragraph", children: [{ kind: "text", value: said }, person] }];
      await platform.post(channel, messageOf(doc), key("question"));
      const [seen] = await first.channel();
      expect(seen?.pings).toEqual([]);
      expect(seen?.text.trim()).toBe(`${said}${rig.people.second.name}`);
    },
  },
  {
    name: "a message pings the group that it names and nobody else; where there are none, it says the name",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const ping = rig.group;
      await platform.post(channel, messageOf("<!channel> @everyone Q", { ping }), key("question"));
      const [seen] = await first.channel();
      const isIts = (mention: string): boolean => mention.includes(ping.id);
      expect(seen?.pings.filter((mention) => !isIts(mention))).toEqual([]);
      expect(seen?.pings.some(isIts)).toBe(platform.facts.pings);
      if (!platform.facts.pings) expect(seen?.text.includes(`@${ping.name}`)).toBe(true);
    },
  },
  {
    name: "an edit pings nobody, whatever the message names",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const ref = await platform.post(channel, messageOf("Q"), key("question"));
      await platform.edit(ref, messageOf("other", { ping: rig.group }));
      const [seen] = await first.channel();
      expect([seen?.text.trim(), seen?.pings]).toEqual(["other", []]);
    },
  },
  {
    name: "every part of a long document fits one message, and together they are the whole",
    async run(rig) {
      const { platform, channel, key, first } = await stageOf(rig);
      const parts = platform.facts.fit(longDoc);
      for (const [at, part] of parts.entries()) await platform.post(channel, messageOf(part), key("reveal", at));
      const seen = await first.channel();
      expect(seen.length).toBe(parts.length);
      const words = longDoc.map((_, at) => `w${at} `);
      expect(inOrder(seen.map((one) => one.text).join("\n"), words)).toEqual(words);
    },
  },
  {
    name: "a channel that is not there is refused as gone",
    async run(rig) {
      const { platform, key } = await stageOf(rig);
      const channel = elsewhere(rig.channel);
      expect(await refusalOf(platform.post({ kind: "channel", channel }, messageOf("Q"), key("question")))).toBe(
        "channel-gone",
      );
    },
  },
];

/** Those of the words that stand in the text one after another. */
function inOrder(text: string, words: readonly string[]): readonly string[] {
  let from = 0;
  return words.filter((word) => {
    const at = text.indexOf(word, from);
    if (at === -1) return false;
    from = at + word.length;
    return true;
  });
}
