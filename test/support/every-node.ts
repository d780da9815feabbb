import type { Doc, Inline } from "../../src/core/message/doc.ts";

const text = (value: string): Inline => ({ kind: "text", value });

/** A document with every kind of block and of inline; each readable word of it stands in `everyWord`. */
export const everyNode: Doc = [
  { kind: "heading", level: 1, children: [text("aardvark")] },
  {
    kind: "paragraph",
    children: [
      text("badger "),
      { kind: "strong", children: [text("camel")] },
      { kind: "emphasis", children: [text("dingo")] },
      { kind: "strike", children: [text("eagle")] },
      { kind: "code", value: "ferret" },
      { kind: "break" },
      { kind: "link", url: "https://gecko.test/", children: [text("heron")] },
      { kind: "image", url: "https://ibex.test/i.png", alt: "jackal" },
      { kind: "person", id: "P1", name: "koala" },
      { kind: "time", at: Temporal.Instant.from("2027-03-15T08:00:00Z"), show: "time", fallback: "lemur" },
    ],
  },
  {
    kind: "list",
    start: 3,
    items: [
      { checked: true, children: [{ kind: "paragraph", children: [text("marmot")] }] },
      {
        checked: null,
        children: [
          { kind: "paragraph", children: [text("newt")] },
          {
            kind: "list",
            start: null,
            items: [{ checked: false, children: [{ kind: "paragraph", children: [text("otter")] }] }],
          },
        ],
      },
    ],
  },
  { kind: "rule" },
  { kind: "code", language: "sql", text: "select panda\nfrom quail" },
  {
    kind: "table",
    align: ["left", null],
    head: [[text("rabbit")], [text("seal")]],
    rows: [[[text("tapir")], [{ kind: "code", value: "urchin" }]]],
  },
  { kind: "quote", children: [{ kind: "paragraph", children: [text("vole")] }] },
];

/** The readable words of `everyNode` in order; the time may be shown in other words than its fallback. */
export const everyWord: readonly string[] = [
  "aardvark",
  "badger",
  "camel",
  "dingo",
  "eagle",
  "ferret",
  "heron",
  "gecko.test",
  "jackal",
  "koala",
  "marmot",
  "newt",
  "otter",
  "panda",
  "quail",
  "rabbit",
  "seal",
  "tapir",
  "urchin",
  "vole",
];
