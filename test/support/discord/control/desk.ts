import { HeldBack, onMessage, slash, withIds } from "../people/commands.ts";
import { submit } from "../people/forms.ts";
import type { Doing } from "../people/interactions.ts";
import { choose, press } from "../people/pressing.ts";
import { composed, standing, write } from "../people/writing.ts";
import type { Room } from "../room.ts";
import type { Answered } from "./acts.ts";
import { breaking, changing } from "./changing.ts";
import type { Control } from "./control.ts";
import { answeredWith, heldBack } from "./look.ts";
import { looking } from "./looking.ts";

/** What tests can do to a room, carried out in it. */
export const controlOf = (room: Room): Control => ({
  ...talking(room),
  ...asking(room),
  ...changing(room),
  ...breaking(room),
  ...looking(room),
});

type Talking = Pick<Control, "write" | "edit" | "erase" | "eraseMany" | "react" | "unfurl" | "startThread" | "act">;

function talking(room: Room): Talking {
  const { app, talk } = room;
  return {
    write: async (said) => write(room, said).id,
    edit: async (spot) => talk.change(standing(app, spot), { content: composed(app, spot.text) }),
    erase: async (spot) => talk.erase(app.channel(spot.channel), [standing(app, spot)]),
    eraseMany: async ({ channel, ids }) => {
      const messages = ids.map((id) => standing(app, { channel, id }));
      talk.erase(app.channel(channel), messages);
    },
    react: async ({ user, emoji, take = false, ...spot }) =>
      talk.react(standing(app, spot), app.user(user).id, emoji, take),
    unfurl: async (spot) => {
      const message = standing(app, spot);
      const preview = { type: "link", url: "https://example.test", title: "A page" };
      talk.change(message, { embeds: [...message.embeds, preview] }, "preview");
    },
    startThread: async ({ user, name, ...spot }) =>
      talk.startThread(standing(app, spot), app.user(user).id, { name, minutes: 4_320 }).id,
    act: async (act) => room.script.act(act),
  };
}

type Asking = Pick<Control, "command" | "suggest" | "messageCommand" | "press" | "choose" | "submit" | "interaction">;

function asking(room: Room): Asking {
  const { app } = room;
  return {
    command: (said) => asked(room, () => slash(room, known(room, said), null)),
    suggest: ({ focused, ...said }) => asked(room, () => slash(room, known(room, said), focused)),
    messageCommand: (used) => asked(room, () => onMessage(room, used)),
    press: (pressed) => asked(room, () => press(room, pressed)),
    choose: (choice) => asked(room, () => choose(room, choice)),
    submit: ({ user, entries }) =>
      asked(room, () => {
        const { id } = app.user(user);
        const open = room.interactions.modals.get(id);
        if (open === undefined) throw new HeldBack(`${user} has no form open`);
        return submit(room, id, open, entries);
      }),
    interaction: ({ user, channel, fields }) =>
      asked(room, () => ({
        kind: "component",
        user: app.user(user).id,
        channel: app.channel(channel),
        message: null,
        data: { component_type: 2, custom_id: "forged" },
        forged: fields,
      })),
  };
}

const known = ({ app }: Room, said: Parameters<Control["command"]>[0]) => ({
  ...said,
  options: withIds(app, app.channel(said.channel), said.command, said.options ?? {}),
});

async function asked(room: Room, doing: () => Doing): Promise<Answered> {
  try {
    const { interaction, outcome } = await room.interactions.begin(doing());
    return answeredWith(room.app, interaction, outcome);
  } catch (error) {
    if (error instanceof HeldBack) return heldBack(error.message);
    throw error;
  }
}
