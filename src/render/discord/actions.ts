import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIStringSelectComponent,
} from "discord-api-types/v10";
import type { Action, Choice } from "../../core/message/message.ts";
import { shortened } from "../shortened.ts";
import { customIdOf } from "./custom-id.ts";
import { limits } from "./limits.ts";
import { buttonStyle, component } from "./numbers.ts";

/** A row of controls: up to five buttons, or one menu. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

type Button = Extract<Action, { kind: "button" }>;

/**
 * The controls of a message in rows, buttons first; `actionOf` reads the id of the action from a control's `custom_id`. More
 * than 25 choices are several menus, each of which says which it holds.
 */
export function renderActions(actions: readonly Action[], mark: string | null): Row[] {
  const buttons = actions.filter((action) => action.kind === "button");
  const menus = actions.filter((action) => action.kind === "select").flatMap((action) => menusOf(action, mark));
  return [...chunks(buttons, limits.rowButtons).map((some) => buttonRow(some, mark)), ...menus].slice(0, limits.rows);
}

/** The same things in runs of at most `size`. */
export const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const buttonRow = (buttons: readonly Button[], mark: string | null): Row => ({
  type: component.row,
  components: buttons.map(({ id, label, style }) => ({
    type: component.button,
    style: buttonStyle[style],
    label: shortened(label, limits.button),
    custom_id: customIdOf(mark, id),
  })),
});

function menusOf({ id, label, choices }: Extract<Action, { kind: "select" }>, mark: string | null): readonly Row[] {
  const menus = chunks(choices, limits.options);
  return menus.map((some, at) => {
    const range = `${at * limits.options + 1}–${at * limits.options + some.length}`;
    return {
      type: component.row,
      components: [
        {
          type: component.select,
          custom_id: customIdOf(mark, id, at),
          placeholder: shortened(menus.length === 1 ? label : `${label} (${range})`, limits.placeholder),
          options: some.map(optionOf),
        },
      ],
    };
  });
}

/** A choice as an option of a menu. */
export const optionOf = ({ value, label }: Choice) => ({ value, label: shortened(label, limits.option) });
