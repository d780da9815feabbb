import type { PlayChoice } from "../protocol.ts";
import { type Commands, readTyping, type Suggestion, suggestNames, suggestRest } from "./commands.ts";
import { make } from "./dom.ts";
import { createPicker, type PickerOption } from "./picker.ts";

export type Completion = Readonly<{
  /** Where the suggestions are listed. */
  list: HTMLElement;
  /** Suggests for what stands in the box now. */
  follow: () => void;
  /** Closes the list for good: choices still under way are not shown any more. */
  close: () => void;
  isOpen: () => boolean;
  /** What a key does while the list shows; null when it is not for the list. */
  deedOf: (event: KeyboardEvent) => (() => void) | null;
}>;

export type CompletionSources = Readonly<{
  commands: () => Commands;
  choices: (typed: string) => Promise<readonly PlayChoice[]>;
  write: (text: string) => void;
}>;

/** Completes slash commands in a message box: their names first, then what the server offers to follow them. */
export function createCompletion(box: HTMLTextAreaElement, sources: CompletionSources): Completion {
  let suggestions: readonly Suggestion[] = [];
  let askedFor = "";
  const { picker, list } = createPicker(box, "Commands", (index) => take(suggestions[index]));

  const close = (): void => {
    askedFor = "";
    picker.hide();
  };
  const offer = (found: readonly Suggestion[], marked: number): void => {
    suggestions = found;
    picker.show(found.map(optionOf), marked);
  };
  const follow = async (): Promise<void> => {
    const text = box.value;
    const typing = readTyping(text);
    askedFor = text;
    if (typing.kind === "name") {
      offer(suggestNames(sources.commands(), typing.typed), 0);
      return;
    }
    picker.hide();
    if (typing.kind === "words" || !takesMore(sources.commands(), typing.name)) return;
    const choices = await sources.choices(`${typing.name} ${typing.rest}`);
    // Nothing is marked: Enter sends what was written unless the arrows have chosen.
    if (askedFor === text && box.value === text) offer(suggestRest(typing.name, typing.rest, choices), -1);
  };
  const take = (suggestion: Suggestion | undefined): void => {
    if (!suggestion) return;
    close();
    sources.write(suggestion.text);
    if (suggestion.text.endsWith(" ")) void follow();
  };
  return {
    list,
    close,
    follow: () => void follow(),
    isOpen: picker.isOpen,
    deedOf: ({ key, shiftKey }) => {
      const marked = suggestions[picker.marked()];
      const isNew = marked !== undefined && marked.text.trimEnd() !== box.value.trimEnd();
      if (key === "ArrowDown" || key === "ArrowUp") return () => picker.move(key);
      if (key === "Escape") return close;
      return isNew && !shiftKey && (key === "Tab" || key === "Enter") ? () => take(marked) : null;
    },
  };
}

function takesMore(commands: Commands, name: string): boolean {
  return commands.some((command) => command.name === name && command.usage !== "");
}

function optionOf({ label, usage, detail, tag }: Suggestion): PickerOption {
  const shownUsage = usage === "" ? null : make("span", { class: "option-usage" }, ` ${usage}`);
  const look = [
    make("span", { class: "option-name" }, label, shownUsage),
    detail === "" ? null : make("span", { class: "option-detail" }, detail),
    tag === null ? null : make("span", { class: "tag" }, tag),
  ];
  const spoken = [`${label} ${usage}`.trim(), detail, tag ?? ""].filter((part) => part !== "").join(", ");
  return { label: spoken, look };
}
