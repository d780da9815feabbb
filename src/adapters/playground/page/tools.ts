import type { Deeds, Mode } from "./deeds.ts";
import { button, make } from "./dom.ts";
import { icon } from "./icons.ts";
import type { MessageRow } from "./rows.ts";

/** The little bar over a message that has the focus or the mouse; null when there is nothing to do. */
export function toolsFor(row: MessageRow, mode: Mode, deeds: Deeds, turn: (mode: Mode) => void): HTMLElement | null {
  if (row.whisper || row.message.deleted) return null;
  const tools = mode === "deleting" ? deleteTools(row, deeds, turn) : readingTools(row, deeds, turn);
  if (tools.length === 0) return null;
  const name = mode === "deleting" ? "Delete this message?" : "Message tools";
  return make("div", { class: `tools ${mode}`, role: "group", "aria-label": name }, ...tools);
}

function readingTools({ message, own, pointable, root }: MessageRow, deeds: Deeds, turn: (mode: Mode) => void) {
  const tools: HTMLElement[] = [];
  if (pointable) {
    tools.push(
      button({ class: "tool words", act: "mine" }, () => void deeds.point(message.id, "mine"), "Use as my answer"),
      button({ class: "tool words", act: "not-mine" }, () => void deeds.point(message.id, "not-mine"), "Not my answer"),
    );
  }
  if (message.thread === null && !root) {
    const look = { class: "tool", name: "Reply in thread", title: "Reply in thread", act: "reply" };
    tools.push(button(look, () => deeds.openThread(message.id), icon("reply")));
  }
  if (own && message.source !== null) {
    const look = { class: "tool", name: "Edit the message", title: "Edit", act: "edit" };
    tools.push(button(look, () => turn("editing"), icon("edit")));
  }
  if (own) {
    const look = { class: "tool", name: "Delete the message", title: "Delete", act: "delete" };
    tools.push(button(look, () => turn("deleting"), icon("bin")));
  }
  return tools;
}

function deleteTools({ message }: MessageRow, deeds: Deeds, turn: (mode: Mode) => void): readonly HTMLElement[] {
  return [
    make("span", { class: "tools-ask" }, "Delete this message?"),
    button({ class: "button small", act: "keep" }, () => turn("reading"), "Keep"),
    button({ class: "button small danger", act: "really-delete" }, () => void deeds.remove(message.id), "Delete"),
  ];
}
