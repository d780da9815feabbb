import { distance } from "fastest-levenshtein";

/** One subcommand of `/drill`. */
export type CommandSpec = Readonly<{
  name: string;
  /** What follows the name; empty for nothing. Square brackets mean optional. */
  usage: string;
  /** One line, as `help` shows it. */
  help: string;
  /** Whether only managers may. */
  manager: boolean;
}>;

/** The grammar of every platform, in the order of `help`. */
export const commands = [
  {
    name: "setup",
    usage: "[ping @group]",
    help: "Choose time zone, days, times, topics and levels for this channel",
    manager: true,
  },
  { name: "now", usage: "[topic]", help: "Ask today's question now", manager: true },
  { name: "reveal", usage: "", help: "Reveal the open question now", manager: true },
  { name: "skip", usage: "", help: "Drop today's question while nobody has answered", manager: true },
  { name: "another", usage: "", help: "Swap today's question while nobody has answered", manager: true },
  { name: "pause", usage: "[until DATE]", help: "No questions for a while", manager: true },
  { name: "resume", usage: "", help: "Questions again", manager: true },
  { name: "stop", usage: "", help: "End the plan after its reveal", manager: true },
  { name: "holidays", usage: "", help: "Dates without a question", manager: true },
  { name: "managers", usage: "add|remove|list [person]", help: "Who else may do all this", manager: true },
  { name: "preview", usage: "[number]", help: "The next dates, with days off", manager: false },
  { name: "answer", usage: "", help: "Answer the open question through the form", manager: false },
  { name: "me", usage: "", help: "Your figures and your streak", manager: false },
  { name: "away", usage: "until DATE", help: "Days that do not count for your streak", manager: false },
  { name: "topics", usage: "", help: "What the bank holds", manager: false },
  { name: "search", usage: "words", help: "Find questions by their words", manager: false },
  { name: "suggest", usage: "", help: "Suggest a question of your own", manager: false },
  { name: "flag", usage: "[date]", help: "Say what is the matter with a question", manager: false },
  { name: "review", usage: "", help: "What people suggested and flagged, for you to decide", manager: true },
  { name: "status", usage: "", help: "The last and the next question, and why none today", manager: false },
  { name: "help", usage: "", help: "This list", manager: false },
] as const satisfies readonly CommandSpec[];

/** The same for people on one platform: what it cannot do is not in the line of a command. */
export const commandsWhere = ({ pings }: Readonly<{ pings: boolean }>): readonly CommandSpec[] =>
  commands.map((command) => (command.name === "setup" && !pings ? { ...command, usage: "" } : command));

export type CommandName = (typeof commands)[number]["name"];

/** What somebody typed after `/drill`. */
export type Parsed =
  | Readonly<{ kind: "command"; name: CommandName; words: string }>
  /** `nearest` is the one they may have meant, null when nothing is close. */
  | Readonly<{ kind: "unknown"; typed: string; nearest: CommandSpec | null }>;

/** Reads a command. Nothing typed is `help`; a half-typed or misspelt name is never carried out, only answered. */
export function parseCommand(text: string): Parsed {
  const [typed = "", ...rest] = text.trim().split(/\s+/u);
  const name = typed.toLowerCase();
  if (name === "") return { kind: "command", name: "help", words: "" };
  const known = commands.find((command) => command.name === name);
  if (known !== undefined) return { kind: "command", name: known.name, words: rest.join(" ") };
  return { kind: "unknown", typed: typed.slice(0, longestShown), nearest: nearestTo(name) };
}

/** The subcommands that start with what was typed so far, in their order. */
export const completions = (typed: string): readonly CommandSpec[] =>
  commands.filter((command) => command.name.startsWith(typed.trim().toLowerCase()));

const longestShown = 40;

function nearestTo(name: string): CommandSpec | null {
  const half = commands.find((command) => command.name.startsWith(name));
  if (half !== undefined) return half;
  const ranked = commands
    .map((command) => ({ command, far: distance(name.slice(0, longestShown), command.name) }))
    .sort((one, other) => one.far - other.far);
  const [best] = ranked;
  // Two slips of the finger at most, and never more than half the word.
  return best !== undefined && best.far <= Math.min(2, best.command.name.length / 2) ? best.command : null;
}

/** A role named in a command: `<@&R1>` or `<@&R1|seniors>`; without a name it is called by its id. Null when none is. */
export function roleNamed(words: string): Readonly<{ id: string; name: string }> | null {
  const match = /^<@&(?<id>[A-Za-z0-9._-]+)(?:\|(?<name>[^>]*))?>$/u.exec(words.trim());
  const id = match?.groups?.["id"];
  return id === undefined ? null : { id, name: match?.groups?.["name"] || id };
}

/** Of a longer name the beginning is said: some platforms take 100 characters for a choice. */
const longestName = 36;

/** A role as `roleNamed` reads it back. */
export function nameRole({ id, name }: Readonly<{ id: string; name: string }>): string {
  const letters = [...name.replaceAll(">", "")];
  const said = letters.length > longestName ? `${letters.slice(0, longestName - 1).join("")}…` : letters.join("");
  return `<@&${id}|${said}>`;
}

/** A person named in a command: `<@U1>`, `<@U1|ada>`, `@ada` or the bare id; null when nobody is. */
export function personNamed(words: string): string | null {
  const match = /^<@!?(?<id>[A-Za-z0-9._-]+)(?:\|[^>]*)?>$|^@?(?<bare>[A-Za-z0-9._-]+)$/u.exec(words.trim());
  return match?.groups?.["id"] ?? match?.groups?.["bare"] ?? null;
}
