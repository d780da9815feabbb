/**
 * Discord's Markdown as its clients read it. They use rules of simple-markdown with their own changes; nobody documents
 * them, so this follows what others observed (Khan/perseus, packages/simple-markdown; ItzDerock/discord-markdown-parser;
 * the notes of TCCPP/wheatley's parser). Where these differ, it takes the reading that makes more of a text live.
 */

/** What a client would show. `live`: what notifies, links to a place of Discord, or turns into a picture. */
export type Shown =
  | Readonly<{ kind: "text"; value: string }>
  | Readonly<{ kind: "break" }>
  | Readonly<{
      kind: "strong" | "emphasis" | "underline" | "strike" | "spoiler" | "quote" | "small";
      children: readonly Shown[];
    }>
  | Readonly<{ kind: "heading"; level: number; children: readonly Shown[] }>
  | Readonly<{ kind: "item"; number: number | null; indent: number; children: readonly Shown[] }>
  | Readonly<{ kind: "code"; value: string }>
  | Readonly<{ kind: "fence"; language: string | null; value: string }>
  | Readonly<{ kind: "link"; url: string; children: readonly Shown[] }>
  | Readonly<{ kind: "date"; seconds: number; style: string }>
  | Readonly<{ kind: "live"; what: "mention" | "emoji" | "invite" | "command"; value: string }>;

type State = Readonly<{ lineStart: boolean; quoted: boolean; linked: boolean }>;
type Rule = Readonly<{
  match: RegExp;
  /** Only where a line begins. */
  atLineStart?: true;
  may?: (state: State) => boolean;
  /** Null: it does not match after all. */
  shown: (found: RegExpExecArray, state: State) => readonly Shown[] | null;
  /** Whether what follows is at the beginning of a line again. */
  endsLine?: true;
}>;

/** A text as Discord shows it. */
export const readMarkdown = (text: string): readonly Shown[] =>
  read(text.trim(), { lineStart: true, quoted: false, linked: false });

const wrapping =
  (kind: "strong" | "emphasis" | "underline" | "strike" | "spoiler"): Rule["shown"] =>
  (found, state) => [{ kind, children: read(found[1] ?? found[2] ?? "", state) }];

const live =
  (what: "mention" | "emoji" | "invite" | "command"): Rule["shown"] =>
  ([value]) => [{ kind: "live", what, value }];

