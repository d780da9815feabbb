import type { Deeds, Mode } from "./deeds.ts";
import { button, make } from "./dom.ts";
import { countOf } from "./format.ts";
import { icon } from "./icons.ts";
import { drawDay, drawMessage } from "./messages.ts";
import { type Row, sameRow } from "./rows.ts";
import { followEnd } from "./scroll.ts";

export type Log = Readonly<{
  /** Shows these rows below `top`; `place` names what is shown, and another one starts at its end. */
  draw: (place: string, rows: readonly Row[], top: HTMLElement | null) => void;
  /** Opens the last of one's own messages for editing. */
  editLast: () => void;
}>;

type Drawn = Readonly<{ row: Row; mode: Mode; element: HTMLElement }>;

/** How long a newly filled list stays quiet for screen readers. */
const quietMs = 500;

/** A list of messages (role `log`). Only what changed is drawn anew, so focus, selection and open menus stay. */
export function createLog(frame: HTMLElement, label: string, deeds: Deeds): Log {
  const list = make("div", { class: "log-list" });
  const log = make("div", { class: "log", role: "log", "aria-label": label, tabindex: 0, "aria-busy": "true" }, list);
  const pill = button({ class: "pill" }, () => end.go(), icon("down"), "New messages");
  const modes = new Map<string, Mode>();
  const end = followEnd(log, list, pill);
  let drawn: ReadonlyMap<string, Drawn> = new Map();
  let shown: Readonly<{ place: string; rows: readonly Row[]; top: HTMLElement | null }> | null = null;
  frame.replaceChildren(log, pill);
  pill.hidden = true;

  const turn = (key: string, mode: Mode): void => {
    modes.set(key, mode);
    if (shown) draw(shown.place, shown.rows, shown.top);
    const element = drawn.get(key)?.element;
    const first = element?.querySelector<HTMLElement>(mode === "editing" ? "textarea" : '[data-act="keep"]');
    (first ?? element)?.focus();
  };

  const drawRow = (row: Row): Drawn => {
    const mode = modes.get(row.key) ?? "reading";
    const old = drawn.get(row.key);
    // A message being edited keeps its box, whatever happens to it meanwhile.
    if (old && old.mode === mode && (mode === "editing" || sameRow(old.row, row))) return old;
    const element =
      row.kind === "day" ? drawDay(row, deeds.now()) : drawMessage(row, mode, deeds, (next) => turn(row.key, next));
    return { row, mode, element };
  };

  const draw = (place: string, rows: readonly Row[], top: HTMLElement | null): void => {
    const moved = shown?.place !== place;
    if (moved) modes.clear();
    if (moved) log.ariaBusy = "true";
    shown = { place, rows, top };
    end.before();
    const before = drawn;
    const focused = focusIn(list);
    drawn = new Map(rows.map((row) => [row.key, drawRow(row)]));
    const elements = [...drawn.values()].map(({ element }) => element);
    settle(list, top === null ? elements : [top, ...elements]);
    if (focused) focusAgain(focused, drawn);
    const fresh = rows.filter((row) => row.kind === "message" && !before.has(row.key));
    const mine = fresh.some((row) => row.kind === "message" && (row.own || row.whisper));
    const first = moved ? null : (drawn.get(fresh[0]?.key ?? "")?.element ?? null);
    const missed = end.settle({ jump: moved || mine, fresh: fresh.length, first });
    pill.lastChild?.replaceWith(countOf(missed, "new message", "new messages"));
    // What fills a list is not news: only later additions are read out.
    if (moved) window.setTimeout(() => (log.ariaBusy = "false"), quietMs);
  };

  log.addEventListener("keydown", (event) => moveAmong(event, log));
  return {
    draw,
    editLast: () => {
      const last = shown?.rows.findLast((row) => row.kind === "message" && row.own && row.message.source !== null);
      if (last) turn(last.key, "editing");
    },
  };
}

/** Makes `list` hold exactly these elements, touching none that already stands in its place. */
function settle(list: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Node>(elements);
  for (const child of [...list.childNodes]) if (!wanted.has(child)) child.remove();
  for (const [index, element] of elements.entries()) {
    if (list.childNodes[index] !== element) list.insertBefore(element, list.childNodes[index] ?? null);
  }
}

type Focus = Readonly<{ key: string; act: string | undefined; element: Element }>;

function focusIn(list: HTMLElement): Focus | null {
  const element = document.activeElement;
  const message = element?.closest<HTMLElement>("[data-message]");
  if (!element || !message || !list.contains(message)) return null;
  return { key: message.dataset["message"] ?? "", act: element.getAttribute("data-act") ?? undefined, element };
}

/** When the focused control was drawn anew, the focus goes to its successor, else to its message. */
function focusAgain({ key, act, element }: Focus, drawn: ReadonlyMap<string, Drawn>): void {
  if (element.isConnected) return;
  const message = drawn.get(key)?.element;
  const controls = [...(message?.querySelectorAll<HTMLElement>("[data-act]") ?? [])];
  (controls.find((control) => control.dataset["act"] === act) ?? message)?.focus({ preventScroll: true });
}

/** The arrows go from message to message, Home and End to the ends; Escape leaves a message for the list. */
function moveAmong(event: KeyboardEvent, log: HTMLElement): void {
  const { target } = event;
  const onMessage = target instanceof HTMLElement && target.matches(".message");
  if (target !== log && !onMessage) return;
  const messages = [...log.querySelectorAll<HTMLElement>(".message")];
  const at = onMessage ? messages.indexOf(target) : -1;
  const next = {
    ArrowUp: onMessage ? messages[at - 1] : messages.at(-1),
    ArrowDown: onMessage ? messages[at + 1] : undefined,
    Home: messages[0],
    End: messages.at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
