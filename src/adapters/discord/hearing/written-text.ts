/** The names of people whom a message mentions, by id. */
export type Mentioned = ReadonlyMap<string, string>;

/**
 * What a person wrote, from the content of a message (docs.discord.com, Reference, *Message Formatting*): tokens in angle
 * brackets as the words that people see, where the message tells them.
 */
export const writtenText = (content: string, mentioned: Mentioned): string =>
  content.replace(people, (token, id: string) => nameFor(id, mentioned) ?? token).replace(emoji, ":$1:");

const people = /<@!?(\d{15,20})>/gu;
const emoji = /<a?:(\w{2,32}):\d{15,20}>/gu;

function nameFor(id: string, mentioned: Mentioned): string | null {
  const name = mentioned.get(id);
  return name === undefined ? null : `@${name}`;
}
