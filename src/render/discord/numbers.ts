/** Discord's numbers by name; `discord-api-types` has them too, but is here for its types alone. */

/** docs, component reference: component types. */
export const component = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  text: 10,
  label: 18,
  radios: 21,
  boxes: 22,
} as const;

/** docs, component reference: button styles. */
export const buttonStyle = { primary: 1, plain: 2, danger: 4 } as const;

/** docs, component reference: text input styles. */
export const inputStyle = { line: 1, lines: 2 } as const;

/** docs, receiving and responding: interaction callback types. */
export const callback = { message: 4, messageLater: 5, updateLater: 6, update: 7, choices: 8, modal: 9 } as const;

/** docs, message resource: seen by one person alone. */
export const ephemeral = 64;

/** docs, application commands: command types and option types. */
export const commandType = { chat: 1, message: 3 } as const;
export const optionType = { subcommand: 1, group: 2, text: 3, integer: 4, role: 8, mentionable: 9 } as const;
