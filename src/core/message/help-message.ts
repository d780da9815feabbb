import type { CommandSpec } from "../commands/grammar.ts";
import { code, emphasis, heading, list, paragraph } from "./build.ts";
import type { Inline } from "./doc.ts";
import type { Message } from "./message.ts";
import { spoken } from "./spoken.ts";
import { words } from "./words.ts";

/** Everything the bot can do, a line each. */
export function helpMessage(commands: readonly CommandSpec[]): Message {
  return {
    summary: words.command.helpIntro,
    doc: [heading(2, words.command.help), paragraph(words.command.helpIntro), list(commands.map(helpLine))],
    actions: [],
    pictures: [],
    thread: null,
  };
}

/** The answer to a command that is none: the one they may have meant, with its line of help. */
export function unknownMessage(typed: string, nearest: CommandSpec | null): Message {
  const said = words.command.unknown(typed);
  const guess = nearest === null ? words.command.seeHelp : guessAt(nearest);
  return {
    summary: said,
    doc: [paragraph(said), paragraph(...spoken(guess))],
    actions: [],
    pictures: [],
    thread: null,
  };
}

const guessAt = ({ name, usage, help }: CommandSpec): string =>
  `${words.command.nearest(name, usage === "" ? "" : ` ${usage}`)} ${help}.`;

const helpLine = ({ name, usage, help, manager }: CommandSpec): readonly (string | Inline)[] => [
  code(usage === "" ? `/drill ${name}` : `/drill ${name} ${usage}`),
  ` ${help}`,
  ...(manager ? [" ", emphasis(`(${words.command.managerMark})`)] : []),
];
