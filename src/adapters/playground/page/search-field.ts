import type { PlayChoice, PlayField } from "../protocol.ts";
import { make } from "./dom.ts";
import { heldValue } from "./field-values.ts";
import { createPicker } from "./picker.ts";

const pauseMs = 120;

/** Completions for a `search` field. */
export type AskChoices = (field: string, typed: string) => Promise<readonly PlayChoice[]>;

/** A text box that asks the server for choices while one types. */
export function createSearch(
  id: string,
  field: PlayField & { kind: "search" },
  ask: AskChoices,
): Readonly<{ element: HTMLElement; input: HTMLInputElement; read: () => string }> {
  const input = make("input", {
    id,
    type: "text",
    class: "input",
    role: "combobox",
    autocomplete: "off",
    required: field.required,
  });
  let taken = field.value;
  let offered: readonly PlayChoice[] = [];
  let timer: number | undefined;
  input.value = taken?.label ?? "";

  const take = (choice: PlayChoice | undefined): void => {
    if (!choice) return;
    taken = choice;
    input.value = choice.label;
    picker.hide();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const { picker, list } = createPicker(input, field.label, (index) => take(offered[index]));
  picker.hide();

  const offer = async (typed: string): Promise<void> => {
    const choices = await ask(field.name, typed);
    if (input.value !== typed || document.activeElement !== input) return;
    offered = choices;
    picker.show(
      choices.map(({ label }) => ({ label, look: [label] })),
      typed.trim() === "" ? -1 : 0,
    );
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void offer(input.value), pauseMs);
  });
  input.addEventListener("blur", () => picker.hide());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !picker.isOpen()) void offer(input.value);
    if (picker.move(event.key)) return event.preventDefault();
    if (!picker.isOpen()) return;
    if (event.key === "Enter" || event.key === "Tab") take(offered[picker.marked()]);
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      picker.hide();
    }
  });
  return {
    element: make("div", { class: "search" }, input, list),
    input,
    read: () => heldValue(input.value, taken, offered),
  };
}
