/**
 * One limit of Slack: `field` (dots; `*` for each of a list) of a thing of that `type` (`any`: of whatever has the field).
 * Text is counted in UTF-16 units, the largest of the counts Slack might use; lists by their members.
 */
export type Limit = Readonly<{ of: string; field: string; most: number; least?: number; source: string }>;

// "types": the comments in @slack/types 3.2 and web-api 8.2. "facts": platform-facts.md 1.1, with its tag. "reference": a
// page below docs.slack.dev/reference/block-kit.
const blocks = "types, block-kit/blocks.d.ts [P]";
const elements = "types, block-kit/block-elements.d.ts [P]";
const objects = "types, block-kit/composition-objects.d.ts [P]";
const extensions = "types, block-kit/extensions.d.ts [P]";
const views = "types, views.d.ts [P]";

/** The lengths that one field has to keep. What several fields share is in `rules.ts`. */
export const limits: readonly Limit[] = [
  { of: "any", field: "block_id", most: 255, source: blocks },
  { of: "any", field: "action_id", most: 255, least: 1, source: extensions },
  { of: "any", field: "callback_id", most: 255, source: views },
  { of: "any", field: "external_id", most: 255, source: "web-api, types/request/views.d.ts [P]" },
  { of: "any", field: "private_metadata", most: 3_000, source: views },
  { of: "any", field: "placeholder.text", most: 150, least: 1, source: extensions },
  { of: "any", field: "accessibility_label", most: 75, source: elements },
  { of: "any", field: "confirm.title.text", most: 100, source: objects },
  { of: "any", field: "confirm.text.text", most: 300, source: objects },
  { of: "any", field: "confirm.confirm.text", most: 30, source: objects },
  { of: "any", field: "confirm.deny.text", most: 30, source: objects },
  { of: "plain_text", field: "text", most: 3_000, least: 1, source: objects },
  { of: "mrkdwn", field: "text", most: 3_000, least: 1, source: objects },
  { of: "raw_text", field: "text", most: 10_000, least: 1, source: `${objects}; empty cells are rejected: facts [M]` },
  { of: "raw_number", field: "text", most: 10_000, least: 1, source: objects },
  // Not found in a source; the stricter reading of "the minimum length is 1" that all other texts have.
  { of: "text", field: "text", most: 40_000, least: 1, source: "the stricter reading" },

  { of: "section", field: "text.text", most: 3_000, least: 1, source: blocks },
  { of: "section", field: "fields", most: 10, least: 1, source: blocks },
  { of: "section", field: "fields.*.text", most: 2_000, least: 1, source: blocks },
  { of: "header", field: "text.text", most: 150, least: 1, source: blocks },
  { of: "context", field: "elements", most: 10, least: 1, source: blocks },
  { of: "actions", field: "elements", most: 25, least: 1, source: blocks },
  { of: "context_actions", field: "elements", most: 5, least: 1, source: blocks },
  { of: "image", field: "alt_text", most: 2_000, source: blocks },
  { of: "image", field: "title.text", most: 2_000, source: blocks },
  { of: "image", field: "image_url", most: 3_000, source: "facts [Q]" },
  { of: "input", field: "label.text", most: 2_000, least: 1, source: blocks },
  { of: "input", field: "hint.text", most: 2_000, source: blocks },
  { of: "markdown", field: "text", most: 12_000, source: blocks },
  { of: "alert", field: "text.text", most: 200, source: "facts [Q], alert-block" },
  { of: "table", field: "rows", most: 100, least: 1, source: blocks },
  { of: "table", field: "rows.*", most: 20, least: 1, source: blocks },
  { of: "table", field: "column_settings", most: 20, source: blocks },
  { of: "card", field: "title.text", most: 150, source: blocks },
  { of: "card", field: "subtitle.text", most: 150, source: blocks },
  { of: "card", field: "body.text", most: 200, source: blocks },
  { of: "carousel", field: "elements", most: 10, least: 1, source: blocks },
  { of: "container", field: "child_blocks", most: 10, source: blocks },
  { of: "container", field: "title.text", most: 150, source: blocks },
  { of: "container", field: "subtitle.text", most: 150, source: blocks },
  { of: "video", field: "title.text", most: 199, source: blocks },
  { of: "video", field: "author_name", most: 49, source: blocks },

  { of: "button", field: "text.text", most: 75, least: 1, source: elements },
  { of: "button", field: "value", most: 2_000, source: elements },
  { of: "button", field: "url", most: 3_000, source: elements },
  { of: "workflow_button", field: "text.text", most: 75, source: elements },
  ...["static_select", "multi_static_select", "checkboxes", "radio_buttons", "overflow"].flatMap(options),
  ...["static_select", "multi_static_select"].flatMap(groups),
  { of: "static_select", field: "options", most: 100, source: elements },
  { of: "multi_static_select", field: "options", most: 100, source: elements },
  { of: "checkboxes", field: "options", most: 10, least: 1, source: elements },
  { of: "radio_buttons", field: "options", most: 10, least: 1, source: elements },
  { of: "overflow", field: "options", most: 5, least: 1, source: elements },
  { of: "plain_text_input", field: "initial_value", most: 3_000, source: elements },

  { of: "modal", field: "title.text", most: 24, least: 1, source: views },
  { of: "modal", field: "submit.text", most: 24, least: 1, source: views },
  { of: "modal", field: "close.text", most: 24, least: 1, source: views },
  { of: "modal", field: "blocks", most: 100, source: views },
  { of: "home", field: "blocks", most: 100, source: views },
];

/** Options, of menus and of suggestions. Types 3.2 say 75 for a value; Slack's reference says 150 (facts [Q]). */
function optionLimits(of: string, path: string): readonly Limit[] {
  return [
    { of, field: `${path}.*.text.text`, most: 75, least: 1, source: objects },
    { of, field: `${path}.*.value`, most: 150, least: 1, source: "facts [Q]" },
    { of, field: `${path}.*.description.text`, most: 75, source: objects },
  ];
}

function options(of: string): readonly Limit[] {
  return [...optionLimits(of, "options"), ...optionLimits(of, "initial_options")];
}

function groups(of: string): readonly Limit[] {
  return [
    { of, field: "option_groups", most: 100, source: elements },
    { of, field: "option_groups.*.label.text", most: 75, source: objects },
    { of, field: "option_groups.*.options", most: 100, source: objects },
    ...optionLimits(of, "option_groups.*.options"),
  ];
}

/** What counts over a whole message or view. */
export const wholes = {
  /** types, views.d.ts [P] for views; facts [P], block-kit SKILL.md for messages. */
  blocksInMessage: 50,
  /** Longer plain texts come out as several messages (facts [Q], chat.postMessage: advised; [M] 60927861071: split). */
  textAlone: 4_000,
  /** facts [Q], chat.postMessage: truncated past it. */
  text: 40_000,
  /**
   * facts [M], bolt-js#2509: refused at about 13,200. Later reports (bolt-js#2867) saw `rich_text` refused whose texts
   * came to 11,341, so the containers count: the JSON of all blocks is counted here, of tables only what the cells say.
   */
  payload: 13_200,
  /** facts [P], SKILL.md: cumulative over all markdown blocks. */
  markdown: 12_000,
  /** facts [P], SKILL.md: "only one `table` block per message"; data tables and tables in containers count. */
  tables: 1,
  /** facts [Q], table-block: over all cells. */
  tableText: 10_000,
  /** facts 1.1: `metadata_too_large` exists; 8 KB is from memory. */
  metadata: 8_000,
  /** facts 1.1: 250 KB is from memory. */
  view: 250_000,
} as const;
