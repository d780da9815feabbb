import type { Control } from "./control/control.ts";
import type { Keys, Opening } from "./control/opening.ts";

/** An app in a stand-in, from the side of a test. */
export type DiscordApp = Control & Readonly<{ keys: Keys; close: () => Promise<void> }>;

/** A running stand-in, from the side of a test; in this process or in one of its own, it is the same. */
export type RunningDiscord = Readonly<{
  /** What `DISCORD_API_URL` is set to: discord.js appends the version itself. */
  apiUrl: string;
  open: (opening?: Opening) => Promise<DiscordApp>;
  stop: () => Promise<void>;
}>;

/** Asks a stand-in for one thing; its answer is what that member of `Control` gives. */
export type Ask = <Name extends keyof Control>(
  name: Name,
  ...args: Parameters<Control[Name]>
) => Promise<Awaited<ReturnType<Control[Name]>>>;

/** Everything a test can do around an app, each asked for by its name. */
export const remoteControl = (ask: Ask): Control => ({
  write: (said) => ask("write", said),
  edit: (change) => ask("edit", change),
  erase: (spot) => ask("erase", spot),
  eraseMany: (spots) => ask("eraseMany", spots),
  react: (given) => ask("react", given),
  unfurl: (spot) => ask("unfurl", spot),
  startThread: (from) => ask("startThread", from),
  act: (act) => ask("act", act),
  command: (said) => ask("command", said),
  suggest: (typed) => ask("suggest", typed),
  messageCommand: (used) => ask("messageCommand", used),
  press: (press) => ask("press", press),
  choose: (choice) => ask("choose", choice),
  submit: (form) => ask("submit", form),
  interaction: (forged) => ask("interaction", forged),
  invite: (into) => ask("invite", into),
  kick: (from) => ask("kick", from),
  addUser: (user) => ask("addUser", user),
  addGuild: (guild) => ask("addGuild", guild),
  addChannel: (channel) => ask("addChannel", channel),
  roles: (of) => ask("roles", of),
  addRole: (role) => ask("addRole", role),
  removeRole: (role) => ask("removeRole", role),
  permit: (role) => ask("permit", role),
  overwrite: (channel) => ask("overwrite", channel),
  changeChannel: (change) => ask("changeChannel", change),
  changeThread: (change) => ask("changeThread", change),
  outage: (of) => ask("outage", of),
  messageContent: (to) => ask("messageContent", to),
  resetToken: () => ask("resetToken"),
  fault: (order) => ask("fault", order),
  clearFaults: () => ask("clearFaults"),
  release: () => ask("release"),
  quirks: (changed) => ask("quirks", changed),
  moveTime: (to) => ask("moveTime", to),
  identifyBudget: (left) => ask("identifyBudget", left),
  gateway: (what) => ask("gateway", what),
  event: (event) => ask("event", event),
  repeat: (last) => ask("repeat", last),
  everything: () => ask("everything"),
  messages: (of) => ask("messages", of),
  whispers: (to) => ask("whispers", to),
  reply: (of) => ask("reply", of),
  modal: (of) => ask("modal", of),
  channel: (where) => ask("channel", where),
  threads: (of) => ask("threads", of),
  commands: (of) => ask("commands", of),
  calls: (route) => ask("calls", route),
  acknowledged: () => ask("acknowledged"),
  violations: () => ask("violations"),
  wire: () => ask("wire"),
  untold: () => ask("untold"),
});
