import type { Delimiter } from "./rows.ts";

/** What the first lines of an Anki text export say (docs.ankiweb.net, "Text Files"; Anki 2.1.54 and newer). */
export type AnkiHead = Readonly<{
  delimiter: Delimiter | ":" | " ";
  html: boolean;
  /** The names of the columns, where they are given. */
  names: readonly string[];
  /** The columns, from 0, that are no fields of the note. */
  special: ReadonlyMap<number, "tags" | "deck" | "nothing">;
  deck: string;
  tags: string;
  /** How many lines the head has. */
  lines: number;
}>;

const known = /^#(separator|html|columns|notetype|deck|tags|if matches|(?:guid|notetype|deck|tags) column):(.*)$/u;

/** Reads the lines that an Anki export begins with; null where the text begins with none of them. */
export function ankiHead(text: string): AnkiHead | null {
  const said = new Map<string, string>();
  let from = 0;
  let lines = 0;
  for (; text[from] === "#"; lines += 1) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? text.length : end);
    const [, key, value = ""] = known.exec(line) ?? [];
    if (key !== undefined) said.set(key, value);
    from = end === -1 ? text.length : end + 1;
  }
  if (said.size === 0) return null;
  const delimiter = delimiterNamed(said.get("separator") ?? "tab");
  return {
    delimiter,
    html: (said.get("html") ?? "").trim() === "true",
    names: said.get("columns")?.split(delimiter) ?? [],
    special: specialColumns(said),
    deck: said.get("deck") ?? "",
    tags: said.get("tags") ?? "",
    lines,
  };
}

function delimiterNamed(name: string): AnkiHead["delimiter"] {
  switch (name.trim().toLowerCase()) {
    case "comma":
    case ",":
      return ",";
    case "semicolon":
    case ";":
      return ";";
    case "pipe":
    case "|":
      return "|";
    case "colon":
    case ":":
      return ":";
    case "space":
      return " ";
    default:
      return "\t";
  }
}

function specialColumns(said: ReadonlyMap<string, string>): AnkiHead["special"] {
  const kinds = [
    ["tags column", "tags"],
    ["deck column", "deck"],
    ["guid column", "nothing"],
    ["notetype column", "nothing"],
  ] as const;
  return new Map(kinds.flatMap(([key, kind]) => (said.has(key) ? [[Number(said.get(key)) - 1, kind] as const] : [])));
}
