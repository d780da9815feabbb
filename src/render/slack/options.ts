import type { PlainTextOption } from "@slack/types";
import type { Choice } from "../../core/message/message.ts";
import { limits } from "./limits.ts";
import { plainLabel } from "./text-objects.ts";

type OptionGroup = { label: PlainTextOption["text"]; options: PlainTextOption[] };

export const renderOption = ({ value, label }: Choice): PlainTextOption => ({
  text: plainLabel(label, limits.option),
  value,
});

/** The answer to a `block_suggestion`: what a search field offers for what was typed. */
export const renderOptions = (choices: readonly Choice[]): { options: PlainTextOption[] } => ({
  options: choices.slice(0, limits.options).map(renderOption),
});

/** The options of a menu; more than 100 stand in groups that say which they hold. */
export function menuOptions(
  choices: readonly Choice[],
): { options: PlainTextOption[] } | { option_groups: OptionGroup[] } {
  const options = choices.map(renderOption);
  if (options.length <= limits.options) return { options };
  const groups = Array.from({ length: Math.ceil(options.length / limits.options) }, (_, at) => {
    const from = at * limits.options;
    const held = options.slice(from, from + limits.options);
    return { label: plainLabel(`${from + 1}–${from + held.length}`, limits.option), options: held };
  });
  return { option_groups: groups };
}
