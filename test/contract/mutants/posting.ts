import type { Doc } from "../../../src/core/message/doc.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { FakePlatform } from "../../support/fake-platform.ts";
import { broken, type Mutant } from "./broken.ts";

const newest = (fake: FakePlatform) => fake.messages.findLast((one) => one.author === null)?.ref ?? null;
const saying = (message: Message, doc: Doc): Message => ({ ...message, doc });

export const postingMutants: readonly Mutant[] = [
  {
    name: "drops what follows the first block",
    rig: () => broken({ platform: (p) => ({ post: (to, m, key) => p.post(to, saying(m, m.doc.slice(0, 1)), key) }) }),
    caughtBy: "nothing is dropped from a document with every kind of node",
  },
  {
    name: "drops buttons",
    rig: () => broken({ platform: (p) => ({ post: (to, m, key) => p.post(to, { ...m, actions: [] }, key) }) }),
    caughtBy: "a message carries its buttons and selects",
  },
  {
    name: "drops pictures",
    rig: () => broken({ platform: (p) => ({ post: (to, m, key) => p.post(to, { ...m, pictures: [] }, key) }) }),
    caughtBy: "a message carries its pictures with what they show",
  },
  {
    name: "posts twice",
    rig: () =>
      broken({
        platform: (p) => ({
          async post(to, m, key) {
            await p.post(to, m, `${key}x` as typeof key);
            return p.post(to, m, key);
          },
        }),
      }),
    caughtBy: "a posted message is read in the channel, as the bot's",
  },
  {
    name: "forgets which keys it used",
    rig: () =>
      broken(
        { platform: (p) => ({ facts: { ...p.facts, repeatSafeMs: 60_000 } }) },
        new FakePlatform({ facts: { repeatSafeMs: 0 } }),
      ),
    caughtBy: "a repeat with the same key while that is safe shows one message and gives the same place",
  },
  {
    name: "takes the same words for the same message",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          post: async (to, m, key) => (fake.messages.length > 0 ? newest(fake) : null) ?? p.post(to, m, key),
        }),
      }),
    caughtBy: "two keys show two messages, even with the same words",
  },
  {
    name: "posts in the channel what belongs in a thread",
    rig: () =>
      broken({
        platform: (p, fake) => ({ post: (_to, m, key) => p.post({ kind: "channel", channel: fake.channel }, m, key) }),
      }),
    caughtBy: "a message posted in a thread stands there, in order, and not in the channel",
  },
  {
    name: "posts in another channel when its own is not there",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          post: (to, m, key) => p.post(to.kind === "channel" ? { ...to, channel: fake.channel } : to, m, key),
        }),
      }),
    caughtBy: "a channel that is not there is refused as gone",
  },
  {
    name: "shows the newest first",
    rig: () => broken({ actor: (a) => ({ channel: async () => (await a.channel()).toReversed() }) }),
    caughtBy: "messages stand in the order they were posted",
  },
  {
    name: "lets mentions notify",
    rig: () =>
      broken({
        actor: (a) => ({
          channel: async () =>
            (await a.channel()).map((one) => ({ ...one, pings: one.text.match(/@everyone|<!channel>/g) ?? [] })),
        }),
      }),
    caughtBy: "mentions in a text can be read and notify nobody",
  },
  {
    name: "forgets whom to ping",
    rig: () => broken({ platform: (p) => ({ post: (to, { ping: _ping, ...m }, key) => p.post(to, m, key) }) }),
    caughtBy: "a message pings the group that it names and nobody else; where there are none, it says the name",
  },
  {
    name: "pings everybody besides",
    rig: () =>
      broken({
        actor: (a) => ({
          channel: async () => (await a.channel()).map((one) => ({ ...one, pings: [...one.pings, "@everyone"] })),
        }),
      }),
    caughtBy: "a message pings the group that it names and nobody else; where there are none, it says the name",
  },
  {
    name: "keeps to itself whom it cannot ping",
    rig: () =>
      broken(
        { platform: (p) => ({ post: (to, { ping: _ping, ...m }, key) => p.post(to, m, key) }) },
        new FakePlatform({ facts: { pings: false } }),
      ),
    caughtBy: "a message pings the group that it names and nobody else; where there are none, it says the name",
  },
  {
    name: "pings with an edit",
    rig: () =>
      broken({
        actor: (a, fake) => ({
          channel: async () => (await a.channel()).map((one) => ({ ...one, pings: [fake.group.id] })),
        }),
      }),
    caughtBy: "an edit pings nobody, whatever the message names",
  },
  {
    name: "cuts a long document off",
    rig: () => broken({ platform: (p) => ({ facts: { ...p.facts, fit: (doc) => p.facts.fit(doc).slice(0, 1) } }) }),
    caughtBy: "every part of a long document fits one message, and together they are the whole",
  },
];
