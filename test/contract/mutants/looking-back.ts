import type { Platform } from "../../../src/ports/platform.ts";
import type { FakePlatform } from "../../support/fake-platform.ts";
import { broken, type Mutant } from "./broken.ts";

const newest = (fake: FakePlatform) => fake.messages.findLast((one) => one.author === null)?.ref ?? null;

export const lookingBackMutants: readonly Mutant[] = [
  {
    name: "says an edit in a new message",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async edit(_ref, m) {
            const key = `${fake.channel}/edit/2027-03-15/${fake.messages.length}` as Parameters<Platform["post"]>[2];
            await p.post({ kind: "channel", channel: fake.channel }, m, key);
          },
        }),
      }),
    caughtBy: "an edit shows the new message in place of the old one",
  },
  {
    name: "moves an edited message to the end",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async edit(ref, m) {
            await p.edit(ref, m);
            const [moved] = fake.messages.splice(fake.messages.indexOf(fake.message(ref.id)), 1);
            if (moved) fake.messages.push(moved);
          },
        }),
      }),
    caughtBy: "an edited message keeps its place",
  },
  {
    name: "takes an edit of a deleted message for done",
    rig: () => broken({ platform: (p) => ({ edit: (ref, m) => p.edit(ref, m).catch(() => undefined) }) }),
    caughtBy: "an edit of a message that somebody deleted is refused as gone",
  },
  {
    name: "never finds",
    rig: () => broken({ platform: () => ({ find: async () => null }) }),
    caughtBy: "a message in the channel is found by its key",
  },
  {
    name: "always finds",
    rig: () => broken({ platform: (_p, fake) => ({ find: async () => newest(fake) }) }),
    caughtBy: "a key that nothing was posted with is not found",
  },
  {
    name: "does not look into threads",
    rig: () =>
      broken({
        platform: (p) => ({ find: async (to, key, since) => (to.kind === "thread" ? null : p.find(to, key, since)) }),
      }),
    caughtBy: "a message in a thread is found by its key",
  },
  {
    name: "finds what is older than asked for",
    rig: () =>
      broken({ platform: (p) => ({ find: (to, key) => p.find(to, key, Temporal.Instant.fromEpochMilliseconds(0)) }) }),
    caughtBy: "a message is found from the time it was posted, and not from later",
  },
  {
    name: "loses the key of an edited message",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async edit(ref, m) {
            await p.edit(ref, m);
            fake.put({ ...fake.message(ref.id), key: null });
          },
        }),
      }),
    caughtBy: "an edited message is still found",
  },
  {
    name: "forgets on a restart",
    rig: () =>
      broken({
        platform: (p, fake) => {
          fake.messages.splice(0);
          return p;
        },
      }),
    caughtBy: "messages, edits, replies and receipts survive a restart",
  },
  {
    name: "tells nobody of the gap",
    rig: () => broken({ handlers: () => ({ gap: async () => undefined }) }),
    caughtBy: "a start tells of the gap once",
  },
  {
    name: "tells of the gap twice",
    rig: () => broken({ handlers: (h) => ({ gap: (w) => h.gap(w).then(() => h.gap(w)) }) }),
    caughtBy: "a start tells of the gap once",
  },
  {
    name: "goes on after a stop",
    rig: () => broken({ platform: () => ({ stop: async () => undefined }) }),
    caughtBy: "after a stop no handler is called, and a second stop is harmless",
  },
];
