import type { ActionsBlock, ActionsBlockElement } from "@slack/types";
import { assertNever } from "../../core/errors.ts";
import type { Action } from "../../core/message/message.ts";
import { limits } from "./limits.ts";
import { menuOptions } from "./options.ts";
import { plainLabel } from "./text-objects.ts";

/**
 * The controls of a message, 25 a block. `Action.id` is the `action_id`, so it comes back as it is; what a menu chose is
 * the `value` of its option.
 */
export function renderActions(actions: readonly Action[]): ActionsBlock[] {
  const elements = actions.filter(hasChoice).map(renderAction);
  return Array.from({ length: Math.ceil(elements.length / limits.actions) }, (_, at) => ({
    type: "actions",
    elements: elements.slice(at * limits.actions, (at + 1) * limits.actions),
  }));
}

/** A menu without an option is refused, and nobody could choose from it. */
const hasChoice = (action: Action): boolean => action.kind === "button" || action.choices.length > 0;

function renderAction(action: Action): ActionsBlockElement {
  switch (action.kind) {
    case "button":
      return {
        type: "button",
        action_id: action.id,
        text: plainLabel(action.label, limits.button),
        ...(action.style === "plain" ? {} : { style: action.style }),
      };
    case "select":
      return {
        type: "static_select",
        action_id: action.id,
        placeholder: plainLabel(action.label, limits.placeholder),
        ...menuOptions(action.choices),
      };
    default:
      return assertNever(action);
  }
}
