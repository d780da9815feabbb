import { wholes } from "./limits.ts";
import { isRecord } from "./record.ts";
import { everything, type Found } from "./walk.ts";

/** Where blocks are shown. */
export type Surface = "message" | "modal" | "home";

// platform-facts.md 1.1, surface matrix [Q]; alert: modals only [Q].
const everywhere = [
  "section",
  "header",
  "context",
  "actions",
  "divider",
  "image",
  "rich_text",
  "input",
  "card",
  "video",
];
const messagesAndHome = ["table", "data_table", "container", "carousel"];
const shownIn: Readonly<Record<Surface, ReadonlySet<string>>> = {
  message: new Set([...everywhere, ...messagesAndHome, "markdown", "plan", "task_card", "context_actions", "file"]),
  modal: new Set([...everywhere, "alert"]),
  home: new Set([...everywhere, ...messagesAndHome]),
};
// platform-facts.md 1.1: file_input in modals only [P], rich_text_input in modals and Home [P].
const elementsOnlyIn: Readonly<Record<string, readonly Surface[]>> = {
  file_input: ["modal"],
  rich_text_input: ["modal", "home"],
};

/** What the blocks of one surface break of the rules that hold over several of them. */
export function brokenRules(blocks: readonly unknown[], surface: Surface): readonly string[] {
  const found = everything(blocks, "/blocks");
  return [
    ...wrongPlaces(blocks, found, surface),
    ...twice(blocks),
    ...tableRules(found, surface),
    ...optionRules(found),
    ...(surface === "message" ? wholeMessage(blocks, found) : []),
  ];
}

function wrongPlaces(blocks: readonly unknown[], found: readonly Found[], surface: Surface): readonly string[] {
  const kinds = blocks.flatMap((one) => (isRecord(one) && typeof one["type"] === "string" ? [one["type"]] : []));
  const strays = found.filter(({ thing }) => elementsOnlyIn[String(thing["type"])]?.includes(surface) === false);
  return [
    ...kinds.filter((kind) => !shownIn[surface].has(kind)).map((kind) => `/blocks: no ${kind} block in a ${surface}`),
    ...strays.map(({ at, thing }) => `${at}: no ${String(thing["type"])} in a ${surface}`),
  ];
}

/** `block_id` is unique in a message or view, `action_id` in its block (types, blocks.d.ts and extensions.d.ts [P]). */
function twice(blocks: readonly unknown[]): readonly string[] {
  const blockIds = repeated(blocks.flatMap((one) => (isRecord(one) ? textIn(one, "block_id") : [])));
  const actionIds = blocks.flatMap((one) =>
    repeated(everything(one).flatMap(({ thing }) => textIn(thing, "action_id"))),
  );
  const focused = everything(blocks).filter(({ thing }) => thing["focus_on_load"] === true);
  return [
    ...blockIds.map((id) => `/blocks: block_id ${id} is there twice`),
    ...actionIds.map((id) => `/blocks: action_id ${id} is there twice in a block`),
    // types, extensions.d.ts [P]: "Only one element can be set to `true`".
    ...(focused.length > 1 ? ["/blocks: focus_on_load is set more than once"] : []),
  ];
}

function tableRules(found: readonly Found[], surface: Surface): readonly string[] {
  const tables = found.filter(({ thing }) => thing["type"] === "table" || thing["type"] === "data_table");
  const texts = tables.map(({ at, thing }) => ({ at, length: spoken(thing["rows"]).length }));
  const long = texts.filter(({ length }) => length > wholes.tableText);
  return [
    ...long.map(({ at, length }) => `${at}: ${length} characters in its cells, at most ${wholes.tableText}`),
    ...(surface === "message" && tables.length > wholes.tables ? ["/blocks: only_one_table_allowed"] : []),
  ];
}

/** Options and groups exclude each other, and what is chosen at first is one of them (types, block-elements.d.ts [P]). */
function optionRules(found: readonly Found[]): readonly string[] {
  return found.flatMap(({ at, thing }) => {
    const { type, options, option_groups: groups } = thing;
    if (type !== "static_select" && type !== "radio_buttons") return [];
    if (Array.isArray(options) && Array.isArray(groups)) return [`${at}: options and option_groups exclude each other`];
    const grouped = Array.isArray(groups) ? groups.flatMap((one) => (isRecord(one) ? one["options"] : [])) : [];
    const offered = [...(Array.isArray(options) ? options : []), ...grouped].map((one) => JSON.stringify(one));
    if (offered.length === 0) return [`${at}: no options`];
    const initial = thing["initial_option"];
    const isOffered = initial === undefined || offered.includes(JSON.stringify(initial));
    return isOffered ? [] : [`${at}: initial_option is none of its options`];
  });
}

function wholeMessage(blocks: readonly unknown[], found: readonly Found[]): readonly string[] {
  const markdown = found
    .filter(({ thing }) => thing["type"] === "markdown")
    .flatMap(({ thing }) => textIn(thing, "text"));
  const length = markdown.join("").length;
  return [
    ...(blocks.length > wholes.blocksInMessage ? [`/blocks: ${blocks.length}, at most ${wholes.blocksInMessage}`] : []),
    ...(length > wholes.markdown ? [`/blocks: ${length} characters of markdown, at most ${wholes.markdown}`] : []),
  ];
}

/** How much the blocks of a message count for `msg_blocks_too_long`; see `wholes.payload`. */
export function payloadLength(blocks: readonly unknown[]): number {
  const lengths = blocks.map((one) =>
    isRecord(one) && one["type"] === "table" ? spoken(one["rows"]).length : JSON.stringify(one).length,
  );
  return lengths.reduce((sum, one) => sum + one, 0);
}

/** All that the texts inside say. */
const spoken = (node: unknown): string =>
  everything(node)
    .flatMap(({ thing }) => textIn(thing, "text"))
    .join("");

const textIn = (thing: Readonly<Record<string, unknown>>, field: string): readonly string[] => {
  const value = thing[field];
  return typeof value === "string" ? [value] : [];
};

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
