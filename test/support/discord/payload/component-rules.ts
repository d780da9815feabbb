import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Problem } from "./problem.ts";

/** Component types (developers/components/reference.mdx). */
export const components = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  textDisplay: 10,
  container: 17,
  label: 18,
} as const;

const reference = "developers/components/reference.mdx";
const selects: readonly unknown[] = [3, 5, 6, 7, 8];

/** A component anywhere in a payload, and where. */
export type Placed = Readonly<{ path: Problem["path"]; component: Fields }>;

/** Every component inside these, from the outside in. */
export function placed(list: unknown, at: Problem["path"]): readonly Placed[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one, place) => {
    if (!isRecord(one)) return [];
    const path = [...at, place];
    const inside = ["component", "accessory"].flatMap((field) => {
      const child = one[field];
      if (!isRecord(child)) return [];
      return [
        { path: [...path, field], component: child },
        ...placed(child["components"], [...path, field, "components"]),
      ];
    });
    return [{ path, component: one }, ...placed(one["components"], [...path, "components"]), ...inside];
  });
}

/** What components break that no shape says, wherever they are. */
export const brokenComponents = (found: readonly Placed[]): readonly Problem[] => [
  ...repeatedIds(found),
  ...found.flatMap((one) => [...brokenRow(one), ...brokenButton(one), ...brokenSelect(one), ...brokenInput(one)]),
];

/** `custom_id` is unique in a message or modal (reference, Custom ID: "must be unique per component"). */
function repeatedIds(found: readonly Placed[]): readonly Problem[] {
  const seen = new Set<unknown>();
  return found.flatMap(({ path, component: { custom_id: id } }) => {
    if (typeof id !== "string") return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `Component custom id cannot be duplicated: ${id}`;
    return [{ path: [...path, "custom_id"], code: "COMPONENT_CUSTOM_ID_DUPLICATED", message, source: reference }];
  });
}

/** An action row has up to five buttons or one select (platform-facts.md 2.1). */
function brokenRow({ path, component }: Placed): readonly Problem[] {
  const inside = component["components"];
  if (component["type"] !== components.row || !Array.isArray(inside)) return [];
  const holdsSelect = inside.some((one) => isRecord(one) && selects.includes(one["type"]));
  if (!holdsSelect || inside.length === 1) return [];
  const message = "A row has up to five buttons or one select.";
  return [
    {
      path: [...path, "components"],
      code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
      message,
      source: "platform-facts.md 2.1",
    },
  ];
}

/** Which fields a button has goes by its style (reference, Button). */
function brokenButton({ path, component }: Placed): readonly Problem[] {
  const { type, style, custom_id: id, url, label, emoji } = component;
  if (type !== components.button) return [];
  const isLink = style === 5;
  const broken: [string, string][] = [];
  if (isLink && typeof url !== "string") broken.push(["url", "A link button has a url."]);
  if (isLink && typeof id === "string") broken.push(["custom_id", "A link button has no custom_id."]);
  if (!isLink && style !== 6 && typeof id !== "string") broken.push(["custom_id", "This field is required"]);
  if (!isLink && typeof url === "string") broken.push(["url", "Only link buttons have a url."]);
  if (style !== 6 && (label ?? "") === "" && emoji == null) broken.push(["label", "A button has a label or an emoji."]);
  return broken.map(([field, message]) => ({
    path: [...path, field],
    code: "BUTTON_COMPONENT_INVALID",
    message,
    source: reference,
  }));
}

/** Values are unique, and as many may be chosen as there are (reference, String Select). */
function brokenSelect({ path, component }: Placed): readonly Problem[] {
  const { type, options, min_values: least = 1, max_values: most = 1 } = component;
  if (type !== components.stringSelect || !Array.isArray(options)) return [];
  const values = options.map((one) => (isRecord(one) ? one["value"] : undefined));
  const chosen = options.filter((one) => isRecord(one) && one["default"] === true).length;
  const broken: [string, string][] = [];
  if (new Set(values).size < values.length) broken.push(["options", "The specified option value is already used"]);
  if (Number(most) > options.length) broken.push(["max_values", `There are only ${options.length} options.`]);
  if (Number(least) > Number(most)) broken.push(["min_values", "It is more than max_values."]);
  if (chosen > Number(most)) broken.push(["options", `${chosen} are chosen at first, at most ${Number(most)} may be.`]);
  return broken.map(([field, message]) => ({
    path: [...path, field],
    code: "SELECT_COMPONENT_INVALID",
    message,
    source: reference,
  }));
}

/** A field's own lengths agree, and what stands in it at first fits (reference, Text Input). */
function brokenInput({ path, component }: Placed): readonly Problem[] {
  const { type, value, min_length: least = 0, max_length: most = 4_000, label } = component;
  if (type !== components.textInput) return [];
  const broken: [string, string][] = [];
  if (Number(least) > Number(most)) broken.push(["min_length", "It is more than max_length."]);
  if (typeof value === "string" && value.length > Number(most)) {
    broken.push(["value", `Must be ${Number(most)} or fewer in length.`]);
  }
  const isLabelled = path.at(-1) === "component";
  if (!isLabelled && (typeof label !== "string" || label === "")) broken.push(["label", "This field is required"]);
  if (isLabelled && label != null) broken.push(["label", "Inside a Label the field has no label of its own."]);
  return broken.map(([field, message]) => ({
    path: [...path, field],
    code: "TEXT_INPUT_INVALID",
    message,
    source: reference,
  }));
}
