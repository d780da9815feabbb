/** Random documents and Markdown for property tests. Fast-check prints the seed of a failure; set it with `DOC_SEED`. */
import * as fc from "fast-check";
import type { Align, Block, Doc, Inline } from "../../../src/core/message/doc.ts";

const chosen = Number(process.env["DOC_SEED"] ?? Number.NaN);

/** Checks a claim over random values, with a fresh seed each time unless `DOC_SEED` names one. */
export function always<T>(values: fc.Arbitrary<T>, claim: (value: T) => void, numRuns: number): void {
  const outcome = fc.check(
    fc.property(values, (value) => {
      claim(value);
    }),
    Number.isNaN(chosen) ? { numRuns } : { numRuns, seed: chosen },
  );
  if (outcome instanceof Promise) throw new Error("a claim about documents is not asynchronous");
  if (outcome.failed) throw new Error(fc.defaultReportMessage(outcome), { cause: outcome.errorInstance });
}

/** Words that no mark of a renderer or of Markdown contains. */
export const word = fc.stringMatching(/^[a-zäß字]{1,9}$/u);
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(" "));
const url = word.map((path) => `https://example.org/${encodeURIComponent(path)}`);

const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    words.map((value): Inline => ({ kind: "text", value: `${value}. ` })),
    word.map((value): Inline => ({ kind: "code", value })),
    fc.constant<Inline>({ kind: "break" }),
    word.map((name): Inline => ({ kind: "person", id: "U1", name })),
    fc.record({ url, alt: words }).map((image): Inline => ({ kind: "image", ...image })),
    fc
      .tuple(fc.constantFrom("strong", "emphasis", "strike"), fc.array(tie("inline"), { minLength: 1, maxLength: 3 }))
      .map(([kind, children]): Inline => ({ kind, children })),
    fc.tuple(url, words).map(([to, value]): Inline => ({ kind: "link", url: to, children: [{ kind: "text", value }] })),
  ),
}));

const inlines = words.chain((first) =>
  fc.array(inline, { maxLength: 5 }).map((rest): readonly Inline[] => [{ kind: "text", value: `${first} ` }, ...rest]),
);
const codeText = fc
  .array(fc.oneof(words, fc.constant("")), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.join("\n"));

const greek = fc.stringMatching(/^[α-ω]{1,6}$/u).map((value): readonly Inline[] => [{ kind: "text", value }]);

/** Table heads are Greek, so that a test can tell a repeated head from words said twice. */
const table = fc.integer({ min: 1, max: 4 }).chain((columns) => {
  const row = fc.array(inlines, { minLength: columns, maxLength: columns });
  return fc
    .record({
      align: fc.array(fc.constantFrom<Align>("left", "center", "right", null), {
        minLength: columns,
        maxLength: columns,
      }),
      head: fc.array(greek, { minLength: columns, maxLength: columns }),
      rows: fc.array(row, { maxLength: 5 }),
    })
    .map((parts): Block => ({ kind: "table", ...parts }));
});

const start = fc.option(fc.integer({ min: 0, max: 120 }), { nil: null });
const level = fc.constantFrom<1 | 2 | 3 | 4 | 5 | 6>(1, 2, 3, 4, 5, 6);

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    inlines.map((children): Block => ({ kind: "paragraph", children })),
    fc.tuple(level, inlines).map(([depth, children]): Block => ({ kind: "heading", level: depth, children })),
    fc
      .record({ language: fc.constantFrom("ts", null), text: codeText })
      .map((code): Block => ({ kind: "code", ...code })),
    fc.constant<Block>({ kind: "rule" }),
    table,
    fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((children): Block => ({ kind: "quote", children })),
    fc
      .tuple(
        start,
        fc.array(
          fc.record({
            checked: fc.constantFrom(true, false, null),
            children: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      )
      .map(([first, items]): Block => ({ kind: "list", start: first, items })),
  ),
}));

export const docs: fc.Arbitrary<Doc> = fc.array(block, { minLength: 1, maxLength: 6 });

/** Every word of a text, in order: letters and digits only, so marks and fences play no part. */
export const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const leaf = new Set(["value", "text", "alt", "name", "fallback", "url"]);

/** Every word that stands in a document, whatever its node: also those of addresses and alternative texts. */
export function leafWords(doc: Doc): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(doc, (key, value: unknown) => {
    if (leaf.has(key) && typeof value === "string") for (const each of wordsOf(value)) found.add(each);
    return value;
  });
  return found;
}

const markdownPiece = fc.oneof(
  words,
  fc.constantFrom(
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "> ",
    "```\n",
    "```ts\n",
    "    ",
    "\n",
    "\n\n",
    "  \n",
    "|",
    "| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "[",
    "](",
    ")",
    "](http://x.y)",
    "![",
    "](./p.png)",
    "[w]: http://d.e\n",
    "[w]",
    "<b>",
    "<!-- ",
    "&amp;",
    "&#10;",
    "\\",
    "---\n",
    "===\n",
    "- [x] ",
    "- [ ] ",
    "<http://q.r>",
    "<std::string>",
    "@everyone",
    "<@U1>",
    "<!channel>",
    "\u202e",
    "\u0000",
    "\ud800",
    "字",
    "👩‍👩‍👧",
    "e\u0301",
  ),
);
/** Text full of Markdown's marks, well-formed or not. */
export const markdown: fc.Arbitrary<string> = fc
  .array(markdownPiece, { maxLength: 40 })
  .map((pieces) => pieces.join(""));
