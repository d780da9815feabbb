import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { payloadSchemas, schemaFile } from "./generate.ts";
import { wholes } from "./limits.ts";
import { validateMessage, validateSuggestions, validateView } from "./validate.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
const button = (text: string, more: object = {}) => ({ type: "button", text: plain(text), ...more });
const table = (rows: number, columns: number, cell = "x") => ({
  type: "table",
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ type: "raw_text", text: cell }))),
});
const message = (...blocks: object[]) => ({ channel: "C1", text: "What is a lock?", blocks });
const input = (element: object) => ({ type: "input", block_id: "b", label: plain("Your answer"), element });
const modal = (...blocks: object[]) => ({ type: "modal", title: plain("Answer"), submit: plain("Save"), blocks });

it("keeps the schemas that the types make", () => {
  expect(readFileSync(schemaFile, "utf8")).toBe(payloadSchemas());
});

describe("a message", () => {
  const rich = {
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [{ type: "text", text: "Why?", style: { bold: true } }] },
      {
        type: "rich_text_list",
        style: "ordered",
        indent: 1,
        offset: 2,
        elements: [{ type: "rich_text_section", elements: [{ type: "link", url: "https://example.org" }] }],
      },
      { type: "rich_text_preformatted", language: "sql", elements: [{ type: "text", text: "select 1" }] },
    ],
  };
  it.each([
    ["plain text", { channel: "C1", text: "hello", thread_ts: "1.2", unfurl_links: false }],
    ["all the kinds we use", message({ type: "header", text: plain("Locks") }, section("*Why*"), rich, table(100, 20))],
    ["buttons", message({ type: "actions", elements: [button("Answer", { action_id: "a", value: "v" })] })],
    ["metadata", { text: "x", metadata: { event_type: "drill", event_payload: { key: "v1/s/T1" } } }],
  ])("may be %s", (_name, payload) => {
    expect(validateMessage(payload)).toEqual([]);
  });

  it("pings one user group at most, and only when it is new", () => {
    const pinging = (...groups: readonly string[]) => ({
      ...message(...groups.map((id) => section(`<!subteam^${id}>`))),
      text: groups.map((id) => `x <!subteam^${id}>`).join(""),
    });
    const { channel: _channel, ...changed } = pinging("S1");
    expect(validateMessage(pinging("S1"))).toEqual([]);
    expect(validateMessage(pinging("S1", "S2"))).toEqual([
      "/text: <!subteam^S1> pings",
      "/text: <!subteam^S2> pings",
      "/blocks/0/text: <!subteam^S1> pings",
      "/blocks/1/text: <!subteam^S2> pings",
    ]);
    expect(validateMessage(changed, "Respond")).toEqual([
      "/text: <!subteam^S1> pings",
      "/blocks/0/text: <!subteam^S1> pings",
    ]);
  });

  it.each(["<!here>", "<!channel>", "<!everyone>", "<@U1>", "<!subteam^S1|x>"])("never pings by %s", (mention) => {
    expect(validateMessage({ channel: "C1", text: `a ${mention}` })).toEqual([`/text: ${mention} pings`]);
    expect(validateMessage(message(section(mention)))).toEqual([`/blocks/0/text: ${mention} pings`]);
  });

  it.each(["user", "usergroup", "broadcast"])("never pings by a %s in rich text", (type) => {
    const ids = { user: { user_id: "U1" }, usergroup: { usergroup_id: "S1" }, broadcast: { range: "here" } };
    const element = { type, ...ids[type as keyof typeof ids] };
    const text = { type: "rich_text", elements: [{ type: "rich_text_section", elements: [element] }] };
    expect(validateMessage(message(text))).toEqual([`/blocks/0/elements/0/elements/0: ${type} pings`]);
  });

  it.each([
    ["a field nobody knows", { text: "x", colour: "red" }, [": must NOT have additional properties: colour"]],
    [
      "an unknown field in a block",
      message({ ...section("a"), bold: true }),
      ["/blocks/0: must NOT have additional properties: bold"],
    ],
    [
      "mrkdwn in a header",
      message({ type: "header", text: mrkdwn("a") }),
      ["/blocks/0/text/type: must be equal to constant: plain_text"],
    ],
    [
      "a header of 151",
      message({ type: "header", text: plain("a".repeat(151)) }),
      ["/blocks/0/text/text: length 151, at most 150 (types, block-kit/blocks.d.ts [P])"],
    ],
    ["51 blocks", message(...Array.from({ length: 51 }, () => ({ type: "divider" }))), ["/blocks: 51, at most 50"]],
    ["two tables", message(table(1, 1), table(1, 1)), ["/blocks: only_one_table_allowed"]],
    [
      "an empty cell",
      message(table(1, 1, "")),
      [
        "/blocks/0/rows/0/0/text: length 0, at least 1 (types, block-kit/composition-objects.d.ts [P]; empty cells are rejected: facts [M])",
      ],
    ],
    [
      "101 rows",
      message(table(101, 1)),
      ["/blocks/0/rows: length 101, at most 100 (types, block-kit/blocks.d.ts [P])"],
    ],
    [
      "a table that says more than 10,000",
      message(table(100, 2, "x".repeat(51))),
      ["/blocks/0: 10200 characters in its cells, at most 10000"],
    ],
    ["text alone of 4,001", { text: "x".repeat(4_001) }, ["/text: length 4001, at most 4000"]],
    [
      "one block id twice",
      message({ type: "divider", block_id: "q" }, { type: "divider", block_id: "q" }),
      ["/blocks: block_id q is there twice"],
    ],
    [
      "one action id twice in a block",
      message({ type: "actions", elements: [button("A", { action_id: "a" }), button("B", { action_id: "a" })] }),
      ["/blocks: action_id a is there twice in a block"],
    ],
    ["an alert", message({ type: "alert", text: plain("late") }), ["/blocks: no alert block in a message"]],
  ])("may not have %s", (_name, payload, expected) => {
    expect(validateMessage(payload)).toEqual(expected);
  });

  it("is too long when its blocks are, though each keeps its limit", () => {
    const blocks = Array.from({ length: 5 }, () => section("x".repeat(2_700)));
    const length = 5 * JSON.stringify(blocks[0]).length;
    expect(validateMessage({ text: "x", blocks })).toEqual([
      `/blocks: msg_blocks_too_long, ${length} of at most ${wholes.payload}`,
    ]);
  });

  it("has no metadata when it is whispered", () => {
    const metadata = { event_type: "drill", event_payload: {} };
    expect(validateMessage({ text: "x", user: "U1", metadata }, "PostEphemeral")).toEqual([
      ": must NOT have additional properties: metadata",
    ]);
  });
});

