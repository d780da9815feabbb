import type { MessageId } from "../../../src/core/keys.ts";
import type { IncomingReply, Platform } from "../../../src/ports/platform.ts";
import { broken, type Mutant } from "./broken.ts";

/** A reading of a thread with its replies changed. */
const reading =
  (change: (replies: readonly IncomingReply[]) => readonly IncomingReply[]) =>
  (platform: Platform): Partial<Platform> => ({
    async readThread(of, since) {
      const read = await platform.readThread(of, since);
      return read.kind === "read" ? { kind: "read", replies: change(read.replies) } : read;
    },
  });

export const repliesMutants: readonly Mutant[] = [
  {
    name: "answers itself",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async post(to, m, key) {
            const ref = await p.post(to, m, key);
            const { id: person, name } = fake.people.manager;
            const said = { channel: ref.channel, thread: ref.id, message: ref.id, gesture: null };
            await fake.tell((h) =>
              h.replied({ ...said, person, name, text: m.summary, at: fake.clock.now(), editedAt: null }),
            );
            return ref;
          },
        }),
      }),
    caughtBy: "what the bot says and shows never comes back to it",
  },
  {
    name: "takes talk in the channel for replies",
    rig: () =>
      broken({
        actor: (a) => ({
          async say(thread, text) {
            if (thread === null) await a.say("m1" as MessageId, text);
            return a.say(thread, text);
          },
        }),
      }),
    caughtBy: "talk in the channel itself is no reply",
  },
  {
    name: "delivers a reply twice",
    rig: () => broken({ handlers: (h) => ({ replied: (reply) => h.replied(reply).then(() => h.replied(reply)) }) }),
    caughtBy: "a reply arrives exactly once, with its thread, author, name, text and time",
  },
  {
    name: "hands escaped text over",
    rig: () =>
      broken({ handlers: (h) => ({ replied: (r) => h.replied({ ...r, text: r.text.replaceAll("<", "&lt;") }) }) }),
    caughtBy: "a text arrives as it was written",
  },
  {
    name: "loses edits",
    rig: () => broken({ handlers: () => ({ edited: async () => undefined }) }),
    caughtBy: "an edit arrives with the new text, the first time and the time of the edit",
  },
  {
    name: "gives an edit the time of the first message",
    rig: () => broken({ handlers: (h) => ({ edited: (reply) => h.edited({ ...reply, editedAt: reply.at }) }) }),
    caughtBy: "an edit arrives with the new text, the first time and the time of the edit",
  },
  {
    name: "loses deletes",
    rig: () => broken({ handlers: () => ({ deleted: async () => undefined }) }),
    caughtBy: "a deletion arrives",
  },
  {
    name: "takes the receipt off when it is put twice",
    rig: () =>
      broken({
        platform: (_p, fake) => ({
          async mark(ref) {
            const message = fake.message(ref.id);
            fake.put({ ...message, marked: !message.marked });
          },
        }),
      }),
    caughtBy: "the receipt is seen by all, and putting it twice leaves it there",
  },
  {
    name: "swallows a rejecting reply handler and says received",
    rig: () => broken({ handlers: (h) => ({ replied: (reply) => h.replied(reply).catch(() => undefined) }) }),
    caughtBy: "a reply that was not taken is not shown as received, and its text is kept",
  },
  {
    name: "keeps a reply that was not taken in the thread",
    rig: () =>
      broken({
        actor: (a, fake) => ({
          async say(thread, text) {
            const said = await a.say(thread, text);
            if (said.message === null) {
              fake.deaf = true;
              await a.say(thread, text);
              fake.deaf = false;
            }
            return said;
          },
        }),
      }),
    caughtBy: "a reply that was not taken is not shown as received, and its text is kept",
  },
  {
    name: "throws away what was not taken",
    rig: () => broken({ actor: () => ({ draft: () => "" }) }),
    caughtBy: "a reply that was not taken can be sent again",
  },
  {
    name: "shows an edit that was not taken",
    rig: () => broken({ handlers: (h) => ({ edited: (reply) => h.edited(reply).catch(() => undefined) }) }),
    caughtBy: "an edit or deletion that was not taken leaves the reply as it was",
  },
];

export const threadsMutants: readonly Mutant[] = [
  {
    name: "reads the bot's own messages as replies",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async readThread(of, since) {
            const read = await p.readThread(of, since);
            const own = fake.messages.filter((one) => one.author === null && one.ref.thread === of.id);
            const said = own.flatMap((one) => fake.replyOf({ ...one, author: fake.people.manager.id }) ?? []);
            return read.kind === "read" ? { kind: "read", replies: [...read.replies, ...said] } : read;
          },
        }),
      }),
    caughtBy: "a thread reads as people's replies in order of time, without the bot's",
  },
  {
    name: "reads a thread backwards",
    rig: () => broken({ platform: reading((all) => all.toReversed()) }),
    caughtBy: "a thread reads as people's replies in order of time, without the bot's",
  },
  {
    name: "reads a thread from its beginning whatever was asked",
    rig: () => broken({ platform: (p) => ({ readThread: (of) => p.readThread(of, null) }) }),
    caughtBy: "a thread read since a time leaves out what is older",
  },
  {
    name: "reads a reply as never edited",
    rig: () => broken({ platform: reading((all) => all.map((one) => ({ ...one, editedAt: null }))) }),
    caughtBy: "a thread reads edits as edited and leaves out what was deleted",
  },
  {
    name: "reads another text than arrived",
    rig: () =>
      broken({
        platform: reading((all) => all.map((one) => ({ ...one, text: one.text.toLowerCase().replaceAll("<", "") }))),
      }),
    caughtBy: "a thread reads the same as its replies arrived",
  },
  {
    name: "reads every thread of the channel as one",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async readThread(of, since) {
            const read = await p.readThread(of, since);
            const all = fake.messages.flatMap((one) => fake.replyOf(one) ?? []);
            return read.kind === "read" ? { kind: "read", replies: all } : read;
          },
        }),
      }),
    caughtBy: "a thread reads only what stands in it",
  },
  {
    name: "reads a thread that is not there as empty",
    rig: () =>
      broken({
        platform: (p) => ({
          readThread: async (of, since) => {
            const read = await p.readThread(of, since);
            return read.kind === "read" ? read : { kind: "read", replies: [] };
          },
        }),
      }),
    caughtBy: "a thread that is not there is unreadable as gone",
  },
];
