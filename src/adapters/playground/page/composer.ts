import type { PlayChoice, Reply } from "../protocol.ts";
import { troubleOf } from "./api.ts";
import { type Commands, readSending } from "./commands.ts";
import { createCompletion } from "./completion.ts";
import { make } from "./dom.ts";
import { icon } from "./icons.ts";

/** Where a message box writes: drafts are kept for each person and place. */
export type Desk = Readonly<{ as: string; thread: string | null; label: string; commands: Commands }>;

export type ComposerHandlers = Readonly<{
  say: (thread: string | null, text: string) => Promise<Reply>;
  command: (thread: string | null, text: string) => Promise<Reply>;
  choices: (typed: string) => Promise<readonly PlayChoice[]>;
  /** Takes a reply that was not a failure: shows its whisper or form. */
  answered: (reply: Reply, thread: string | null) => void;
  /** Up in an empty box. */
  editLast: () => void;
}>;

export type Composer = Readonly<{
  /** Moves the box to another person or place; the draft there comes back. */
  sitAt: (desk: Desk) => void;
  focus: () => void;
  /** Puts these first characters into an empty box, and the focus. */
  begin: (text: string) => void;
}>;

/** A message box with slash commands. What is written stays until the server has it. */
export function createComposer(form: HTMLFormElement, boxId: string, handlers: ComposerHandlers): Composer {
  const box = make("textarea", { id: boxId, class: "box", rows: 1, enterkeyhint: "send", autocomplete: "off" });
  const problem = make("p", { class: "problem", role: "alert" });
  const send = make("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, icon("send"));
  const drafts = new Map<string, string>();
  let desk: Desk = { as: "", thread: null, label: "Message", commands: [] };

  const write = (text: string): void => {
    box.value = text;
    box.rows = Math.min(8, text.split("\n").length);
    send.disabled = text.trim() === "";
  };
  const completion = createCompletion(box, { write, commands: () => desk.commands, choices: handlers.choices });
  form.replaceChildren(completion.list, make("div", { class: "composer-box" }, box, send), problem);

  const submit = async (): Promise<void> => {
    const [text, at] = [box.value, desk];
    if (text.trim() === "" || box.readOnly) return;
    completion.close();
    box.readOnly = true;
    problem.textContent = "";
    const reply = await dispatch(text, at.thread, handlers);
    box.readOnly = false;
    const trouble = troubleOf(reply);
    if (trouble !== null) {
      problem.textContent = trouble;
      return;
    }
    drafts.delete(keyOf(at));
    if (keyOf(at) === keyOf(desk)) write("");
    handlers.answered(reply, at.thread);
  };
  const deedOf = (event: KeyboardEvent): (() => void) | null => {
    const { key, shiftKey } = event;
    const listed = completion.isOpen() ? completion.deedOf(event) : null;
    if (listed !== null) return listed;
    if (key === "Enter" && !shiftKey && !onTouch()) return () => void submit();
    return key === "ArrowUp" && box.value === "" ? handlers.editLast : null;
  };
  const move = (next: Desk): void => {
    drafts.set(keyOf(desk), box.value);
    problem.textContent = "";
    completion.close();
    write(drafts.get(keyOf(next)) ?? "");
  };

  box.addEventListener("keydown", (event) => {
    const deed = event.isComposing ? null : deedOf(event);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  });
  box.addEventListener("blur", completion.close);
  box.addEventListener("input", () => {
    problem.textContent = "";
    write(box.value);
    completion.follow();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  return {
    sitAt: (next) => {
      if (keyOf(next) !== keyOf(desk)) move(next);
      desk = next;
      box.setAttribute("aria-label", next.label);
      box.placeholder = next.label;
    },
    focus: () => box.focus(),
    begin: (text) => {
      box.focus();
      if (box.value.trim() !== "") return;
      write(text);
      completion.follow();
    },
  };
}

async function dispatch(text: string, thread: string | null, handlers: ComposerHandlers): Promise<Reply> {
  const sending = readSending(text);
  if (sending.kind === "say") return handlers.say(thread, sending.text);
  if (sending.kind === "command") return handlers.command(thread, sending.text);
  const hint = "Only /drill is known here. Put a space before the slash to send it as words.";
  return { kind: "failed", message: `There is no command ${sending.word}.`, hint };
}

function keyOf({ as, thread }: Desk): string {
  return `${as} ${thread ?? ""}`;
}

/** On a phone's keyboard Enter is the only way to a new line; there the button sends. */
function onTouch(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}
