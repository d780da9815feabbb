import { nameRole } from "../../../core/commands/grammar.ts";
import type { FieldValues } from "../../../core/message/message.ts";
import { pingOption, setupOptions } from "../../../render/discord/commands.ts";

/** An option of a command as Discord gives it; a subcommand, or a group of them, has options in place of a value. */
export type CommandOption = Readonly<{
  name: string;
  value?: string | number | boolean | undefined;
  focused?: boolean | undefined;
  options?: readonly CommandOption[] | undefined;
}>;

/** A native command as all that would follow `/drill`; `roles` are the roles among what was chosen, by id. */
export function commandTextOf(options: readonly CommandOption[], roles: ReadonlyMap<string, string>): string {
  const { names, given } = calledIn(options);
  const said = given.filter((option) => !fills(names, option)).map((option) => wordsOf(option, roles));
  return [...names, ...said].filter((word) => word !== "").join(" ");
}

/** What the options of a command say of the form that it opens, by field. */
export function presetOf(options: readonly CommandOption[]): FieldValues {
  const { names, given } = calledIn(options);
  const filling = given.filter((option) => fills(names, option));
  return Object.fromEntries(filling.map((option) => [fieldOf(option.name), textOf(option)]));
}

/** What is typed into an option just now, as `Handlers.choices` is asked. */
export type Typing = Readonly<{
  form: string;
  field: string;
  typed: string;
  /** What stands before the option's own words in what is offered. */
  before: string;
}>;

/** The option that is being typed; null where none is. */
export function typingIn(options: readonly CommandOption[]): Typing | null {
  const { names, given } = calledIn(options);
  const focused = given.find((option) => option.focused === true);
  if (focused === undefined) return null;
  const [name = ""] = names;
  if (fills(names, focused)) return { form: name, field: fieldOf(focused.name), typed: textOf(focused), before: "" };
  const before = `${names.join(" ")} `;
  return { form: "", field: "", typed: before + textOf(focused), before };
}

type Called = Readonly<{ names: readonly string[]; given: readonly CommandOption[] }>;

/** The subcommand, with its group before it, and what was given to it. */
function calledIn(options: readonly CommandOption[]): Called {
  const [first] = options;
  if (first === undefined || first.value !== undefined) return { names: [], given: options };
  const { names, given } = calledIn(first.options ?? []);
  return { names: [first.name, ...names], given };
}

/** Whether an option says what a field of the command's form should hold. */
const fills = (names: readonly string[], { name }: CommandOption): boolean =>
  names[0] === "setup" && setupFields.has(name);

const fieldOf = (option: string): string => setupFields.get(option) ?? option;
const setupFields: ReadonlyMap<string, string> = new Map(Object.entries(setupOptions));

function wordsOf(option: CommandOption, roles: ReadonlyMap<string, string>): string {
  const text = textOf(option);
  const role = roles.get(text);
  if (option.name === pingOption) return `ping ${role === undefined ? text : nameRole({ id: text, name: role })}`;
  if (role !== undefined) return nameRole({ id: text, name: role });
  if (option.name === "until") return `until ${text}`;
  return option.name === "who" ? `<@${text}>` : text;
}

const textOf = ({ value }: CommandOption): string => String(value ?? "").trim();
