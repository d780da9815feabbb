/**
 * Slack's limits and where they are said. "types": the comments of `@slack/types` 3.2; "docs": docs.slack.dev; "measured":
 * what others found against the live service. Texts are counted as they go out, with `&`, `<` and `>` escaped.
 */
export const limits = {
  /** types, blocks.d.ts: "Maximum length for the text in this field is 150 characters". */
  header: 150,
  /** types, composition-objects.d.ts: any text object. */
  textObject: 3_000,
  /** types, block-elements.d.ts: the words of a button. */
  button: 75,
  /** types, composition-objects.d.ts: the words of an option, and of a group of them. */
  option: 75,
  /** docs, select menu element: what a menu says while nothing is chosen. */
  placeholder: 150,
  /** types, block-elements.d.ts: options of a menu, and of each group of one. */
  options: 100,
  /** types, block-elements.d.ts: checkboxes and radio buttons take ten. More than five are a long form, though. */
  boxes: 5,
  /** types, blocks.d.ts: controls of one actions block. */
  actions: 25,
  /** types, blocks.d.ts: the label and the hint of an input. */
  label: 2_000,
  /** types, views.d.ts: title, submit and close of a form. */
  title: 24,
  /** types, block-elements.d.ts: what a text input takes. */
  input: 3_000,
  /** docs, chat.postMessage: blocks of a message. types, views.d.ts: blocks of a form and of the Home. */
  messageBlocks: 50,
  viewBlocks: 100,
  /** types, blocks.d.ts: rows with the head, and columns, of a table; docs, table block: characters over all cells. */
  tableRows: 100,
  tableColumns: 20,
  tableChars: 10_000,
  /** types, block-elements.d.ts: the deepest list, counted from 0. */
  indent: 8,
  /** types, block-elements.d.ts: the address of a button; none is given for a link. */
  url: 3_000,
} as const;

/**
 * How much of a message a document may take. It fits when it can be sent and edited as blocks and also as nothing but
 * text, so that a refused rich message is one plain message, and an edit of it one edit.
 */
export const budget = {
  /** Two are kept for controls. */
  blocks: limits.messageBlocks - 2,
  /**
   * Measured: `msg_blocks_too_long` from 13,297 characters of Markdown on, from 11,341 characters of text in small
   * blocks (slackapi/bolt-js#2509, #2867). What Slack counts is not told; the whole JSON is more than any count of it.
   */
  json: 11_000,
  /**
   * Measured: `chat.update` refuses a text of more than 4,000 bytes of UTF-8 (`msg_too_long`), and a post of more than
   * 4,040 characters without blocks arrives as several messages. The rest is for the summary.
   */
  textBytes: 3_800,
} as const;

/** The longest text of a message, in bytes of UTF-8; see `budget.textBytes`. */
export const MESSAGE_TEXT_BYTES = 4_000;
