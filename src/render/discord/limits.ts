/**
 * Discord's limits and where they are said: "docs" is discord/discord-api-docs (resources/message, components/reference,
 * interactions), "types" the comments of `discord-api-types` 0.38. What Discord counts is not told; we count UTF-16 units,
 * which are never fewer than the code points of a text.
 */
export const limits = {
  /** docs: the text of a message. */
  content: 2_000,
  /** docs: the text of one embed, and all embeds of a message together. */
  description: 4_096,
  embeds: 6_000,
  /** types: buttons of a row, rows of a message. */
  rowButtons: 5,
  rows: 5,
  /** docs: the words of a button, of an option, of a menu in which nothing is chosen yet. */
  button: 80,
  option: 100,
  placeholder: 150,
  /** types: options of a menu; boxes of a group, and the fewest radio buttons. */
  options: 25,
  boxes: 10,
  leastRadios: 2,
  /** docs: the id of a control or form. */
  customId: 100,
  /** docs: title and parts of a form; types: the words and the hint above a field. */
  title: 45,
  formParts: 5,
  label: 45,
  hint: 100,
  /** docs: what a text input takes; guide of discord.js, "Display components": the texts above it. */
  input: 4_000,
  textDisplay: 4_000,
  /** docs, application commands: what a command or an option says of itself. */
  commandDescription: 100,
  /** docs: name and value of an offered completion, and how many. */
  choice: 100,
  choices: 25,
} as const;

/** Most controls under one message, where all are buttons. */
export const mostControls = limits.rowButtons * limits.rows;

/** behaviour.md: the widest table that a phone shows in a fixed-width font, in columns. */
export const tableColumns = 36;
