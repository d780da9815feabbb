import { nameRole } from "../../../core/commands/grammar.ts";

/**
 * What a person wrote, from the `text` of a message (docs.slack.dev, Formatting message text): tokens in angle brackets
 * as the words that people see, and the three escaped characters as they were typed.
 */
export function writtenText(text: string): string {
  return unescaped(text.replace(tokens, (_, token: string) => tokenWords(token)));
}

/**
 * What follows `/drill`, with `should_escape` on: as it was written, but people stay `<@U1>` and user groups become
 * `<@&S1|seniors>`, so that they arrive by id and never by a name that anybody can take.
 */
export function commandText(text: string): string {
  const named = (token: string): string => personToken(token) ?? groupToken(token) ?? tokenWords(token);
  return unescaped(text.replace(tokens, (_, token: string) => named(token)));
}

const tokens = /<([^<>]*)>/gu;

const personToken = (token: string): string | null => {
  const id = /^@(?<id>[A-Z0-9]+)(?:\||$)/u.exec(token)?.groups?.["id"];
  return id === undefined ? null : `<@${id}>`;
};

const groupToken = (token: string): string | null => {
  const { id, name } = /^!subteam\^(?<id>[A-Z0-9]+)(?:\|(?<name>.*))?$/u.exec(token)?.groups ?? {};
  return id === undefined ? null : nameRole({ id, name: bare(name ?? "") || id });
};

/** `@U1|ada`, `#C1|general`, `!here`, `!date^…|words`, `https://…|words`. */
function tokenWords(token: string): string {
  const bar = token.indexOf("|");
  const [what, label] = bar === -1 ? [token, ""] : [token.slice(0, bar), token.slice(bar + 1)];
  if (what.startsWith("@") || what.startsWith("#")) return label === "" ? what : what.charAt(0) + bare(label);
  if (what.startsWith("!")) return label === "" ? `@${what.slice(1)}` : label;
  if (label === "") return what;
  // An address that Slack found by itself: what was typed is its label.
  return what.endsWith(label) ? label : `${label} (${what})`;
}

const bare = (label: string): string => label.replace(/^[@#]/u, "");

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
