import type { Room } from "../room.ts";
import { addChannel, botMember, guildFrom, overwriteFrom, roleFrom, roleId, userFrom } from "../state/openings.ts";
import { bitsOf } from "../state/permission-bits.ts";
import type { Control } from "./control.ts";

type Changing = Pick<
  Control,
  | "invite"
  | "kick"
  | "addUser"
  | "addGuild"
  | "addChannel"
  | "roles"
  | "addRole"
  | "removeRole"
  | "permit"
  | "overwrite"
  | "changeChannel"
  | "changeThread"
  | "outage"
  | "messageContent"
  | "resetToken"
>;

/** What happens to guilds, channels and people. */
export function changing(room: Room): Changing {
  const { app, places, talk } = room;
  const whom = (user: string | undefined): string => (user === undefined ? app.botUser : app.user(user).id);
  const users = () => [...app.users.values()];
  return {
    invite: async ({ guild, user }) => places.join(app.guild(guild), whom(user)),
    kick: async ({ guild, user, ban }) => places.leave(app.guild(guild), whom(user), ban),
    addUser: async ({ guilds = [...app.guilds.keys()], ...opening }) => {
      const user = userFrom(opening);
      app.users.set(user.id, user);
      for (const guild of guilds) places.join(app.guild(guild), user.id);
      return user.id;
    },
    addGuild: async (opening) => {
      const people = users().filter(({ id }) => id !== app.botUser);
      const { botUser } = app;
      const guild = guildFrom(
        { ...opening, withBot: false },
        { app: app.app, users: people, botUser, now: app.clock.now() },
      );
      app.addGuild(guild);
      if (opening.withBot !== false) places.join(guild, botUser);
      return guild.id;
    },
    addChannel: async ({ guild, ...opening }) => {
      const channel = addChannel(app.guild(guild), opening, users());
      places.added(channel);
      return channel.id;
    },
    roles: async ({ guild: name, user, roles }) => {
      const guild = app.guild(name);
      const own = user === undefined ? [...botMember(guild, app.botUser, 0).roles] : [];
      const ids = roles.map((role) => roleId(guild, role));
      places.giveRoles(guild, whom(user), [...new Set([...own, ...ids])]);
    },
    addRole: async ({ guild: name, ...opening }) => {
      const guild = app.guild(name);
      const role = roleFrom(guild, opening);
      places.addRole(guild, role);
      return role.id;
    },
    removeRole: async ({ guild: name, role }) => {
      const guild = app.guild(name);
      places.removeRole(guild, roleId(guild, role));
    },
    permit: async ({ guild: name, role, permissions }) => {
      const guild = app.guild(name);
      places.permit(guild, roleId(guild, role), bitsOf(permissions));
    },
    overwrite: async ({ channel: where, overwrites }) => {
      const channel = app.channel(where);
      const { guild } = channel;
      if (guild === null) throw new Error(`${where} is in no guild`);
      const all = overwrites.map((one) => overwriteFrom(guild, one, users()));
      places.overwrite(channel, all);
    },
    changeChannel: async ({ channel: where, ...change }) => {
      const channel = app.channel(where);
      if (change.to === "deleted") places.remove(channel);
      if (change.to === "renamed") places.rename(channel, change.name);
      if (change.to === "slow") places.slow(channel, change.seconds);
    },
    changeThread: async ({ channel: where, slowMode, ...change }) => {
      const channel = app.channel(where);
      if (slowMode !== undefined) channel.slowModeS = slowMode;
      talk.changeThread(channel, change);
    },
    outage: async ({ guild, unavailable }) => places.outage(app.guild(guild), unavailable),
    messageContent: async (to) => {
      app.messageContent = to;
    },
    resetToken: async () => room.gateway.resetToken(),
  };
}

type Breaking = Pick<
  Control,
  "fault" | "clearFaults" | "release" | "quirks" | "moveTime" | "identifyBudget" | "gateway" | "event" | "repeat"
>;

/** What goes wrong behind everybody's back. */
export function breaking({ app, gateway, faults }: Room): Breaking {
  return {
    fault: async ({ channel, ...order }) =>
      faults.order({ ...order, ...(channel === undefined ? {} : { channel: app.channel(channel).id }) }),
    clearFaults: async () => faults.clear(),
    release: async () => faults.release(),
    quirks: async (changed) => {
      app.quirks = { ...app.quirks, ...changed };
    },
    moveTime: async ({ instant }) => app.clock.moveTo(instant),
    identifyBudget: async ({ remaining, resetAfterMs }) => gateway.limits.leave(remaining, resetAfterMs),
    gateway: async (what) => gateway.act(what),
    event: async ({ type, data }) => {
      const guild = typeof data["guild_id"] === "string" ? data["guild_id"] : null;
      gateway.tell({ type, guild, intent: 0, data });
    },
    repeat: async (last) => gateway.repeat(last),
  };
}
