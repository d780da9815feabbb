import { type Fields, isRecord } from "../../stand-in/record.ts";
import { brokenComponents, components, placed } from "./component-rules.ts";
import { brokenMentions } from "./mention-rules.ts";
import type { Problem } from "./problem.ts";

/** What counts over a whole message. */
const wholes = {
  /** platform-facts.md 2.1; the specification says 4,000, which is for paying people. Counted in UTF-16, the stricter way. */
  content: 2_000,
  rows: 5,
  embedText: 6_000,
  /** platform-facts.md 2.1, Components V2. */
  componentsV2: 40,
  displayedText: 4_000,
} as const;
const facts = "platform-facts.md 2.1";
/** Flags of a message (developers/resources/message.mdx). */
export const messageFlags = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  componentsV2: 1 << 15,
} as const;

/** What a message breaks that no shape says; `isNew`: it does not take the place of another one. */
export function brokenMessage(message: Fields, isNew: boolean): readonly Problem[] {
  const found = placed(message["components"], ["components"]);
  const isV2 = (Number(message["flags"] ?? 0) & messageFlags.componentsV2) !== 0;
  return [
    ...tooLong(message),
    ...brokenEmbeds(message),
    ...brokenComponents(found),
    ...(isV2 ? brokenV2(message, found) : brokenRows(message)),
    ...brokenMentions(message, isNew),
  ];
}

function tooLong({ content }: Fields): readonly Problem[] {
  if (typeof content !== "string" || content.length <= wholes.content) return [];
  const text = `Must be ${wholes.content} or fewer in length.`;
  return [{ path: ["content"], code: "BASE_TYPE_MAX_LENGTH", message: text, source: facts }];
}

/** 6,000 characters over all embeds; none is empty; fields say something (developers/resources/message.mdx, Embed Limits). */
function brokenEmbeds({ embeds }: Fields): readonly Problem[] {
  if (!Array.isArray(embeds)) return [];
  const all = embeds.filter(isRecord);
  const length = all.map(embedLength).reduce((sum, one) => sum + one, 0);
  const source = "developers/resources/message.mdx";
  const code = "MAX_EMBED_SIZE_EXCEEDED";
  const tooMuch = {
    path: ["embeds"],
    code,
    message: `Embed size ${length} exceeds maximum size of ${wholes.embedText}`,
    source,
  };
  const empty = all.flatMap((one, place) =>
    embedLength(one) === 0 && one["image"] == null && one["thumbnail"] == null
      ? [
          {
            path: ["embeds", place, "description"],
            code: "BASE_TYPE_REQUIRED",
            message: "This field is required",
            source,
          },
        ]
      : [],
  );
  const blank = all.flatMap((one, place) => blankFields(one, ["embeds", place, "fields"]));
  return [...(length > wholes.embedText ? [tooMuch] : []), ...empty, ...blank];
}

/** What counts of an embed: title, description, fields, footer and author; each without blanks around it. */
function embedLength({ title, description, footer, author, fields }: Fields): number {
  const inFields = Array.isArray(fields) ? fields.filter(isRecord).flatMap(({ name, value }) => [name, value]) : [];
  const texts = [title, description, isRecord(footer) ? footer["text"] : "", isRecord(author) ? author["name"] : ""];
  return [...texts, ...inFields].map((one) => String(one ?? "").trim().length).reduce((sum, one) => sum + one, 0);
}

function blankFields({ fields }: Fields, at: Problem["path"]): readonly Problem[] {
  if (!Array.isArray(fields)) return [];
  return fields.filter(isRecord).flatMap((field, place) =>
    ["name", "value"].flatMap((name) =>
      String(field[name] ?? "").trim() === ""
        ? [
            {
              path: [...at, place, name],
              code: "BASE_TYPE_REQUIRED",
              message: "This field is required",
              source: "[memory]",
            },
          ]
        : [],
    ),
  );
}

function brokenRows({ components: list }: Fields): readonly Problem[] {
  if (!Array.isArray(list)) return [];
  const strangers = list.flatMap((one, place) => (isRecord(one) && one["type"] !== components.row ? [place] : []));
  return [
    ...strangers.map((place) => ({
      path: ["components", place, "type"],
      code: "BASE_TYPE_CHOICES",
      message: "Value must be one of {1}: all else needs the flag 1 << 15.",
      source: facts,
    })),
    ...(list.length > wholes.rows
      ? [
          {
            path: ["components"],
            code: "BASE_TYPE_BAD_LENGTH",
            message: "Must be between 1 and 5 in length.",
            source: facts,
          },
        ]
      : []),
  ];
}

function brokenV2(message: Fields, found: ReturnType<typeof placed>): readonly Problem[] {
  const shown = found.map(({ component }) =>
    component["type"] === components.textDisplay ? component["content"] : "",
  );
  const length = shown.map((one) => String(one ?? "").length).reduce((sum, one) => sum + one, 0);
  const forbidden = ["content", "embeds", "poll", "sticker_ids"].filter((field) => isThere(message[field]));
  const whole: string[] = [];
  if (found.length > wholes.componentsV2) whole.push(`${found.length} components, at most ${wholes.componentsV2}.`);
  if (length > wholes.displayedText) whole.push(`${length} characters displayed, at most ${wholes.displayedText}.`);
  return [
    ...forbidden.map((field) => ({
      path: [field],
      code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
      message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      source: facts,
    })),
    ...whole.map((text) => ({
      path: ["components"],
      code: "COMPONENT_MAX_TOTAL_EXCEEDED",
      message: text,
      source: facts,
    })),
  ];
}

const isThere = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
