/**
 * A form that no modal takes, as a message that one person sees: menus for lists, a button for the other fields, which a
 * modal of their own takes, and *Save*. What was entered so far stands in the message itself, so a panel outlives a restart.
 */
import type { APIEmbedField, APISelectMenuOption } from "discord-api-types/v10";
import type { Choice, Field, FieldValues, Form } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { shortened } from "../shortened.ts";
import { chunks, optionOf, type Row } from "./actions.ts";
import { actionOf, customIdOf } from "./custom-id.ts";
import { escapeText } from "./escape.ts";
import { chosen } from "./fields.ts";
import { limits } from "./limits.ts";
import { renderMarkdown } from "./markdown.ts";
import { type DiscordMessage, frameColour } from "./message.ts";
import { buttonStyle, component } from "./numbers.ts";
import { errorBlocks } from "./unsaved.ts";

/** What somebody does with a panel: chooses in a menu, opens or sends the form of some fields, or saves. */
export type PanelAction = Readonly<{ form: string }> &
  (
    | Readonly<{ does: "choose"; field: string }>
    | Readonly<{ does: "open"; part: number }>
    | Readonly<{ does: "enter"; part: number }>
    | Readonly<{ does: "save" }>
  );

type List = Extract<Field, { kind: "choices" }>;

/** A form as a panel, with what it holds; errors by field stand above, `""` for the form as a whole. */
export function renderPanel(form: Form, errors: Readonly<Record<string, string>> = {}): DiscordMessage {
  const title = { kind: "heading", level: 2, children: [{ kind: "text", value: form.title }] } as const;
  const fields = typedFields(form).map(shownField);
  return {
    content: renderMarkdown([title, ...form.intro, ...errorBlocks(form, errors)]),
    embeds: fields.length === 0 ? [] : [{ fields, color: frameColour }],
    components: [
      ...lists(form)
        .flatMap((field) => menusOf(form, field))
        .slice(0, limits.rows - 1),
      buttonsOf(form),
    ],
    allowed_mentions: { parse: [] },
  };
}

const lists = ({ fields }: Form): readonly List[] => fields.filter((field) => field.kind === "choices");
const typedFields = ({ fields }: Form): readonly Field[] => fields.filter((field) => field.kind !== "choices");
const partsOf = (form: Form): readonly (readonly Field[])[] => chunks(typedFields(form), limits.formParts);

/** The fields of one button, as a form of their own: sent, it is `enter`. */
export const panelPart = (form: Form, part: number): Form => ({
  ...form,
  id: idOf({ form: form.id, does: "enter", part }),
  submit: words.form.take,
  intro: [],
  fields: partsOf(form)[part] ?? [],
});

/** The action of a panel that an action's id names; null for any other. */
export function panelActionOf(action: string): PanelAction | null {
  const [panel, does, detail = "", ...form] = action.split("|");
  const id = form.join("|");
  const part = Number(detail);
  if (panel !== "panel" || id === "") return null;
  if (does === "choose") return { form: id, does, field: detail };
  if (does === "save") return { form: id, does };
  if ((does !== "open" && does !== "enter") || !Number.isInteger(part)) return null;
  return { form: id, does, part };
}

function idOf(action: PanelAction): string {
  const detail = action.does === "choose" ? action.field : action.does === "save" ? "" : action.part;
  return `panel|${action.does}|${detail}|${action.form}`;
}

function menusOf(form: Form, field: List): readonly Row[] {
  const menus = chunks(field.choices, limits.options);
  return menus.map((some, at): Row => {
    const label = field.hint === null ? field.label : `${field.label}: ${field.hint}`;
    return {
      type: component.row,
      components: [
        {
          type: component.select,
          custom_id: customIdOf(null, idOf({ form: form.id, does: "choose", field: field.name }), at),
          placeholder: shortened(label, limits.placeholder),
          min_values: field.required && menus.length === 1 ? 1 : 0,
          max_values: some.length,
          options: some.map((choice) => optionIn(field, choice)),
        },
      ],
    };
  });
}

const optionIn = ({ values }: List, choice: Choice): APISelectMenuOption =>
  chosen(optionOf(choice), values.includes(choice.value));

function buttonsOf(form: Form): Row {
  const open = partsOf(form).map((_, part) => ({
    type: component.button,
    style: buttonStyle.plain,
    label: words.form.change,
    custom_id: customIdOf(null, idOf({ form: form.id, does: "open", part })),
  }));
  const save = {
    type: component.button,
    style: buttonStyle.primary,
    label: shortened(form.submit, limits.button),
    custom_id: customIdOf(null, idOf({ form: form.id, does: "save" })),
  };
  return { type: component.row, components: [save, ...open.slice(0, limits.rowButtons - 1)] };
}