describe("a view", () => {
  it.each([
    ["a form", modal(input({ type: "plain_text_input", action_id: "a", multiline: true, max_length: 3_000 }))],
    ["a home with a table", { type: "home", blocks: [table(2, 2)] }],
  ])("may be %s", (_name, view) => {
    expect(validateView(view)).toEqual([]);
  });

  it.each([
    [
      "markdown in the home",
      { type: "home", blocks: [{ type: "markdown", text: "*a*" }] },
      ["/blocks: no markdown block in a home"],
    ],
    ["a table in a form", modal(table(1, 1)), ["/blocks: no table block in a modal"]],
    [
      "questions without a button",
      { type: "modal", title: plain("A"), blocks: [input({ type: "plain_text_input" })] },
      ["/submit: required with an input block"],
    ],
    [
      "a long title",
      { ...modal(), title: plain("x".repeat(25)) },
      ["/title/text: length 25, at most 24 (types, views.d.ts [P])"],
    ],
    [
      "a first choice that is not offered",
      modal(
        input({
          type: "static_select",
          options: [{ text: plain("a"), value: "1" }],
          initial_option: { text: plain("b"), value: "2" },
        }),
      ),
      ["/blocks/0/element: initial_option is none of its options"],
    ],
  ])("may not have %s", (_name, view, expected) => {
    expect(validateView(view)).toEqual(expected);
  });
});

it("suggests at most 100 options", () => {
  const options = Array.from({ length: 101 }, (_, index) => ({ text: plain("zone"), value: `${index}` }));
  expect(validateSuggestions({ options: options.slice(1) })).toEqual([]);
  expect(validateSuggestions({ options })).toEqual([
    "/options: length 101, at most 100 (types, block-kit/block-elements.d.ts [P])",
  ]);
});
