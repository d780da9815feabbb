import { describe, expect, it } from "vitest";
import type { Fields } from "../../stand-in/record.ts";
import { errorTree } from "./problem.ts";
import {
  messageProblems,
  validateCommand,
  validateCommands,
  validateInteractionResponse,
  validateMessage,
} from "./validate.ts";

const quiet = { allowed_mentions: { parse: [] } };
const button = (id: string, more: Fields = {}) => ({ type: 2, style: 1, label: "Answer", custom_id: id, ...more });
const row = (...components: readonly Fields[]) => ({ type: 1, components });
const select = (more: Fields = {}) => ({ type: 3, custom_id: "s", options: [{ label: "a", value: "a" }], ...more });
const facts = "platform-facts.md 2.1";
const reference = "developers/components/reference.mdx";
const spec = "discord-api-spec 10.0.266135";

describe("a message", () => {
  it("is as Discord takes it", () => {
    const embeds = [{ title: "What is a lock?", description: "x".repeat(4_096) }];
    const message = { content: "x".repeat(2_000), embeds, components: [row(button("a"), button("b"))], ...quiet };
    expect(validateMessage({ ...message, nonce: "n".repeat(25), enforce_nonce: true })).toEqual([]);
  });

  it.each<readonly [name: string, message: Fields, broken: readonly string[]]>([
    ["content", { content: "x".repeat(2_001) }, [`/content: Must be 2000 or fewer in length. (${facts})`]],
    ["a nonce", { content: "x", nonce: "n".repeat(26) }, [`/nonce: Must be 25 or fewer in length. (${spec})`]],
    [
      "an embed's title",
      { embeds: [{ title: "x".repeat(257) }] },
      [`/embeds/0/title: Must be 256 or fewer in length. (${spec})`],
    ],
    [
      "all embeds together",
      { embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_001) }] },
      ["/embeds: Embed size 6001 exceeds maximum size of 6000 (developers/resources/message.mdx)"],
    ],
    [
      "an empty embed",
      { embeds: [{}] },
      ["/embeds/0/description: This field is required (developers/resources/message.mdx)"],
    ],
    [
      "six rows",
      { components: ["a", "b", "c", "d", "e", "f"].map((id) => row(button(id))) },
      [`/components: Must be between 1 and 5 in length. (${facts})`],
    ],
    [
      "a label",
      { components: [row(button("a", { label: "x".repeat(81) }))] },
      [`/components/0/components/0/label: Must be 80 or fewer in length. (${spec})`],
    ],
    [
      "an id twice",
      { components: [row(button("a")), row(button("a"))] },
      [`/components/1/components/0/custom_id: Component custom id cannot be duplicated: a (${reference})`],
    ],
    [
      "a link with an id",
      { components: [row(button("a", { style: 5, url: "https://drill.test" }))] },
      [`/components/0/components/0/custom_id: A link button has no custom_id. (${reference})`],
    ],
    [
      "a select beside a button",
      { components: [row(select(), button("a"))] },
      [`/components/0/components: A row has up to five buttons or one select. (${facts})`],
    ],
    [
      "too many choices",
      { components: [row(select({ max_values: 2 }))] },
      [`/components/0/components/0/max_values: There are only 1 options. (${reference})`],
    ],
    [
      "a text display without the flag",
      { components: [{ type: 10, content: "x" }] },
      [`/components/0/type: Value must be one of {1}: all else needs the flag 1 << 15. (${facts})`],
    ],
    [
      "content beside displays",
      { flags: 1 << 15, content: "x", components: [{ type: 10, content: "y" }] },
      [`/content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2 (${facts})`],
    ],
    [
      "mentions twice over",
      { content: "<@&1>", allowed_mentions: { parse: ["roles"], roles: ["1"] } },
      [
        '/allowed_mentions: parse:["roles"] and roles: [ids...] are mutually exclusive. (developers/resources/message.mdx)',
        "/allowed_mentions/parse: parse is not empty. (faults.md, 66)",
      ],
    ],
  ])("names %s", (_name, message, broken) => {
    expect(validateMessage({ ...quiet, ...message })).toEqual(broken);
  });

  it("pings one role at most, which it names, and only when it is new", () => {
    const pinging = (roles: readonly string[], more: object = {}) => ({
      content: "x <@&1>",
      allowed_mentions: { parse: [], roles, ...more },
    });
    const said = (message: string) => `/allowed_mentions: ${message} (behaviour.md)`;
    expect(validateMessage(pinging(["1"]))).toEqual([]);
    expect(validateMessage(pinging(["1", "2"]))).toEqual([
      said("more than one role is pinged."),
      said("the text does not name the role 2."),
    ]);
    expect(validateMessage(pinging([], { users: ["3"] }))).toEqual([said("people are pinged.")]);
    for (const as of ["edit", "follow-up", "follow-up edit"] as const) {
      expect(validateMessage(pinging(["1"]), as)).toEqual([said("an edit or a private answer pings a role.")]);
    }
  });

  it("says which mentions it allows", () => {
    const line =
      "/allowed_mentions: allowed_mentions is left out, so what people write could ping. (behaviour.md; faults.md, 66)";
    expect(validateMessage({ content: "@everyone" })).toEqual([line]);
    expect(validateMessage({ components: [] }, "edit")).toEqual([]);
  });

  it("tells its problems as Discord's error tree", () => {
    expect(errorTree(messageProblems({ ...quiet, embeds: [{ title: "x".repeat(257) }] }, "new"))).toEqual({
      embeds: {
        "0": { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Must be 256 or fewer in length." }] } },
      },
    });
  });
});

