/** A child of an element; null leaves it out. */
export type Child = Node | string | null;
/** Attributes by their HTML names: `true` sets an empty one, `false` and null leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** Makes an element with its attributes and children; text becomes text nodes, so nothing is read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does one thing; `name` is its accessible name where its content is a picture. */
export function button(
  look: Readonly<{ class: string; name?: string; title?: string; act?: string }>,
  press: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const element = make(
    "button",
    {
      type: "button",
      class: look.class,
      "aria-label": look.name ?? null,
      title: look.title ?? null,
      "data-act": look.act ?? null,
    },
    ...children,
  );
  element.addEventListener("click", press);
  return element;
}

/** The element of `index.html` with this id. Throws when the page and the code disagree. */
export function byId<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} with the id ${id}`);
  return element;
}

/** Says something to screen readers without showing it. */
export function announce(text: string): void {
  byId("say", HTMLElement).textContent = text;
}

/** True when keys pressed there are text, so single-letter shortcuts must keep away. */
export function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

let lastId = 0;
/** An id that no other element of the page has. */
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
