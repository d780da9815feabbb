import type { PlayChoice, Reply } from "../protocol.ts";
import { type Commands, readSending, readTyping, type Suggestion, suggestNames, suggestRest } from "./commands.ts";
import { make } from "./dom.ts";
import { icon } from "./icons.ts";
import { createPicker, type PickerOption } from "./picker.ts";

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

export type Composer = Readonly<{ sitAt: (desk: Desk) => void; focus: () => void; begin: (text: string) => void }>;

/** A message box with slash commands. What is written stays until the server has it. */
export function createComposer(form: HTMLFormElement, boxId: string, handlers: ComposerHandlers): Composer {
  const box = make("textarea", { id: boxId, class: "box", rows: 1, enterkeyhint: "send", autocomplete: "off" });
  const problem = make("p", { class: "problem", role: "alert" });
  const send = make("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, icon("send"));
  const drafts = new Map<string, string>();
  let desk: Desk = { as: "", thread: null, label: "Message", commands: [] };
  let suggestions: readonly Suggestion[] = [];
  let askedFor = "";

  const { picker, list } = createPicker(box, "Commands", (index) => take(suggestions[index]));
  form.replaceChildren(list, make("div", { class: "composer-box" }, box, send), problem);

  const write = (text: string): void => {
    box.value = text;
    box.rows = Math.min(8, text.split("\n").length);
    send.disabled = text.trim() === "";
  };
  const suggest = (found: readonly Suggestion[], marked: number): void => {
    suggestions = found;
    picker.show(found.map(optionOf), marked);
  };
  /** Closes the list for good: choices still under way are not shown any more. */
  const closeList = (): void => {
    askedFor = "";
    picker.hide();
  };
  const suggestFor = async (text: string): Promise<void> => {
    askedFor = text;
    const typing = readTyping(text);
    if (typing.kind === "name") return suggest(suggestNames(desk.commands, typing.typed), 0);
    picker.hide();
    const takesMore = typing.kind === "rest" && desk.commands.some(({ name, usage }) => name === typing.name && usage);
    if (typing.kind === "words" || !takesMore) return;
    const choices = await handlers.choices(`${typing.name} ${typing.rest}`);
    if (askedFor === text && box.value === text) suggest(suggestRest(typing.name, typing.rest, choices), -1);
  };
  const take = (suggestion: Suggestion | undefined): void => {
    if (!suggestion) return;
    write(suggestion.text);
    closeList();
    if (suggestion.text.endsWith(" ")) void suggestFor(suggestion.text);
  };

  const dispatch = async (at: Desk, text: string): Promise<Reply> => {
    const sending = readSending(text);
    if (sending.kind === "say") return handlers.say(at.thread, sending.text);
    if (sending.kind === "command") return handlers.command(at.thread, sending.text);
    const hint = "Only /drill is known here. Put a space before the slash to send it as words.";
    return { kind: "failed", message: `There is no command ${sending.word}.`, hint };
  };
  const submit = async (): Promise<void> => {
    const [text, at] = [box.value, desk];
    if (text.trim() === "" || box.readOnly) return;
    closeList();
    box.readOnly = true;
    problem.textContent = "";
    const reply = await dispatch(at, text);
    box.readOnly = false;
    const trouble = troubleOf(reply);
    if (trouble !== null) {
      problem.textContent = trouble;
      return;
    }
    drafts.delete(deskKey(at));
    if (deskKey(at) === deskKey(desk)) write("");
    handlers.answered(reply, at.thread);
  };

  /** What a key does while the list shows, null to leave it alone. */
  const listDeed = ({ key, shiftKey }: KeyboardEvent): (() => void) | null => {
    const marked = suggestions[picker.marked()];
    const isNew = marked !== undefined && marked.text.trimEnd() !== box.value.trimEnd();
    if (key === "ArrowDown" || key === "ArrowUp") return () => picker.move(key);
    if (key === "Escape") return closeList;
    if (isNew && !shiftKey && (key === "Tab" || key === "Enter")) return () => take(marked);
    return key === "Enter" && !shiftKey ? () => void submit() : null;
  };
  const boxDeed = ({ key, shiftKey }: KeyboardEvent): (() => void) | null => {
    if (key === "Enter" && !shiftKey && !onTouch()) return () => void submit();
    return key === "ArrowUp" && box.value === "" ? handlers.editLast : null;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const deed = picker.isOpen() ? listDeed(event) : boxDeed(event);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  box.addEventListener("keydown", onKey);
  box.addEventListener("blur", () => closeList());
  box.addEventListener("input", () => {
    problem.textContent = "";
    write(box.value);
    void suggestFor(box.value);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    sitAt: (next) => {
      const moved = deskKey(next) !== deskKey(desk);
      if (moved) drafts.set(deskKey(desk), box.value);
      desk = next;
      box.setAttribute("aria-label", next.label);
      box.placeholder = next.label;
      if (!moved) return;
      problem.textContent = "";
      closeList();
      write(drafts.get(deskKey(next)) ?? "");
    },
    focus: () => box.focus(),
    begin: (text) => {
      box.focus();
      if (box.value.trim() !== "") return;
      write(text);
      void suggestFor(text);
    },
  };
}

/** What to say when nothing was saved, null when all is well. */
export function troubleOf(reply: Reply): string | null {
  if (reply.kind === "failed") return `Not saved, try again. ${reply.message} ${reply.hint}`;
  if (reply.kind === "errors") return `Not saved. ${Object.values(reply.errors).join(" ")}`;
  return null;
}

function deskKey({ as, thread }: Desk): string {
  return `${as} ${thread ?? ""}`;
}

/** On a phone's keyboard Enter is the only way to a new line; there the button sends. */
function onTouch(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}

function optionOf({ label, usage, detail, tag }: Suggestion): PickerOption {
  const look = [
    make(
      "span",
      { class: "option-name" },
      label,
      usage === "" ? null : make("span", { class: "option-usage" }, ` ${usage}`),
    ),
    detail === "" ? null : make("span", { class: "option-detail" }, detail),
    tag === null ? null : make("span", { class: "tag" }, tag),
  ];
  const spoken = [`${label} ${usage}`.trim(), detail, tag ?? ""].filter((part) => part !== "").join(", ");
  return { label: spoken, look };
}
