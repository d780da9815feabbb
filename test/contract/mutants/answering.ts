import type { Platform } from "../../../src/ports/platform.ts";
import type { FakePlatform } from "../../support/fake-platform.ts";
import { broken, type Mutant } from "./broken.ts";

const everywhere = (fake: FakePlatform) => Object.values(fake.people).map((person) => person.id);

export const answeringMutants: readonly Mutant[] = [
  {
    name: "whispers to all",
    rig: () =>
      broken({
        platform: (p, fake) => ({
          async whisper(channel, _person, m) {
            for (const person of everywhere(fake)) await p.whisper(channel, person, m);
            return true;
          },
        }),
      }),
    caughtBy: "a whisper is seen by one person alone, and in no thread",
  },
  {
    name: "says a whisper aloud",
    rig: () =>
      broken({
        platform: (p) => ({
          async whisper(channel, person, m) {
            await p.post(
              { kind: "channel", channel },
              m,
              `${channel}/whisper/2027-03-15/0` as Parameters<Platform["post"]>[2],
            );
            return p.whisper(channel, person, m);
          },
        }),
      }),
    caughtBy: "a whisper is seen by one person alone, and in no thread",
  },
  {
    name: "shows the answer to a command to all",
    rig: () =>
      broken({
        actor: (a, fake) => ({
          async command(text, thread) {
            const told = await a.command(text, thread);
            for (const one of [...fake.whispered])
              for (const to of everywhere(fake)) fake.whispered.push({ ...one, to });
            return told;
          },
        }),
      }),
    caughtBy: "a command arrives as written, and its answer is seen by that person alone",
  },
  {
    name: "tidies the text of a command",
    rig: () =>
      broken({ handlers: (h) => ({ command: (c) => h.command({ ...c, text: c.text.replaceAll(/\s+/g, " ") }) }) }),
    caughtBy: "a command arrives as written, and its answer is seen by that person alone",
  },
  {
    name: "loses the thread of a command",
    rig: () => broken({ handlers: (h) => ({ command: (c) => h.command({ ...c, thread: null }) }) }),
    caughtBy: "a command from inside a thread says which",
  },
  {
    name: "adds where it should replace",
    rig: () =>
      broken({
        handlers: (h) => ({
          pressed: async (press) => {
            const answer = await h.pressed(press);
            return answer.kind === "message" ? { ...answer, replace: false } : answer;
          },
        }),
      }),
    caughtBy: "an answer that replaces stands where the pressed private message stood",
  },
  {
    name: "tells people without the controls",
    rig: () =>
      broken({
        handlers: (h) => ({
          pressed: async (press) => {
            const answer = await h.pressed(press);
            return answer.kind === "message" ? { ...answer, message: { ...answer.message, actions: [] } } : answer;
          },
        }),
      }),
    caughtBy: "a select under what one person was told arrives with what that person chose",
  },
  {
    name: "says nothing where a command failed",
    rig: () => broken({ handlers: (h) => ({ command: (c) => h.command(c).catch(() => ({ kind: "none" })) }) }),
    caughtBy: "a command that was not carried out says so, and keeps what was written",
  },
];
