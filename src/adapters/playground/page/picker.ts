import { announce, type Child, freshId, make } from "./dom.ts";
import { countOf } from "./format.ts";

/** One line of a list box: what it looks like, and what is read out when it is reached. */
export type PickerOption = Readonly<{ label: string; look: readonly Child[] }>;

export type Picker = Readonly<{
  /** Shows these options, the one at `marked` marked (-1 for none); an empty list hides it. */
  show: (options: readonly PickerOption[], marked: number) => void;
  hide: () => void;
  isOpen: () => boolean;
  /** The marked option's place in the list, -1 for none. */
  marked: () => number;
  /** Moves the mark by the arrow keys, Page and End. True when the key was for the list. */
  move: (key: string) => boolean;
}>;

/**
 * The list box of a combobox: the focus stays in `input`, `aria-activedescendant` says where the mark is
 * (WAI-ARIA authoring practices, combobox with list autocomplete).
 */
export function createPicker(
  input: HTMLInputElement | HTMLTextAreaElement,
  label: string,
  pick: (index: number) => void,
): Readonly<{ picker: Picker; list: HTMLElement }> {
  const list = make("div", {
    class: "picker",
    role: "listbox",
    id: freshId("list"),
    "aria-label": label,
    hidden: true,
  });
  let elements: readonly HTMLElement[] = [];
  let marked = -1;
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  const mark = (index: number): void => {
    marked = index;
    for (const [place, element] of elements.entries()) element.ariaSelected = String(place === index);
    const element = elements[index];
    element?.scrollIntoView({ block: "nearest" });
    if (element) input.setAttribute("aria-activedescendant", element.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const hide = (): void => {
    elements = [];
    list.hidden = true;
    list.replaceChildren();
    mark(-1);
    expanded(input, false);
  };
  const show = (options: readonly PickerOption[], first: number): void => {
    if (options.length === 0) {
      hide();
      return;
    }
    if (list.hidden) announce(`${countOf(options.length, "suggestion", "suggestions")}, arrow keys to choose`);
    elements = options.map((option, index) => optionElement(option, () => pick(index)));
    list.replaceChildren(...elements);
    list.hidden = false;
    expanded(input, true);
    mark(first);
  };
  const move = (key: string): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (elements.length === 0 || step === undefined) return false;
    const from = marked === -1 && step === -1 ? 0 : marked;
    mark((from + step + elements.length) % elements.length);
    return true;
  };
  return { picker: { show, hide, move, isOpen: () => elements.length > 0, marked: () => marked }, list };
}

function optionElement({ label, look }: PickerOption, pick: () => void): HTMLElement {
  const element = make("div", { role: "option", class: "option", id: freshId("option"), "aria-label": label }, ...look);
  // Pressing must not take the focus from the input.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", pick);
  return element;
}

/** A text area may be a combobox only while its list shows: at all other times it is a plain, many-lined text box. */
function expanded(input: HTMLInputElement | HTMLTextAreaElement, open: boolean): void {
  input.setAttribute("aria-expanded", String(open));
  if (!(input instanceof HTMLTextAreaElement)) return;
  if (open) input.setAttribute("role", "combobox");
  else {
    input.removeAttribute("role");
    input.removeAttribute("aria-expanded");
  }
}
