import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Entries } from "../control/acts.ts";
import { components } from "../payload/component-rules.ts";
import type { Room } from "../room.ts";
import { HeldBack } from "./commands.ts";
import type { Doing, Modal } from "./interactions.ts";

/** Radio groups, groups of boxes, and a box alone (developers/components/reference.mdx). */
const [radioGroup, checkboxGroup, checkbox] = [21, 22, 23];

/** A filled-in form, ready to be sent from where it was opened. */
export function submit(room: Room, user: string, modal: Modal, entries: Entries): Doing {
  const fields = modal.components.flatMap(fieldsIn);
  const unknown = Object.keys(entries).find((id) => !fields.some((one) => one["custom_id"] === id));
  if (unknown !== undefined) throw new HeldBack(`no field ${unknown}`);
  const filled = modal.components.flatMap((one, place) => filledIn(one, place + 1, entries));
  const data = { custom_id: modal.customId, components: filled, resolved: {} };
  room.interactions.modals.delete(user);
  return { kind: "modal", user, channel: modal.channel, message: modal.message, data };
}

/** The fields of one component at the top: of a row, or of a Label. */
function fieldsIn(one: Fields): readonly Fields[] {
  if (isRecord(one["component"])) return [one["component"]];
  return Array.isArray(one["components"]) ? one["components"].filter(isRecord) : [];
}

function filledIn(one: Fields, id: number, entries: Entries): readonly Fields[] {
  const { type } = one;
  if (type === components.row) return [{ type, id, components: fieldsIn(one).map((field) => entered(field, entries)) }];
  if (type === components.label) {
    const [field = {}] = fieldsIn(one);
    return [{ type, id, component: entered(field, entries) }];
  }
  return [{ type, id }];
}

/** One field with what was entered, or with what stood in it at first. */
function entered(field: Fields, entries: Entries): Fields {
  const { type, custom_id: customId, required = true } = field;
  const given = entries[String(customId)];
  const value = given === undefined ? initial(field) : given;
  const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (required === true && isEmpty && type !== checkbox) throw new HeldBack(`${String(customId)} is missing`);
  if (!isEmpty) needFit(field, value);
  const common = { type, custom_id: customId, id: field["id"] ?? 1 };
  if (type === components.textInput || type === radioGroup || type === checkbox) {
    return { ...common, value: value ?? (type === components.textInput ? "" : null) };
  }
  return { ...common, values: listOf(value) };
}

/** What a field holds before anybody touches it. */
function initial(field: Fields): string | boolean | readonly string[] | null {
  const { type, value, options, default: isChecked } = field;
  if (type === components.textInput) return typeof value === "string" ? value : null;
  if (type === checkbox) return isChecked === true;
  const chosen = (Array.isArray(options) ? options.filter(isRecord) : []).filter((one) => one["default"] === true);
  const values = chosen.map((one) => String(one["value"]));
  return type === radioGroup ? (values[0] ?? null) : values;
}

function needFit(field: Fields, value: unknown): void {
  const { type, custom_id: id, min_length: shortest = 0, max_length: longest = 4_000, options } = field;
  if (type === components.textInput) {
    const { length } = String(value);
    if (length < Number(shortest) || length > Number(longest)) throw new HeldBack(`${String(id)} has a wrong length`);
    return;
  }
  const { min_values: least = 0, max_values: most = type === checkboxGroup ? 10 : 1 } = field;
  const values = listOf(value);
  if (values.length < Number(least) || values.length > Number(most))
    throw new HeldBack(`${String(id)}: ${values.length} chosen`);
  if (!Array.isArray(options)) return;
  const missing = values.find((one) => !options.some((option) => isRecord(option) && option["value"] === one));
  if (missing !== undefined) throw new HeldBack(`${String(id)} has no option ${missing}`);
}

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? [value] : [];
}
