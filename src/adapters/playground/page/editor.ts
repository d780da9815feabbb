import type { PlayMessage } from "../protocol.ts";
import type { Deeds, Mode } from "./deeds.ts";
import { button, make } from "./dom.ts";

/** A message's text in a box, in the message's place. What is typed stays until the server has it. */
export function editorFor(message: PlayMessage, deeds: Deeds, turn: (mode: Mode) => void): HTMLElement {
  const box = make("textarea", { class: "input", rows: 2, "aria-label": "Message text" });
  const problem = make("p", { class: "problem", role: "alert" });
  box.value = message.source ?? "";

  const save = async (): Promise<void> => {
    if (box.readOnly || box.value.trim() === "") return;
    if (box.value === message.source) return turn("reading");
    box.readOnly = true;
    const trouble = await deeds.edit(message.id, box.value);
    box.readOnly = false;
    if (trouble === null) turn("reading");
    else problem.textContent = trouble;
  };
  box.addEventListener("keydown", (event) => {
    // The arrows move inside the text here, not from message to message.
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      turn("reading");
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  });
  return make(
    "div",
    { class: "editor" },
    box,
    problem,
    make(
      "div",
      { class: "editor-foot" },
      button({ class: "button small" }, () => turn("reading"), "Cancel"),
      button({ class: "button small primary" }, () => void save(), "Save"),
    ),
  );
}
