/** What makes two definitions of a command different; ids, versions and translations do not. */
const told = [
  "type",
  "name",
  "description",
  "required",
  "autocomplete",
  "min_value",
  "max_value",
  "min_length",
  "max_length",
  "value",
  "default_member_permissions",
  "contexts",
  "integration_types",
  "choices",
  "options",
] as const;

/**
 * Commands as one text, the same for what we would register and what Discord tells is registered: in it stand only what we
 * set, without what is left at its default, in an order of its own. Where it differs, commands are registered anew.
 */
export const commandsFingerprint = (commands: readonly unknown[]): string =>
  JSON.stringify(commands.map(plainly).toSorted((one, other) => compare(nameOf(one), nameOf(other))));

/** A type that is not said is a slash command, and so comes first. */
const nameOf = (command: unknown): string =>
  isRecord(command) ? `${JSON.stringify(command["type"] ?? 1)} ${JSON.stringify(command["name"])}` : "";

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function plainly(command: unknown): unknown {
  if (!isRecord(command)) return command;
  const said = told.flatMap((field): (readonly [string, unknown])[] => {
    const value = ordered(field, command[field]);
    return isDefault(field, value) ? [] : [[field, value]];
  });
  return Object.fromEntries(said);
}

function ordered(field: (typeof told)[number], value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  // People read options in their order; contexts are a set.
  return field === "options" || field === "choices" ? value.map(plainly) : value.map(Number).toSorted();
}

function isDefault(field: (typeof told)[number], value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (field === "type") return value === 1;
  return Array.isArray(value) && value.length === 0;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
