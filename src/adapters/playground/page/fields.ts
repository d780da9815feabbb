import type { PlayField } from "../protocol.ts";
import { freshId, make } from "./dom.ts";
import type { FieldValue } from "./field-values.ts";
import { sentence } from "./format.ts";
import { icon } from "./icons.ts";
import { type AskChoices, createSearch } from "./search-field.ts";

/** A drawn field: its element, what it holds, and where its problem is said. */
export type DrawnField = Readonly<{
  name: string;
  label: string;
  element: HTMLElement;
  read: () => FieldValue;
  focus: () => void;
  /** Says what is wrong under the field; null takes it back. */
  complain: (problem: string | null) => void;
}>;

/** A control without its frame; `described` gets the ids of hint and problem. */
type Control = Readonly<{
  element: HTMLElement;
  described: HTMLElement;
  read: () => FieldValue;
  focus: () => void;
  below: HTMLElement | null;
}>;

/** Draws one field of a form with its label, hint and place for a problem. */
export function drawField(field: PlayField, ask: AskChoices): DrawnField {
  const id = freshId("field");
  const control = controlOf(field, id, ask);
  const hint = field.hint === null ? null : make("p", { class: "hint", id: `${id}-hint` }, field.hint);
  const problem = make("p", { class: "problem", id: `${id}-problem` });
  const ids = [hint?.id, control.below?.id, problem.id].filter((found) => found !== undefined && found !== "");
  control.described.setAttribute("aria-describedby", ids.join(" "));
  const optional = field.required ? null : make("span", { class: "optional" }, " optional");
  const group = field.kind === "choices";
  const label = group
    ? make("legend", { class: "label" }, field.label, optional)
    : make("label", { class: "label", for: id }, field.label, optional);
  const element = make(
    group ? "fieldset" : "div",
    { class: "field" },
    label,
    hint,
    control.element,
    control.below,
    problem,
  );
  return {
    name: field.name,
    label: field.label,
    element,
    read: control.read,
    focus: control.focus,
    complain: (text) => {
      problem.replaceChildren(...(text === null ? [] : [icon("warn"), sentence(text)]));
      element.classList.toggle("wrong", text !== null);
      if (text === null) control.described.removeAttribute("aria-invalid");
      else control.described.setAttribute("aria-invalid", "true");
    },
  };
}

function controlOf(field: PlayField, id: string, ask: AskChoices): Control {
  switch (field.kind) {
    case "text":
      return textControl(field, id);
    case "time":
    case "date":
      return plainControl(
        make("input", { id, type: field.kind, class: "input short", required: field.required }),
        field.value,
      );
    case "choice":
      return plainControl(selectOf(field, id), field.value);
    case "choices":
      return chipsControl(field);
    case "search": {
      const { element, input, read } = createSearch(id, field, ask);
      return { element, described: input, read, focus: () => input.focus(), below: null };
    }
  }
}

function plainControl(element: HTMLInputElement | HTMLSelectElement, value: string): Control {
  element.value = value;
  return { element, described: element, read: () => element.value, focus: () => element.focus(), below: null };
}

function selectOf(field: PlayField & { kind: "choice" }, id: string): HTMLSelectElement {
  const known = field.choices.some((choice) => choice.value === field.value);
  const none = known ? null : make("option", { value: "" }, "Choose…");
  const options = field.choices.map(({ value, label }) => make("option", { value }, label));
  return make("select", { id, class: "input", required: field.required }, none, ...options);
}

/** Nothing is cut while it is typed: a text that is too long is counted, and refused with its words kept. */
function textControl(field: PlayField & { kind: "text" }, id: string): Control {
  const attributes = { id, class: "input", required: field.required, autocomplete: "off" };
  const element = field.multiline
    ? make("textarea", { ...attributes, class: "input tall", rows: 6 })
    : make("input", { ...attributes, type: "text" });
  const count = make("p", { class: "count", id: `${id}-count` });
  const recount = (): void => {
    const length = element.value.length;
    count.hidden = length < field.maxChars * 0.8;
    count.classList.toggle("over", length > field.maxChars);
    count.textContent =
      length > field.maxChars
        ? `${length - field.maxChars} characters too many`
        : `${length} of ${field.maxChars} characters`;
  };
  element.value = field.value;
  element.addEventListener("input", recount);
  recount();
  return { element, described: element, read: () => element.value, focus: () => element.focus(), below: count };
}

function chipsControl(field: PlayField & { kind: "choices" }): Control {
  const boxes = field.choices.map(({ value }) => make("input", { type: "checkbox", value }));
  for (const box of boxes) box.checked = field.values.includes(box.value);
  const chips = field.choices.map(({ label }, index) =>
    make("label", { class: "chip" }, boxes[index] ?? null, icon("tick"), label),
  );
  const compact = field.choices.every(({ label }) => label.length <= 3);
  const element = make("div", { class: compact ? "chips compact" : "chips" }, ...chips);
  return {
    element,
    described: boxes[0] ?? element,
    read: () => boxes.filter((box) => box.checked).map((box) => box.value),
    focus: () => boxes[0]?.focus(),
    below: null,
  };
}
