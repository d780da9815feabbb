import type { PlayChoice, PlayState } from "../protocol.ts";

export type Commands = PlayState["commands"];

/** One line of a completion list. `text` is what the whole input becomes when it is taken. */
export type Suggestion = Readonly<{
  text: string;
  label: string;
  usage: string;
  detail: string;
  tag: string | null;
}>;

/** What somebody is writing: plain words, the name of a command, or what follows that name. */
export type Typing =
  | Readonly<{ kind: "words" }>
  | Readonly<{ kind: "name"; typed: string }>
  | Readonly<{ kind: "rest"; name: string; rest: string }>;

/** Reads the beginning of a command. `/`, `/dr` and `/drill re` all ask for names. */
export function readTyping(text: string): Typing {
  if (text.includes("\n")) return { kind: "words" };
  if (text.startsWith("/") && "/drill".startsWith(text.trimEnd())) return { kind: "name", typed: "" };
  const [, name, gap, rest] = /^\/drill\s+(\S*)(\s*)(.*)$/u.exec(text) ?? [];
  if (name === undefined || gap === undefined || rest === undefined) return { kind: "words" };
  return gap === "" ? { kind: "name", typed: name } : { kind: "rest", name, rest };
}

/** The commands whose name begins with what was typed. */
export function suggestNames(commands: Commands, typed: string): readonly Suggestion[] {
  return commands
    .filter((command) => command.name.startsWith(typed.toLowerCase()))
    .map((command) => ({
      text: command.usage === "" ? `/drill ${command.name}` : `/drill ${command.name} `,
      label: `/drill ${command.name}`,
      usage: command.usage,
      detail: command.help,
      tag: command.manager ? "Managers" : null,
    }));
}

/** The server's choices for what follows a name: each takes the place of the word being typed, or of all if it begins with the name. */
export function suggestRest(name: string, rest: string, choices: readonly PlayChoice[]): readonly Suggestion[] {
  const before = rest.replace(/\S*$/u, "");
  return choices.map(({ value, label }) => ({
    text: value.startsWith(`${name} `) ? `/drill ${value} ` : `/drill ${name} ${before}${value} `,
    label,
    usage: "",
    detail: "",
    tag: null,
  }));
}

/** What a message box sends: words, a command with all that follows `/drill`, or a slash word nobody here knows. */
export type Sending =
  | Readonly<{ kind: "say"; text: string }>
  | Readonly<{ kind: "command"; text: string }>
  | Readonly<{ kind: "unknown"; word: string }>;

/** Reads a finished input. A path or a lone slash inside words stays words. */
export function readSending(text: string): Sending {
  const [, rest] = /^\s*\/drill(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  if (/^\s*\/drill(?:\s|$)/u.test(text)) return { kind: "command", text: (rest ?? "").trim() };
  const [, word] = /^(\/[a-z-]+)(?:\s|$)/u.exec(text) ?? [];
  return word === undefined ? { kind: "say", text: text.trim() } : { kind: "unknown", word };
}
