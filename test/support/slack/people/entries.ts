import type { Entries } from "../control/acts.ts";
import { isRecord } from "../payload/record.ts";
import type { Fields, OpenView } from "../state/types.ts";
import { blocksIn, type Element, elementsOf } from "./elements.ts";

/** `state.values` of a view: every input, with what was entered or stood there at first (bolt types/view [P], ViewStateValue). */
export function stateOf(open: OpenView): Fields {
  const values: Record<string, Record<string, Fields>> = {};
  for (const { element, block } of elementsOf(blocksIn(open.view)).filter(holdsState)) {
    const action = String(element["action_id"]);
    values[block] = { ...values[block], [action]: open.values[block]?.[action] ?? initialState(element) };
  }
  return values;
}

/** Notes what a person enters. Throws for an entry that the form has no place for, or an option it does not offer. */
export function enter(open: OpenView, entries: Entries): void {
  const elements = elementsOf(blocksIn(open.view)).filter(holdsState);
  for (const [key, value] of Object.entries(entries)) {
    const meant = elements.find(
      ({ element, block }) => key === element["action_id"] || key === `${block}/${String(element["action_id"])}`,
    );
    if (meant === undefined)
      throw new Error(
        `the form has no ${key}; it has ${elements.map(({ element }) => String(element["action_id"])).join(", ")}`,
      );
    const { element, block } = meant;
    open.values[block] = { ...open.values[block], [String(element["action_id"])]: stateWith(element, value, open) };
  }
}

/** Why Slack's client would not send the form: a required field is empty, a text too short or too long. Null: it would. */
export function heldBack(open: OpenView): string | null {
  const state = stateOf(open);
  for (const block of blocksIn(open.view)) {
    if (!isRecord(block) || block["type"] !== "input" || !isRecord(block["element"])) continue;
    const values = state[String(block["block_id"])];
    const value = isRecord(values) ? values[String(block["element"]["action_id"])] : undefined;
    const because = whyNot(block, block["element"], isRecord(value) ? value : {});
    if (because !== null) return `${String(block["block_id"])}: ${because}`;
  }
  return null;
}

function whyNot(block: Fields, element: Fields, state: Fields): string | null {
  const { type: _type, ...held } = state;
  const isEmpty = Object.values(held).every(
    (one) => one === null || one === "" || (Array.isArray(one) && one.length === 0),
  );
  if (isEmpty) return block["optional"] === true ? null : "must be filled in";
  const text = state["value"];
  if (typeof text !== "string") return null;
  const { min_length: least = 0, max_length: most = 3_000 } = element;
  if (text.length < Number(least)) return `at least ${String(least)} characters`;
  return text.length > Number(most) ? `at most ${String(most)} characters` : null;
}

/** The state of an element after a choice. */
export function stateWith(element: Fields, value: string | readonly string[] | null, open: OpenView | null): Fields {
  const type = String(element["type"]);
  const field = fieldOf(type);
  if (value === null) return { type, [field]: field.endsWith("s") ? [] : null };
  const many = typeof value === "string" ? [value] : value;
  if (field === "selected_option") return { type, [field]: optionOf(element, String(value), open) };
  if (field === "selected_options") return { type, [field]: many.map((one) => optionOf(element, one, open)) };
  if (field === "selected_date_time") return { type, [field]: Number(value) };
  return { type, [field]: field.endsWith("s") ? many : String(value) };
}

const holdsState = ({ element }: Element): boolean =>
  !["button", "overflow", "workflow_button", "icon_button", "feedback_buttons"].includes(String(element["type"]));

// bolt types/view/index.d.ts [P], ViewStateValue.
const fields: Readonly<Record<string, string>> = {
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  overflow: "selected_option",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  checkboxes: "selected_options",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  channels_select: "selected_channel",
  multi_channels_select: "selected_channels",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  rich_text_input: "rich_text_value",
};

const fieldOf = (type: string): string => fields[type] ?? "value";

function initialState(element: Fields): Fields {
  const type = String(element["type"]);
  const field = fieldOf(type);
  const initial =
    field === "value" || field === "rich_text_value"
      ? element["initial_value"]
      : element[field.replace("selected", "initial")];
  return { type, [field]: initial ?? (field.endsWith("s") ? [] : null) };
}

/** An option that the element offers, or that an external select was offered last. */
function optionOf(element: Fields, value: string, open: OpenView | null): unknown {
  const groups = Array.isArray(element["option_groups"]) ? element["option_groups"] : [];
  const grouped = groups.flatMap((one) => (isRecord(one) && Array.isArray(one["options"]) ? one["options"] : []));
  const own = Array.isArray(element["options"]) ? element["options"] : [];
  const suggested = open?.suggested.get(String(element["action_id"])) ?? [];
  const initial = element["initial_option"] === undefined ? [] : [element["initial_option"]];
  const offered: readonly unknown[] = [...own, ...grouped, ...suggested, ...initial];
  const meant = offered.find((one) => isRecord(one) && one["value"] === value);
  if (meant === undefined) throw new Error(`${String(element["action_id"])} does not offer ${value}`);
  return meant;
}
