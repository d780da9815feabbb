import { knock } from "../delivery/signed.ts";
import { change, endTokens, leave, rename, renumber } from "../people/channel-changes.ts";
import { dismiss, submit } from "../people/forms.ts";
import { choose, command, press, shortcut, suggest } from "../people/pressing.ts";
import { composed, onTheWire } from "../people/typed.ts";
import { standing, write } from "../people/writing.ts";
import type { Room } from "../room.ts";
import { personFrom } from "../state/openings.ts";
import type { Control } from "./control.ts";
import { seenMessage, seenView, seenWhisper } from "./look.ts";

/** What tests can do to a room, carried out in it. */
export const controlOf = (room: Room): Control => ({
  ...acting(room),
  ...changing(room),
  ...breaking(room),
  ...looking(room),
});

type Acting = Pick<
  Control,
  | "write"
  | "edit"
  | "act"
  | "unfurl"
  | "erase"
  | "react"
  | "command"
  | "press"
  | "choose"
  | "suggest"
  | "submit"
  | "dismiss"
  | "trigger"
  | "shortcut"
  | "openHome"
>;

function acting(room: Room): Acting {
  const { workspace, talk, lane } = room;
  return {
    write: async (said) => write(room, said),
    edit: async (spot) =>
      talk.change(standing(room, spot), {
        text: onTheWire(workspace, spot.text),
        blocks: composed(workspace, spot.text),
      }),
    act: async (act) => room.script.act(act),
    unfurl: async (spot) => talk.change(standing(room, spot), {}, "unfurl"),
    erase: async (spot) => talk.erase(standing(room, spot)),
    react: async ({ user, name, take = false, ...spot }) => {
      talk.react(standing(room, spot), workspace.person(user).id, name, take);
    },
    command: (said) => command(room, said),
    press: (pressed) => press(room, pressed),
    choose: (choice) => choose(room, choice),
    suggest: (typed) => suggest(room, typed),
    submit: (form) => submit(room, form),
    dismiss: (form) => dismiss(room, form),
    trigger: async ({ user, view = null }) => room.triggers.give(workspace.person(user).id, view),
    shortcut: (used) => shortcut(room, used),
    openHome: async (by) => {
      const user = workspace.person(by.user).id;
      const home = workspace.homes.get(user);
      const view = home === undefined ? {} : { view: seenView(room, home).view };
      // types/events/app.d.ts [P], AppHomeOpenedEvent: the channel is the direct one with the app.
      const told = { type: "app_home_opened", user, channel: `D${user.slice(1)}`, tab: "home", ...view };
      lane.happened({ ...told, event_ts: workspace.nextTs("home") }, null);
    },
  };
}

type Changing = Pick<
  Control,
  | "invite"
  | "kick"
  | "changeChannel"
  | "renameChannel"
  | "renumberChannel"
  | "person"
  | "uninstall"
  | "revoke"
  | "scopes"
>;

function changing(room: Room): Changing {
  const { workspace } = room;
  const whom = (user: string | undefined): string =>
    user === undefined ? workspace.keys.botUser : workspace.person(user).id;
  return {
    invite: async ({ channel, user, by }) =>
      room.talk.arrive(workspace.channel(channel), whom(user), workspace.person(by).id),
    kick: async ({ channel, user }) => leave(room, workspace.channel(channel), whom(user)),
    changeChannel: async ({ channel, to }) => change(room, workspace.channel(channel), to),
    renameChannel: async ({ channel, name }) => rename(room, workspace.channel(channel), name),
    renumberChannel: async ({ channel, id }) => renumber(room, workspace.channel(channel), id),
    person: async (changed) => {
      const known = [...workspace.people.values()].find(
        ({ id, name }) => id === changed["id"] || name === changed.name,
      );
      const person = { ...personFrom(known ?? changed, workspace.keys.team), ...changed };
      workspace.people.set(person.id, person);
      if (known !== undefined) room.lane.happened({ type: "user_change", user: { id: person.id } }, null);
      return person.id;
    },
    uninstall: async ({ order } = { order: "uninstalled-first" }) => endTokens(room, order),
    revoke: async () => endTokens(room, "revoked"),
    scopes: async (granted) => {
      workspace.scopes = [...granted];
    },
  };
}

type Breaking = Pick<
  Control,
  | "fault"
  | "untold"
  | "clearFaults"
  | "release"
  | "quirks"
  | "moveTime"
  | "socket"
  | "deliverTo"
  | "event"
  | "payload"
  | "interaction"
  | "knock"
>;

function breaking(room: Room): Breaking {
  const { workspace, faults, lane } = room;
  return {
    fault: async (order) =>
      faults.order({
        ...order,
        ...(order.channel === undefined ? {} : { channel: workspace.channel(order.channel).id }),
      }),
    untold: async () => lane.untold(),
    clearFaults: async () => faults.clear(),
    release: async () => faults.release(),
    quirks: async (changed) => {
      workspace.quirks = { ...workspace.quirks, ...changed };
    },
    moveTime: async ({ instant }) => workspace.clock.moveTo(instant),
    socket: async (what) => room.sockets.act(what),
    event: async (event, how = {}) => lane.force(event, how),
    payload: (payload) => lane.ask("events_api", payload),
    interaction: (payload) => lane.ask(payload["command"] === undefined ? "interactive" : "slash_commands", payload),
    deliverTo: async (delivery) => {
      room.delivery = delivery;
    },
    knock: async (request) => {
      const { delivery } = room;
      if (delivery.via !== "http") throw new Error("the workspace is open over sockets: there is no door to knock at");
      return await knock(workspace, delivery.url, request);
    },
  };
}

type Looking = Pick<
  Control,
  "everything" | "messages" | "whispers" | "view" | "home" | "calls" | "answered" | "violations" | "wire" | "channel"
>;

function looking(room: Room): Looking {
  const { workspace, lane, faults, sockets } = room;
  const { botUser } = workspace.keys;
  return {
    everything: async () => workspace.messages.map((one) => seenMessage(one, botUser)),
    messages: async ({ channel, thread }) => {
      const all = workspace.in(workspace.channel(channel).id);
      const meant = thread === undefined ? all : all.filter((one) => one.thread === thread);
      return meant.map((one) => seenMessage(one, botUser));
    },
    whispers: async ({ user }) => {
      const { id } = workspace.person(user);
      return workspace.whispers.filter((one) => one.user === id).map(seenWhisper);
    },
    view: async ({ user }) => {
      const { id } = workspace.person(user);
      const top = [...workspace.views.values()].findLast((one) => one.user === id);
      return top === undefined ? null : seenView(room, top);
    },
    home: async ({ user }) => {
      const home = workspace.homes.get(workspace.person(user).id);
      return home === undefined ? null : seenView(room, home);
    },
    calls: async (method) => room.calls.filter((one) => method === undefined || one.method === method),
    answered: async () => [...lane.answered],
    violations: async () => [...workspace.violations],
    wire: async () => {
      const { unheard, retrying, lost } = lane;
      return { sockets: sockets.size, leaving: sockets.leaving, unheard, retrying, held: faults.held, lost: [...lost] };
    },
    channel: async (name) => {
      const { id, members, isArchived } = workspace.channel(name);
      return { id, members: [...members], isArchived };
    },
  };
}
