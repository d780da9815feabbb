import type { PlayAction, PlayMessage } from "../protocol.ts";
import type { Deeds, Mode } from "./deeds.ts";
import { button, make } from "./dom.ts";
import { editorFor } from "./editor.ts";
import { countOf, dayName, fullText, timeText } from "./format.ts";
import { icon } from "./icons.ts";
import { menuButton } from "./menu.ts";
import { avatar, nameOf } from "./people.ts";
import { prose } from "./prose.ts";
import { bot, type DayRow, type MessageRow, type ThreadSummary } from "./rows.ts";
import { toolsFor } from "./tools.ts";

/** Draws one message with all its controls. */
export function drawMessage(row: MessageRow, mode: Mode, deeds: Deeds, turn: (mode: Mode) => void): HTMLElement {
  const { message } = row;
  const kinds = [row.compact && "compact", row.whisper && "whisper", row.root && "root", message.deleted && "deleted"];
  const name = nameOf(row.author, message.author);
  return make(
    "article",
    {
      class: ["message", ...kinds.filter((kind) => kind !== false)].join(" "),
      tabindex: -1,
      "data-message": message.id,
      "aria-label": `${name}, ${timeText(message.at)}${row.whisper ? ", only visible to you" : ""}`,
    },
    row.compact ? stamp(message, "gutter-time") : avatar(row.author, message.author === bot),
    make(
      "div",
      { class: "message-body" },
      row.whisper ? whisperHead(message, deeds) : null,
      row.compact ? null : headOf(row, name),
      mode === "editing" ? editorFor(message, deeds, turn) : contentOf(message, deeds),
      picturesOf(message),
      actionsOf(message, deeds),
      message.marked ? receipt() : null,
      row.root || message.deleted ? null : invitation(row, deeds),
      row.replies === null || row.root ? null : repliesButton(message, row.replies, deeds),
    ),
    mode === "editing" ? null : toolsFor(row, mode, deeds, turn),
  );
}

/** Draws the line between two days. */
export function drawDay(row: DayRow, now: number): HTMLElement {
  const name = dayName(row.at, now);
  return make("div", { class: "day", role: "separator", "aria-label": name }, make("span", {}, name));
}

function headOf({ message }: MessageRow, name: string): HTMLElement {
  const badge = message.author === bot ? make("span", { class: "badge", title: "This is a bot" }, "APP") : null;
  return make(
    "header",
    { class: "message-head" },
    make("span", { class: "name" }, name),
    badge,
    stamp(message, "time"),
  );
}

function stamp(message: PlayMessage, look: string): HTMLElement {
  const datetime = new Date(message.at).toISOString();
  return make("time", { class: look, datetime, title: fullText(message.at) }, timeText(message.at));
}

function whisperHead(message: PlayMessage, deeds: Deeds): HTMLElement {
  const dismiss = button({ class: "link quiet", act: "dismiss" }, () => deeds.dismiss(message.id), "Dismiss");
  return make("p", { class: "whisper-head" }, icon("eye"), make("span", {}, "Only visible to you"), dismiss);
}

function contentOf(message: PlayMessage, deeds: Deeds): HTMLElement {
  if (message.deleted) return make("p", { class: "gone" }, "This message was deleted.");
  const content = prose(message.html, deeds.now());
  if (message.editedAt !== null && message.author !== bot) {
    const mark = make("span", { class: "edited", title: `Edited ${fullText(message.editedAt)}` }, "(edited)");
    const last = content.lastElementChild;
    (last instanceof HTMLParagraphElement ? last : content).append(" ", mark);
  }
  return content;
}

function picturesOf(message: PlayMessage): HTMLElement | null {
  if (message.pictures.length === 0 || message.deleted) return null;
  const pictures = message.pictures.map(({ url, alt }) => make("img", { src: url, alt, loading: "lazy" }));
  return make("div", { class: "pictures" }, ...pictures);
}

function actionsOf(message: PlayMessage, deeds: Deeds): HTMLElement | null {
  if (message.actions.length === 0 || message.deleted) return null;
  return make("div", { class: "actions" }, ...message.actions.map((action) => actionOf(message, action, deeds)));
}

function actionOf(message: PlayMessage, action: PlayAction, deeds: Deeds): HTMLElement {
  const act = `action ${action.id}`;
  if (action.kind === "select") {
    return menuButton(action, act, (value) => void deeds.press(message, action.id, value));
  }
  const look = action.style === "plain" ? "button" : `button ${action.style}`;
  const element: HTMLButtonElement = button({ class: look, act }, () => void pressed(), action.label);
  // Not `disabled`, which would drop the focus of whoever pressed it with the keyboard.
  const pressed = async (): Promise<void> => {
    if (element.ariaBusy === "true") return;
    element.ariaBusy = "true";
    await deeds.press(message, action.id, null);
    element.ariaBusy = "false";
  };
  return element;
}

function receipt(): HTMLElement {
  const says = { class: "receipt", role: "img", "aria-label": "Saved as answer", title: "Saved as answer" };
  return make("span", says, icon("note"));
}

/** A question without replies still says where they go. */
function invitation({ message, replies, whisper }: MessageRow, deeds: Deeds): HTMLElement | null {
  if (message.threadTitle === null || replies !== null || whisper) return null;
  const open = (): void => deeds.openThread(message.id);
  return button({ class: "replies first", act: "thread" }, open, icon("reply"), "Reply in thread");
}

function repliesButton(message: PlayMessage, replies: ThreadSummary, deeds: Deeds): HTMLElement {
  const faces = replies.authors.map((id) => avatar(deeds.person(id), id === bot));
  const count = countOf(replies.count, "reply", "replies");
  const day = dayName(replies.lastAt, deeds.now());
  const last = day === "Today" ? timeText(replies.lastAt) : `${day}, ${timeText(replies.lastAt)}`;
  return button(
    { class: "replies", act: "thread" },
    () => deeds.openThread(message.id),
    make("span", { class: "faces" }, ...faces),
    make("span", { class: "count" }, count),
    make("span", { class: "last" }, `Last one ${last}`),
  );
}
