import type { Room } from "../room.ts";
import type { Control } from "./control.ts";
import { seenChannel, seenMessage, seenModal } from "./look.ts";

type Looking = Pick<
  Control,
  | "everything"
  | "messages"
  | "whispers"
  | "reply"
  | "modal"
  | "channel"
  | "threads"
  | "commands"
  | "calls"
  | "acknowledged"
  | "violations"
  | "wire"
  | "untold"
>;

/** What a test can look at. */
export function looking({ app, gateway, interactions, faults, calls }: Room): Looking {
  return {
    everything: async () =>
      app.messages
        .filter(({ whisperTo, type }) => whisperTo === null && type !== threadStarter)
        .map((one) => seenMessage(app, one)),
    messages: async ({ channel }) =>
      app
        .in(app.channel(channel).id)
        .filter(({ type }) => type !== threadStarter)
        .map((one) => seenMessage(app, one)),
    whispers: async ({ user }) => {
      const { id } = app.user(user);
      const whispered = app.messages.filter(({ whisperTo, deletedAt }) => whisperTo === id && deletedAt === null);
      return whispered.map((one) => seenMessage(app, one));
    },
    reply: async ({ interaction }) => {
      const reply = interactions.get(interaction)?.reply;
      return reply == null || reply.deletedAt !== null ? null : seenMessage(app, reply);
    },
    modal: async ({ user }) => {
      const open = interactions.modals.get(app.user(user).id);
      return open === undefined ? null : seenModal(open);
    },
    channel: async (where) => seenChannel(app.channel(where)),
    threads: async ({ channel: where }) => {
      const channel = app.channel(where);
      const all = [...(channel.guild?.channels.values() ?? [])];
      return all.filter(({ thread }) => thread?.parent === channel).map(seenChannel);
    },
    commands: async (of) => [...(of === undefined ? app.commands : app.guild(of.guild).commands).values()],
    calls: async (route) => calls.filter((one) => route === undefined || one.route === route),
    acknowledged: async () => [...interactions.acknowledged],
    violations: async () => [...app.violations],
    wire: async () => gateway.seen(faults.held),
    untold: async () => gateway.untold(),
  };
}

/** A thread's pointer to where it was started: nobody wrote it. */
const threadStarter = 21;
