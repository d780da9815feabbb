import type { Control } from "./control/control.ts";
import type { Keys, Opening } from "./control/opening.ts";

/** A workspace in a stand-in, from the side of a test. */
export type SlackWorkspace = Control & Readonly<{ keys: Keys; close: () => Promise<void> }>;

/** A running stand-in, from the side of a test; in this process or in one of its own, it is the same. */
export type RunningSlack = Readonly<{
  /** What `SLACK_API_URL` is set to. */
  apiUrl: string;
  open: (opening?: Opening) => Promise<SlackWorkspace>;
  stop: () => Promise<void>;
}>;

/** Asks a stand-in for one thing; its answer is what that member of `Control` gives. */
export type Ask = <Name extends keyof Control>(
  name: Name,
  ...args: Parameters<Control[Name]>
) => Promise<Awaited<ReturnType<Control[Name]>>>;

/** Everything a test can do to a workspace, each asked for by its name. */
export const remoteControl = (ask: Ask): Control => ({
  write: (said) => ask("write", said),
  edit: (change) => ask("edit", change),
  act: (act) => ask("act", act),
  unfurl: (spot) => ask("unfurl", spot),
  erase: (spot) => ask("erase", spot),
  react: (given) => ask("react", given),
  command: (said) => ask("command", said),
  press: (press) => ask("press", press),
  choose: (choice) => ask("choose", choice),
  suggest: (typed) => ask("suggest", typed),
  submit: (form) => ask("submit", form),
  dismiss: (form) => ask("dismiss", form),
  trigger: (of) => ask("trigger", of),
  shortcut: (used) => ask("shortcut", used),
  openHome: (by) => ask("openHome", by),
  invite: (into) => ask("invite", into),
  kick: (from) => ask("kick", from),
  changeChannel: (change) => ask("changeChannel", change),
  renameChannel: (change) => ask("renameChannel", change),
  renumberChannel: (change) => ask("renumberChannel", change),
  person: (changed) => ask("person", changed),
  uninstall: (how) => ask("uninstall", how),
  revoke: () => ask("revoke"),
  scopes: (granted) => ask("scopes", granted),
  fault: (order) => ask("fault", order),
  untold: () => ask("untold"),
  clearFaults: () => ask("clearFaults"),
  release: () => ask("release"),
  quirks: (changed) => ask("quirks", changed),
  moveTime: (to) => ask("moveTime", to),
  deliverTo: (delivery) => ask("deliverTo", delivery),
  socket: (what) => ask("socket", what),
  event: (event, how) => ask("event", event, how),
  payload: (payload) => ask("payload", payload),
  interaction: (payload) => ask("interaction", payload),
  knock: (request) => ask("knock", request),
  everything: () => ask("everything"),
  messages: (of) => ask("messages", of),
  whispers: (to) => ask("whispers", to),
  channel: (name) => ask("channel", name),
  view: (of) => ask("view", of),
  home: (of) => ask("home", of),
  calls: (method) => ask("calls", method),
  answered: () => ask("answered"),
  violations: () => ask("violations"),
  wire: () => ask("wire"),
});
