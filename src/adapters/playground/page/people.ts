import type { PlayPerson } from "../protocol.ts";
import { make } from "./dom.ts";
import { bot } from "./rows.ts";
import type { Page } from "./state.ts";

/** A person's picture: their initials on their colour; the bot's is its own. Hidden from screen readers, as the name stands beside it. */
export function avatar(person: PlayPerson | null, isBot: boolean): HTMLElement {
  if (isBot) return make("img", { class: "avatar", src: "/page/icon.svg", alt: "", width: 36, height: 36 });
  const element = make("span", { class: "avatar", "aria-hidden": "true" }, person?.initials ?? "?");
  element.style.setProperty("--hue", String(person?.hue ?? 0));
  return element;
}

/** How somebody is called; people who are no longer here keep a word for their messages. */
export function nameOf(person: PlayPerson | null, author: string): string {
  return author === bot ? "Daily Drill" : (person?.name ?? "Somebody who left");
}

/** Draws the people to speak as, a radio button each. Drawn anew only when they change, so that the focus stays. */
export function createPeople(group: HTMLElement, speakAs: (id: string) => void): (page: Page) => void {
  let drawn: readonly PlayPerson[] = [];
  let radios: readonly HTMLInputElement[] = [];
  group.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) speakAs(event.target.value);
  });
  return (page) => {
    const people = page.room?.people ?? [];
    if (people !== drawn) {
      drawn = people;
      radios = people.map(radioOf);
      const labels = people.map((person, index) => labelOf(person, radios[index] ?? radioOf(person)));
      group.replaceChildren(...labels);
    }
    for (const radio of radios) radio.checked = radio.value === page.as;
  };
}

function radioOf(person: PlayPerson): HTMLInputElement {
  return make("input", { type: "radio", name: "as", value: person.id });
}

function labelOf(person: PlayPerson, radio: HTMLInputElement): HTMLLabelElement {
  const role = person.manager ? make("span", { class: "tag" }, "Manager") : null;
  return make("label", { class: "person" }, radio, avatar(person, false), make("span", {}, person.name), role);
}
