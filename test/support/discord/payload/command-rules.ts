import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Problem } from "./problem.ts";

const pages = "developers/interactions/application-commands.mdx";
/** The pattern of the page, Application Command Naming. */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** platform-facts.md 2.1: over names, descriptions and values of a command, of the longest localisation. */
const mostCharacters = 8_000;
const [chatInput, subcommand, group] = [1, 1, 2];

/** What a command breaks that no shape says. */
export function brokenCommand(command: Fields): readonly Problem[] {
  const { type = chatInput, name, description, options, default_member_permissions: permissions } = command;
  const isChat = type === chatInput;
  const broken: Problem[] = [];
  if (isChat) broken.push(...brokenName(name, ["name"]), ...brokenOptions(options, [], 0));
  if (isChat && (typeof description !== "string" || description === "")) {
    broken.push(problem(["description"], "BASE_TYPE_REQUIRED", "This field is required"));
  }
  if (!isChat && ((description ?? "") !== "" || (Array.isArray(options) && options.length > 0))) {
    broken.push(
      problem(["description"], "APPLICATION_COMMAND_INVALID", "Only slash commands have a description and options."),
    );
  }
  if (permissions != null && !/^\d+$/u.test(String(permissions))) {
    broken.push(problem(["default_member_permissions"], "BASE_TYPE_BAD_VALUE", "It is a bit set, as text."));
  }
  const length = commandLength(command);
  if (length > mostCharacters) {
    broken.push(
      problem([], "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (${mostCharacters}): ${length}`),
    );
  }
  return broken;
}

/** What several commands break together: names are unique a kind, 100, 15 and 15 of them (platform-facts.md 2.1). */
export function brokenCommands(commands: readonly Fields[]): readonly Problem[] {
  const most: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
  return [1, 2, 3].flatMap((kind) => {
    const names = commands.filter(({ type = chatInput }) => type === kind).map(({ name }) => name);
    const limit = most[kind] ?? 0;
    return [
      ...(new Set(names).size < names.length
        ? [problem([], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")]
        : []),
      ...(names.length > limit ? [problem([], "BASE_TYPE_MAX_LENGTH", `Must be ${limit} or fewer in length.`)] : []),
    ];
  });
}

function problem(path: Problem["path"], code: string, message: string): Problem {
  return { path, code, message, source: pages };
}

/** Lower case where a letter has one. */
function brokenName(name: unknown, path: Problem["path"]): readonly Problem[] {
  const isFit = typeof name === "string" && namePattern.test(name) && name === name.toLowerCase();
  return isFit ? [] : [problem(path, "APPLICATION_COMMAND_INVALID_NAME", `Command name is invalid: ${String(name)}`)];
}

function brokenOptions(options: unknown, at: Problem["path"], depth: number): readonly Problem[] {
  if (!Array.isArray(options)) return [];
  const all = options.filter(isRecord);
  const path = [...at, "options"];
  const names = all.map(({ name }) => name);
  const broken: Problem[] = [];
  if (new Set(names).size < names.length) {
    broken.push(
      problem(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists in options"),
    );
  }
  const nests = all.filter(({ type }) => type === subcommand || type === group).length;
  if (nests > 0 && nests < all.length) {
    broken.push(
      problem(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and other option types cannot be mixed"),
    );
  }
  const firstOptional = all.findIndex(({ required }) => required !== true);
  if (
    nests === 0 &&
    all.some(({ required }, place) => required === true && firstOptional >= 0 && place > firstOptional)
  ) {
    broken.push(
      problem(
        path,
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      ),
    );
  }
  return [...broken, ...all.flatMap((one, place) => brokenOption(one, [...path, place], depth))];
}

function brokenOption(option: Fields, path: Problem["path"], depth: number): readonly Problem[] {
  const { name, type, choices, autocomplete, options } = option;
  const broken: Problem[] = [...brokenName(name, [...path, "name"])];
  const isNest = type === subcommand || type === group;
  // Groups hold subcommands, and those hold no further ones (the page, Subcommands and Subcommand Groups).
  if ((type === group && depth > 0) || (type === subcommand && depth > 1)) {
    broken.push(problem([...path, "type"], "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "It is nested too deeply."));
  }
  if (Array.isArray(choices) && choices.length > 0) {
    const values = choices.filter(isRecord).map(({ value }) => value);
    if (autocomplete === true) {
      broken.push(
        problem(path, "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Options with choices cannot be autocompleted."),
      );
    }
    if (new Set(values).size < values.length) {
      broken.push(
        problem(
          [...path, "choices"],
          "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
          "A choice is there twice",
        ),
      );
    }
  }
  return isNest ? [...broken, ...brokenOptions(options, path, type === group ? 1 : 2)] : broken;
}

function commandLength(command: Fields): number {
  const { name, description, name_localizations: names, description_localizations: descriptions } = command;
  const own = longest(name, names) + longest(description, descriptions);
  const choices = Array.isArray(command["choices"]) ? command["choices"].filter(isRecord) : [];
  const options = Array.isArray(command["options"]) ? command["options"].filter(isRecord) : [];
  const ofChoices = choices.map((one) => longest(one["name"], one["name_localizations"]) + String(one["value"]).length);
  return [own, ...ofChoices, ...options.map(commandLength)].reduce((sum, one) => sum + one, 0);
}

function longest(text: unknown, localizations: unknown): number {
  const others = isRecord(localizations) ? Object.values(localizations) : [];
  return Math.max(...[text, ...others].map((one) => String(one ?? "").length));
}