/** What stands for a field that is empty. */
const nothing = "–";

/** A field with what it holds on the first line, and its hint on the second. */
function shownField(field: Field): APIEmbedField {
  const value = shownValue(field);
  const hint = field.hint === null ? "" : `\n${escapeText(shortened(field.hint, limits.hint))}`;
  return { name: escapeText(field.label), value: `${value}${hint}`, inline: true };
}

function shownValue(field: Field): string {
  if (field.kind === "choices") return "";
  if (field.kind === "choice") return shownChoice(field.choices.find(({ value }) => value === field.value));
  const value = field.kind === "search" ? (field.value?.value ?? "") : field.value;
  return value === "" ? nothing : `\`${value.replaceAll("\n", " ")}\``;
}

const shownChoice = (choice: Choice | undefined): string => (choice === undefined ? nothing : escapeText(choice.label));

/** As much of a message as a panel's entries stand in, as Discord gives it back. */
export type PanelMessage = Readonly<{
  embeds?: readonly Readonly<{ fields?: readonly Readonly<{ name: string; value: string }>[] }>[] | undefined;
  components?: readonly Readonly<{ components?: readonly unknown[] }>[] | undefined;
}>;

/** What was chosen just now, in a menu of a panel: its `custom_id` and the values. */
export type Choosing = Readonly<{ customId: string; values: readonly string[] }>;

/**
 * What was entered in a panel so far, by field; what it does not show is as in `form`. A choice that was just made takes the
 * place of what its menu showed.
 */
export function readPanel(form: Form, message: PanelMessage, choosing: Choosing | null = null): FieldValues {
  const shown = message.embeds?.flatMap(({ fields = [] }) => fields) ?? [];
  const menus = menusIn(message);
  const typed = typedFields(form).flatMap((field): (readonly [string, string])[] => {
    const value = shown.find(({ name }) => name === escapeText(field.label))?.value;
    return value === undefined ? [] : [[field.name, readValue(field, value.split("\n")[0] ?? "")]];
  });
  const listed = lists(form).flatMap((field): (readonly [string, readonly string[]])[] => {
    const own = menus.filter(({ customId }) => isMenuOf(form, field, customId));
    return own.length === 0 ? [] : [[field.name, valuesIn(field, own, choosing)]];
  });
  return Object.fromEntries([...typed, ...listed]);
}

/** What is chosen in a panel's menu for a field, which the form may lack when it is made anew; null: nothing. */
export const chosenInPanel = (form: string, field: string, message: PanelMessage): string | null =>
  menusIn(message).find(({ customId }) => actionOf(customId) === idOf({ form, does: "choose", field }))?.values[0] ??
  null;

const menusIn = ({ components }: PanelMessage): readonly Menu[] =>
  (components ?? []).flatMap(({ components: row = [] }) => row).flatMap(menuIn);

function readValue(field: Field, line: string): string {
  if (line === nothing) return "";
  if (field.kind === "choice") return field.choices.find((choice) => shownChoice(choice) === line)?.value ?? "";
  return line.replaceAll(/^`|`$/gu, "");
}

type Menu = Readonly<{ customId: string; offered: readonly string[]; values: readonly string[] }>;

const isMenuOf = (form: Form, field: List, customId: string): boolean =>
  actionOf(customId) === idOf({ form: form.id, does: "choose", field: field.name });

/** In the order of the choices; what no menu offers stays chosen. */
function valuesIn(field: List, menus: readonly Menu[], choosing: Choosing | null): readonly string[] {
  const offered = new Set(menus.flatMap((menu) => menu.offered));
  const now = menus.flatMap((menu) => (choosing?.customId === menu.customId ? choosing.values : menu.values));
  const kept = field.values.filter((value) => !offered.has(value));
  return [...field.choices.map(({ value }) => value).filter((value) => now.includes(value)), ...kept];
}

function menuIn(control: unknown): readonly Menu[] {
  if (!isRecord(control) || typeof control["custom_id"] !== "string" || !Array.isArray(control["options"])) return [];
  const options = control["options"].filter(isRecord);
  const valuesOf = (some: readonly Record<string, unknown>[]): readonly string[] =>
    some.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return [
    {
      customId: control["custom_id"],
      offered: valuesOf(options),
      values: valuesOf(options.filter((option) => option["default"] === true)),
    },
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
