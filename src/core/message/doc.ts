/**
 * The closed tree every message is made of: authors' Markdown is parsed into it once, the bot's own words are composed
 * as it, and each platform renders it. A new kind of node must break every renderer, so switches end in `assertNever`.
 */
export type Doc = readonly Block[];

export type Block =
  | Readonly<{ kind: "paragraph"; children: readonly Inline[] }>
  | Readonly<{ kind: "heading"; level: 1 | 2 | 3 | 4 | 5 | 6; children: readonly Inline[] }>
  | ListBlock
  /** `language` is the first word after the fence, or null. `text` ends without a line break. */
  | Readonly<{ kind: "code"; language: string | null; text: string }>
  | TableBlock
  | Readonly<{ kind: "quote"; children: Doc }>
  | Readonly<{ kind: "rule" }>;

/** `start` is the first number of an ordered list, null for bullets. */
export type ListBlock = Readonly<{ kind: "list"; start: number | null; items: readonly ListItem[] }>;
/** `checked` is null unless the item is a task. */
export type ListItem = Readonly<{ checked: boolean | null; children: Doc }>;

export type Align = "left" | "center" | "right" | null;
/** Every row has as many cells as `head` and `align`. */
export type TableBlock = Readonly<{
  kind: "table";
  align: readonly Align[];
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
}>;
export type Cell = readonly Inline[];

export type Inline =
  | Readonly<{ kind: "text"; value: string }>
  | Readonly<{ kind: "strong"; children: readonly Inline[] }>
  | Readonly<{ kind: "emphasis"; children: readonly Inline[] }>
  | Readonly<{ kind: "strike"; children: readonly Inline[] }>
  | Readonly<{ kind: "code"; value: string }>
  | Readonly<{ kind: "link"; url: string; children: readonly Inline[] }>
  | Readonly<{ kind: "image"; url: string; alt: string }>
  | Readonly<{ kind: "break" }>
  /** Somebody's name. Never notifies: renderers write the name, or a mention only where mentions are silent. */
  | Readonly<{ kind: "person"; id: string; name: string }>
  /** An instant, shown in the reader's own zone where the platform can, else as `fallback`. */
  | Readonly<{
      kind: "time";
      at: Temporal.Instant;
      show: "time" | "date" | "date-time" | "relative";
      fallback: string;
    }>;
