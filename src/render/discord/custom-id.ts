import { limits } from "./limits.ts";

/** `mark:action`, and `mark.n:action` for the further menus of one action. A mark is empty where a message has none. */
const shape = /^(?<mark>[\w-]{0,24})(?:\.\d{1,2})?:(?<action>.*)$/su;

/**
 * The `custom_id` of a control: the message's mark, then the id of the action, which comes back with the press. Raises a
 * RangeError for an action whose id is too long to come back; ours are short, and a test reads all of them.
 */
export function customIdOf(mark: string | null, action: string, menu = 0): string {
  const id = `${mark ?? ""}${menu === 0 ? "" : `.${menu}`}:${action}`;
  if (id.length > limits.customId) throw new RangeError(`the id of the action ${action} is too long for a control`);
  return id;
}

/** The id of the action that a control stands for; null for a control that is not one of ours. */
export const actionOf = (customId: string): string | null => shape.exec(customId)?.groups?.["action"] ?? null;

/** The mark in a control's id; null where there is none. */
export const markOfCustomId = (customId: string): string | null => shape.exec(customId)?.groups?.["mark"] || null;
