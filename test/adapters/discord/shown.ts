import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { FieldValues } from "../../../src/core/message/message.ts";
import { actionOf } from "../../../src/render/discord/custom-id.ts";
import type { SeenAction, SeenForm, SeenMessage } from "../../contract/platform/rig.ts";
import type { SeenMessage as DiscordSeen, SeenModal } from "../../support/discord/control/seen.ts";
import { readMarkdown, type Shown, shownWords } from "../../support/discord/draw/read-markdown.ts";
import { type Fields, isRecord } from "../../support/stand-in/record.ts";

/** What a reader in Berlin sees of Markdown. */
export const wordsOf = (markdown: string): string => shownWords(readMarkdown(markdown).map(inBerlin));

/** How long a date and a time are written; of the others only the time is (docs, reference, "Timestamp styles"). */
const written: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
};

function inBerlin(node: Shown): Shown {
  if ("children" in node) return { ...node, children: node.children.map(inBerlin) };
  if (node.kind !== "date") return node;
  const said = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin",
    ...(written[node.style] ?? { timeStyle: "short" }),
  });
  return { kind: "text", value: said.format(node.seconds * 1_000) };
}

const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** All that a message says, with its embeds. */
function textOf({ content, embeds }: DiscordSeen): string {
  const framed = embeds.flatMap(({ title, description, fields }) => [title, description, ...fieldsIn(fields)]);
  return [content, ...framed]
    .filter((text) => typeof text === "string")
    .map(wordsOf)
    .join("\n");
}

const fieldsIn = (fields: unknown): readonly string[] =>
  listOf(fields).map(({ name, value }) => `${String(name)}: ${String(value)}`);

/** The controls under a message; several menus of one action are one. */
export function actionsIn(components: readonly Fields[]): readonly SeenAction[] {
  const controls = components.flatMap(({ components: row }) => listOf(row));
  const found = new Map<string, SeenAction>();
  for (const control of controls) {
    const id = actionOf(String(control["custom_id"])) ?? "";
    const kind = control["type"] === 2 ? "button" : "select";
    const label = String(control[kind === "button" ? "label" : "placeholder"]);
    const choices = listOf(control["options"]).map((one) => ({
      value: String(one["value"]),
      label: String(one["label"]),
    }));
    const before = found.get(id);
    found.set(
      id,
      before === undefined ? { kind, id, label, choices } : { ...before, choices: [...before.choices, ...choices] },
    );
  }
  return [...found.values()];
}

/** A message as a person sees it; `thread` is the one that it stands in. */
export function seen(one: DiscordSeen, thread: string | null, bot: string): SeenMessage {
  const { id, user, isBots, content, components, reactions, pinged } = one;
  return {
    id: id as MessageId,
    thread: thread as MessageId | null,
    author: isBots ? null : (user as PersonId),
    text: isBots ? textOf(one) : content,
    actions: actionsIn(components),
    pictures: [],
    marked: reactions["📝"]?.includes(bot) === true,
    pings: [...pinged.users, ...pinged.roles, ...(pinged.everyone ? ["everyone"] : [])],
  };
}

/** A form as a person reads it when it opens. */
export function formOf({ customId, title, components }: SeenModal): SeenForm {
  const labels = components.filter((one) => isRecord(one["component"]));
  return {
    id: actionOf(customId) ?? "",
    title,
    intro: components.map(({ content }) => (typeof content === "string" ? wordsOf(content) : "")).join(""),
    labels: labels.map(({ label }) => String(label)),
    values: Object.fromEntries(labels.map(({ component }) => entryOf(isRecord(component) ? component : {}))),
    errors: {},
  };
}

function entryOf(field: Fields): readonly [string, FieldValues[string]] {
  const id = String(field["custom_id"]);
  const name = id.replace(/\[\]$/u, "");
  const chosen = listOf(field["options"])
    .filter((option) => option["default"] === true)
    .map((option) => String(option["value"]));
  if (id !== name) return [name, chosen];
  return [name, Array.isArray(field["options"]) ? (chosen[0] ?? "") : String(field["value"] ?? "")];
}

/** The custom ids of a form's fields, by the names of the fields. */
export const fieldIds = ({ components }: SeenModal): ReadonlyMap<string, string> =>
  new Map(
    components.flatMap(({ component }) => {
      const id = isRecord(component) ? String(component["custom_id"]) : null;
      return id === null ? [] : [[id.replace(/\[\]$/u, ""), id] as const];
    }),
  );

/** What a message says to be wrong in a form, by the names of its fields. */
export function errorsIn(text: string, { components }: SeenModal): Readonly<Record<string, string>> {
  const lines = text.split("\n").map((line) => line.trim());
  const found = components.flatMap(({ label, component }) => {
    const line = lines.find((one) => one.startsWith(`${String(label)}: `));
    if (line === undefined || !isRecord(component)) return [];
    return [[String(component["custom_id"]).replace(/\[\]$/u, ""), line.slice(String(label).length + 2)] as const];
  });
  return Object.fromEntries(found);
}
