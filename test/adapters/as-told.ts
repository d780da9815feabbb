import type { SeenForm, SeenMessage, Told } from "../contract/platform/rig.ts";

/** The lines with something on them. */
export const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");

/** The lines that somebody was told, or what else came of it. */
export const told = (said: Told): readonly string[] =>
  said.kind === "message" ? lines(said.message.text) : [said.kind];

/** The form that somebody sees; throws when they see something else. */
export function formOf(said: Told): SeenForm {
  if (said.kind === "form") return said.form;
  throw new Error(`no form came: ${JSON.stringify(told(said))}`);
}

/** What stands in messages, and the controls below each. */
export const read = (messages: readonly SeenMessage[]): readonly (readonly string[])[] =>
  messages.map(({ text, actions }) => [...lines(text), ...actions.map(({ label }) => `[${label}]`)]);

/** The message that somebody was told; throws when it was none. */
export function messageOf(said: Told): SeenMessage {
  if (said.kind === "message") return said.message;
  throw new Error(`no message came: ${said.kind}`);
}