describe("a command", () => {
  const text = (name: string, more: Fields = {}) => ({ type: 3, name, description: "x", ...more });
  const pages = "developers/interactions/application-commands.mdx";

  it("is as Discord takes it", () => {
    const add = { type: 1, name: "add", description: "x", options: [text("wen", { required: true }), text("wann")] };
    const managers = { type: 2, name: "managers", description: "x", options: [add] };
    expect(
      validateCommand({ name: "übung", description: "x", options: [managers], default_member_permissions: "16" }),
    ).toEqual([]);
    expect(validateCommand({ type: 3, name: "Use as my answer" })).toEqual([]);
  });

  it.each<readonly [name: string, command: Fields, broken: readonly string[]]>([
    ["capitals", { name: "Drill" }, [`/name: Command name is invalid: Drill (${pages})`]],
    ["blanks", { name: "my drill" }, [`/name: Command name is invalid: my drill (${pages})`]],
    [
      "an option twice",
      { options: [text("a"), text("a")] },
      [`/options: Option name already exists in options (${pages})`],
    ],
    [
      "required ones last",
      { options: [text("a"), text("b", { required: true })] },
      [`/options: Required options must be placed before non-required options (${pages})`],
    ],
    [
      "mixed kinds",
      { options: [text("a"), { type: 1, name: "b", description: "x" }] },
      [`/options: Sub-command and other option types cannot be mixed (${pages})`],
    ],
    [
      "a long description",
      { description: "x".repeat(101) },
      [`/description: Must be 100 or fewer in length. (${spec})`],
    ],
    [
      "choices of an autocompleted option",
      { options: [text("a", { autocomplete: true, choices: [{ name: "x", value: "x" }] })] },
      [`/options/0: Options with choices cannot be autocompleted. (${pages})`],
    ],
    [
      "its size",
      {
        options: Array.from({ length: 25 }, (_, at) =>
          text(`o${at}`, {
            choices: Array.from({ length: 4 }, (_one, n) => ({ name: "x".repeat(99), value: String(n) })),
          }),
        ),
      },
      [`Command exceeds maximum size`],
    ],
  ])("names %s", (_name, command, broken) => {
    const said = validateCommand({ name: "drill", description: "x", ...command });
    expect(said.map((line) => (line.includes("maximum size") ? "Command exceeds maximum size" : line))).toEqual(broken);
  });

  it("has a name of its own", () => {
    const drill = { name: "drill", description: "x" };
    expect(validateCommands([drill, { ...drill, type: 3, description: "" }])).toEqual([]);
    expect(validateCommands([drill, drill])).toEqual([`: Application command names must be unique (${pages})`]);
  });
});

describe("the first answer to an interaction", () => {
  const field = { type: 4, custom_id: "text", style: 2, required: true, max_length: 4_000 };
  const label = (more: Fields = {}) => ({ type: 18, label: "Your answer", component: { ...field, ...more } });
  const modal = (...components: readonly Fields[]) => ({
    type: 9,
    data: { custom_id: "form", title: "Answer", components },
  });

  it.each<readonly [name: string, response: Fields]>([
    ["a message", { type: 4, data: { content: "x", flags: 64, ...quiet } }],
    ["a deferral", { type: 5, data: { flags: 64 } }],
    ["an update", { type: 7, data: { components: [] } }],
    ["choices", { type: 8, data: { choices: [{ name: "Locks", value: "locks" }] } }],
    ["a form", modal(label(), { type: 1, components: [{ ...field, custom_id: "old", label: "Old" }] })],
  ])("is %s", (_name, response) => {
    expect(validateInteractionResponse(response)).toEqual([]);
  });

  it.each<readonly [name: string, response: Fields, broken: readonly string[]]>([
    [
      "a deferral with more than a whisper",
      { type: 5, data: { flags: 1 << 15 } },
      ["/data/flags: A deferral may only carry the flag 1 << 6. (platform-facts.md 2.1)"],
    ],
    [
      "a long title",
      { type: 9, data: { custom_id: "form", title: "x".repeat(46), components: [label()] } },
      [`/data/title: Must be 45 or fewer in length. (${spec})`],
    ],
    [
      "six fields",
      modal(...[1, 2, 3, 4, 5, 6].map((n) => label({ custom_id: `f${n}` }))),
      [`/data/components: Must be between 1 and 5 in length. (${facts})`],
    ],
    [
      "a prefilled text that does not fit",
      modal(label({ max_length: 2, value: "xxx" })),
      [`/data/components/0/component/value: Must be 2 or fewer in length. (${reference})`],
    ],
    [
      "a type of its own",
      { type: 99 },
      ["/type: Value must be one of {4, 5, 6, 7, 8, 9}. (developers/interactions/receiving-and-responding.mdx)"],
    ],
  ])("names %s", (_name, response, broken) => {
    expect(validateInteractionResponse(response)).toEqual(broken);
  });
});
