import type { Action } from "../../core/message/message.ts";

/** A command, as it is typed after `/drill`, and the words of the button that stood for it. */
export type LedCommand = Readonly<{ label: string; command: string }>;

/**
 * The commands that buttons lead to. In a conversation with one person they are said in words: a press there would not say
 * which channel it is for.
 */
export const ledCommands = (actions: readonly Action[]): readonly LedCommand[] =>
  actions.flatMap(({ id, label }) => {
    const command = /^command\/(?<text>[\w -]+)$/u.exec(id)?.groups?.["text"];
    return command === undefined ? [] : [{ label, command }];
  });
