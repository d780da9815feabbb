import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { type Limit, limits, wholes } from "./limits.ts";
import { brokenMentions } from "./mentions.ts";
import { isRecord } from "./record.ts";
import { brokenRules, payloadLength, type Surface } from "./rules.ts";
import { everything, lengthOf, valuesAt } from "./walk.ts";

/** What a message is sent as: each has fields of its own. */
export type MessageKind = "PostMessage" | "Update" | "PostEphemeral" | "Respond";

const schemaFile = fileURLToPath(new URL("../../../fixtures/slack/payloads.schema.json", import.meta.url));
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(JSON.parse(readFileSync(schemaFile, "utf8")), "slack");
const compiled = new Map<string, ValidateFunction>();

/**
 * What is wrong with a message, one line each: a JSON pointer and the reason. Empty: Slack takes it. Shapes are those of
 * @slack/types, closed; lengths those of `limits.ts`, counts those of `rules.ts`.
 */
export function validateMessage(payload: unknown, kind: MessageKind = "PostMessage"): readonly string[] {
  const { blocks, text, metadata } = isRecord(payload) ? payload : {};
  const shown = Array.isArray(blocks) ? blocks : [];
  return [
    ...misshapen(payload, kind),
    ...tooLong(payload),
    ...brokenRules(shown, "message"),
    ...textRules(text, shown.length > 0),
    ...brokenMentions(text, shown, kind === "PostMessage"),
    ...metadataRules(metadata),
    ...payloadRules(shown),
  ];
}

/** What is wrong with a form or a Home, one line each. Empty: Slack takes it. */
export function validateView(view: unknown): readonly string[] {
  const surface: Surface = isRecord(view) && view["type"] === "home" ? "home" : "modal";
  const blocks = isRecord(view) && Array.isArray(view["blocks"]) ? view["blocks"] : [];
  const size = JSON.stringify(view ?? null).length;
  return [
    ...misshapen(view, surface === "home" ? "Home" : "Modal"),
    ...tooLong(view),
    ...brokenRules(blocks, surface),
    ...formRules(view, blocks, surface),
    ...(size > wholes.view ? [`: ${size} characters, at most ${wholes.view}`] : []),
  ];
}

/** What is wrong with the options an external select is given (reference: an object with `options` or `option_groups`). */
export function validateSuggestions(answer: unknown): readonly string[] {
  const asSelect = isRecord(answer) ? { type: "static_select", ...answer } : answer;
  return [...misshapen(asSelect, "StaticSelect"), ...tooLong(asSelect)];
}

function misshapen(payload: unknown, definition: string): readonly string[] {
  const known = compiled.get(definition);
  const validate = known ?? ajv.compile({ $ref: `slack#/definitions/${definition}` });
  compiled.set(definition, validate);
  if (validate(payload)) return [];
  // An `if` that failed is said by what stands in its `then`.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if");
  return [...new Set(errors.map(inWords))];
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty, allowedValue, allowedValues } = params;
  const which = additionalProperty ?? allowedValue ?? (Array.isArray(allowedValues) ? allowedValues.join(", ") : null);
  return `${instancePath}: ${message ?? "is wrong"}${which === null ? "" : `: ${String(which)}`}`;
}

const tooLong = (payload: unknown): readonly string[] => lengths(byType, payload);

type Split = Readonly<{ limit: Limit; path: readonly string[] }>;

/** The limits of a thing of each type, with their paths in steps. */
const grouped = (table: readonly Limit[]): ReadonlyMap<unknown, readonly Split[]> =>
  Map.groupBy(
    table.map((limit) => ({ limit, path: limit.field.split(".") })),
    ({ limit }) => limit.of,
  );

const byType = grouped(limits);

function lengths(table: ReadonlyMap<unknown, readonly Split[]>, payload: unknown): readonly string[] {
  return everything(payload).flatMap(({ at, thing }) =>
    [...(table.get("any") ?? []), ...(table.get(thing["type"]) ?? [])].flatMap(({ limit, path }) =>
      valuesAt(thing, path, at).flatMap(([where, value]) => wrong(limit, where, value)),
    ),
  );
}

function wrong({ most, least = 0, source }: Limit, at: string, value: unknown): readonly string[] {
  const length = lengthOf(value);
  if (length === null || (length <= most && length >= least)) return [];
  const bound = length > most ? `at most ${most}` : `at least ${least}`;
  return [`${at}: length ${length}, ${bound} (${source})`];
}

function textRules(text: unknown, hasBlocks: boolean): readonly string[] {
  if (typeof text !== "string") return [];
  const most = hasBlocks ? wholes.text : wholes.textAlone;
  return text.length > most ? [`/text: length ${text.length}, at most ${most}`] : [];
}

function metadataRules(metadata: unknown): readonly string[] {
  const size = JSON.stringify(metadata ?? null).length;
  return size > wholes.metadata ? [`/metadata: length ${size}, at most ${wholes.metadata}`] : [];
}

function payloadRules(blocks: readonly unknown[]): readonly string[] {
  const length = payloadLength(blocks);
  return length > wholes.payload ? [`/blocks: msg_blocks_too_long, ${length} of at most ${wholes.payload}`] : [];
}

/** types, views.d.ts [P]: "`submit` is required when an input block is within the `blocks` array". */
function formRules(view: unknown, blocks: readonly unknown[], surface: Surface): readonly string[] {
  const asks = blocks.some((one) => isRecord(one) && one["type"] === "input");
  const canSubmit = isRecord(view) && view["submit"] !== undefined;
  return surface === "modal" && asks && !canSubmit ? ["/submit: required with an input block"] : [];
}
