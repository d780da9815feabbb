import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandStringOption,
  APIApplicationCommandSubcommandGroupOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { type CommandName, commands } from "../../core/commands/grammar.ts";
import { words } from "../../core/message/words.ts";
import { shortened } from "../shortened.ts";
import { limits } from "./limits.ts";
import { commandType, optionType } from "./numbers.ts";

/** The message commands, by what a person points a message out as. */
export const messageCommands = { mine: "Use as my answer", "not-mine": "Not my answer" } as const;

/** The options of `setup`, and the fields of its form that they fill. */
export const setupOptions = {
  zone: "zone",
  "post-at": "postAt",
  reveal: "reveal",
  "reveal-at": "revealAt",
  mode: "mode",
} as const;

/** The option of `setup` that names the role to ping; the form only takes it out again. */
export const pingOption = "ping";

type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody | RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** docs, permissions: View Channel. */
const viewChannel = 1n << 10n;

/**
 * Where and for whom commands are: in servers that installed the bot, for everyone who sees the channel, until the server's
 * admins say otherwise. What only managers may do, the bot checks itself.
 */
const everywhere = () => ({
  contexts: [0],
  integration_types: [0],
  default_member_permissions: String(viewChannel),
});

/** `/drill` with a subcommand for each command of the grammar, and the message commands. */
export const commandDefinitions = (): CommandBody[] => [
  {
    ...everywhere(),
    type: commandType.chat,
    name: "drill",
    description: described(words.command.helpIntro),
    options: commands.map(({ name, help, manager }) =>
      subcommand(name, described(manager ? `${help} (${words.command.managerMark})` : help)),
    ),
  },
  ...Object.values(messageCommands).map((name) => ({ ...everywhere(), type: commandType.message, name })),
];

const described = (text: string): string => shortened(text, limits.commandDescription);

/** `managers` has subcommands of its own; all others have options, or none. */
function subcommand(
  name: CommandName,
  description: string,
): APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption {
  if (name !== "managers") return { type: optionType.subcommand, name, description, options: optionsOf(name) };
  return { type: optionType.group, name, description, options: managerCommands() };
}

const managerCommands = (): APIApplicationCommandSubcommandOption[] => {
  const who = () => ({ type: optionType.mentionable, name: "who", description: words.option.who, required: true });
  const of = (name: "add" | "remove" | "list", options: APIApplicationCommandBasicOption[]) => ({
    type: optionType.subcommand,
    name,
    description: described(words.option[name]),
    options,
  });
  return [of("add", [who()]), of("remove", [who()]), of("list", [])];
};

function optionsOf(name: Exclude<CommandName, "managers">): APIApplicationCommandBasicOption[] {
  switch (name) {
    case "setup":
      return setup();
    case "now":
      return [{ ...text("topic", words.option.topic), autocomplete: true }];
    case "pause":
      return [text("until", words.option.until)];
    case "away":
      return [text("until", words.option.awayUntil, true)];
    case "preview":
      return [{ type: optionType.integer, name: "number", description: words.option.number, min_value: 1 }];
    case "flag":
      return [{ ...text("date", words.option.date), autocomplete: true }];
    case "search":
      return [{ ...text("words", words.option.search, true), autocomplete: true }];
    default:
      return [];
  }
}

/** Discord does not tell where somebody is, so the zone has to be chosen; days, topics and levels follow in a panel. */
function setup(): APIApplicationCommandBasicOption[] {
  const { sameDay, nextDay, nextQuestion, open, sealed } = words.setup;
  return [
    { ...text("zone", words.option.zone, true), autocomplete: true },
    text("post-at", words.option.postAt),
    {
      ...text("reveal", words.option.reveal),
      choices: [
        { name: sameDay, value: "same-day" },
        { name: nextDay, value: "next-posting-day" },
        { name: nextQuestion, value: "next-question" },
      ],
    },
    text("reveal-at", words.option.revealAt),
    {
      ...text("mode", words.option.mode),
      choices: [
        { name: open, value: "open" },
        { name: sealed, value: "sealed" },
      ],
    },
    { type: optionType.role, name: pingOption, description: described(words.option.ping) },
  ];
}

type Text = Pick<APIApplicationCommandStringOption, "name" | "description" | "required"> & {
  type: typeof optionType.text;
};

const text = (name: string, description: string, required = false): Text => ({
  type: optionType.text,
  name,
  description: described(description),
  required,
});