const rules: readonly Rule[] = [
  { match: /^\\([^0-9A-Za-z\s])/u, shown: (found) => [{ kind: "text", value: found[1] ?? "" }] },
  {
    match: /^ *> [^\n]*(?:\n *> [^\n]*)*\n?/u,
    atLineStart: true,
    endsLine: true,
    may: ({ quoted, linked }) => !quoted && !linked,
    shown: ([all], state) => {
      const inside = all.replaceAll(/^ *> ?/gmu, "").replace(/\n$/u, "");
      return [{ kind: "quote", children: read(inside, { ...state, lineStart: true, quoted: true }) }];
    },
  },
  {
    match: /^```([\s\S]+?)```/u,
    shown: (found) => {
      const inside = (found[1] ?? "").replace(/\n+$/u, "");
      if (!/[^\n]/u.test(inside)) return null;
      const [, language, code] = /^([\w+\-.#]+?)\s*\n([\s\S]*)$/u.exec(inside) ?? [];
      return [{ kind: "fence", language: language ?? null, value: (code ?? inside).replace(/^\n+/u, "") }];
    },
  },
  {
    match: /^ *(#{1,3}) (?!#) *([^\n]+\n?)/u,
    atLineStart: true,
    endsLine: true,
    may: ({ linked }) => !linked,
    shown: (found, state) => [
      { kind: "heading", level: found[1]?.length ?? 0, children: read((found[2] ?? "").trim(), state) },
    ],
  },
  {
    match: /^-# (?!-#) *([^\n]+\n?)/u,
    atLineStart: true,
    endsLine: true,
    may: ({ linked }) => !linked,
    shown: (found, state) => [{ kind: "small", children: read((found[1] ?? "").trim(), state) }],
  },
  {
    match: /^( *)(?:[+*-]|(\d+)\.) +([^\n]+(?:\n\1 {2}[^\n]+)*\n?)/u,
    atLineStart: true,
    endsLine: true,
    may: ({ linked }) => !linked,
    shown: (found, state) => [
      {
        kind: "item",
        number: found[2] === undefined ? null : Number(found[2]),
        indent: found[1]?.length ?? 0,
        children: read((found[3] ?? "").replace(/\n$/u, ""), { ...state, lineStart: true }),
      },
    ],
  },
  {
    match: /^<t:(-?\d+)(?::([tTdDfFRsS]))?>/u,
    shown: ([, at, style = "f"]) => [{ kind: "date", seconds: Number(at), style }],
  },
  { match: /^<(?:@[!&]?|#|id:)\w+>|^@(?:everyone|here)/u, shown: live("mention") },
  { match: /^<\/[^>\n]+:\d+>/u, shown: live("command") },
  { match: /^<a?:\w+:\d+>|^:[^\s:]+?(?:::skin-tone-\d)?:/u, shown: live("emoji") },
  {
    match: /^<(https?:\/\/[^ >\n]+)>/iu,
    shown: (found) => [{ kind: "link", url: found[1] ?? "", children: [{ kind: "text", value: found[1] ?? "" }] }],
  },
  {
    match: /^\[((?:\\.|[^[\]\\\n])+)\]\(<?(https?:\/\/(?:\([^)\s]*\)|[^\s()<>])+[^<>.,:;"')\]\s])>?\)/iu,
    may: ({ linked }) => !linked,
    shown: (found, state) => {
      const words = found[1] ?? "";
      if (/https?:\/\//iu.test(words)) return null;
      return [{ kind: "link", url: found[2] ?? "", children: read(words, { ...state, linked: true }) }];
    },
  },
  {
    match: /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/iu,
    shown: ([url]) => [{ kind: "link", url, children: [{ kind: "text", value: url }] }],
  },
  { match: /^discord(?:app)?\.(?:gg|com)\/\S+/iu, shown: live("invite") },
  { match: /^\*\*([\s\S]+?)\*\*(?!\*)/u, shown: wrapping("strong") },
  { match: /^__([\s\S]+?)__(?!_)/u, shown: wrapping("underline") },
  {
    match:
      /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)|^\*(?=\S)((?:\\\*|\*\*|\s+(?:[^*\s]|\\\*|\*\*)|[^\s*])+?)(?<!\\)\*(?!\*)/u,
    shown: wrapping("emphasis"),
  },
  { match: /^~~([\s\S]+?)~~/u, shown: wrapping("strike") },
  { match: /^\|\|([\s\S]+?)\|\|/u, shown: wrapping("spoiler") },
  {
    match: /^(``?)([\s\S]*?)\1/u,
    shown: (found) => {
      const value = found[2] ?? "";
      return /[^`]/u.test(value) ? [{ kind: "code", value: value.replace(/^ (?=`)|(?<=`) $/gu, "") }] : null;
    },
  },
  { match: /^\n/u, endsLine: true, shown: () => [{ kind: "break" }] },
];

/** As much as surely begins nothing. */
const plain = /^(?: |[\p{L}\p{N}]+(?![\p{L}\p{N}]*:\/))/u;

function read(text: string, state: State): readonly Shown[] {
  const all: Shown[] = [];
  let rest = text;
  let { lineStart } = state;
  while (rest !== "") {
    const now = { ...state, lineStart };
    const next = firstOf(rest, now) ?? asText(rest, lineStart);
    for (const shown of next.shown) {
      const last = all.at(-1);
      if (shown.kind === "text" && last?.kind === "text") {
        all[all.length - 1] = { kind: "text", value: last.value + shown.value };
      } else all.push(shown);
    }
    lineStart = next.endsLine;
    rest = rest.slice(next.length);
  }
  return all;
}

type Next = Readonly<{ shown: readonly Shown[]; length: number; endsLine: boolean }>;

function firstOf(text: string, state: State): Next | null {
  for (const rule of rules) {
    if (rule.atLineStart === true && !state.lineStart) continue;
    if (rule.may?.(state) === false) continue;
    const found = rule.match.exec(text);
    if (found === null || found[0] === "") continue;
    const shown = rule.shown(found, state);
    if (shown !== null) return { shown, length: found[0].length, endsLine: rule.endsLine ?? false };
  }
  return null;
}

/** Blanks at the beginning of a line leave it at its beginning. */
function asText(text: string, lineStart: boolean): Next {
  const [value = String.fromCodePoint(text.codePointAt(0) ?? 0)] = plain.exec(text) ?? [];
  return { shown: [{ kind: "text", value }], length: value.length, endsLine: lineStart && value === " " };
}

/** Everything of a reading, from the outside in. */
export const everyShown = (shown: readonly Shown[]): readonly Shown[] =>
  shown.flatMap((node) => ("children" in node ? [node, ...everyShown(node.children)] : [node]));

/** The words that a reader sees, with the addresses of links; what shows nothing is left out. */
export const shownWords = (shown: readonly Shown[]): string => visible(wordsOf(shown));

/** Text without what parts marks, and without a delivery's mark. */
const visible = (text: string): string => text.replaceAll(/[\u200B-\u200D\u2060\u2063]/gu, "");

const wordsOf = (shown: readonly Shown[]): string => shown.map(wordsOfOne).join("");

function wordsOfOne(node: Shown): string {
  switch (node.kind) {
    case "text":
    case "code":
    case "live":
      return node.value;
    case "fence":
      return `\n${node.value}\n`;
    case "break":
      return "\n";
    case "date":
      return `<${node.seconds}>`;
    case "link":
      return `${wordsOf(node.children)} (${node.url})`;
    case "quote":
    case "small":
    case "heading":
    case "item":
      return `\n${wordsOf(node.children)}\n`;
    case "strong":
    case "emphasis":
    case "underline":
    case "strike":
    case "spoiler":
      return wordsOf(node.children);
  }
}
