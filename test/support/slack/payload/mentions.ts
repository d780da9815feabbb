import { everything } from "./walk.ts";

/** Elements of rich text that tell somebody (types, blocks.d.ts [P]). */
const notifying: ReadonlySet<unknown> = new Set(["user", "usergroup", "broadcast"]);

/**
 * Whom a message tells though it must not: behaviour.md, nobody unless the plan names a group, and then that one group by a
 * new message. Looked for where Slack reads marks: in `text`, in Markdown and among the elements of rich text.
 */
export function brokenMentions(text: unknown, blocks: readonly unknown[], mayPing: boolean): readonly string[] {
  const found = everything(blocks, "/blocks");
  const marked = found.flatMap(({ at, thing }) =>
    thing["type"] === "mrkdwn" || thing["type"] === "markdown" ? mentionsIn(thing["text"]).map((one) => [at, one]) : [],
  );
  const live = [...mentionsIn(text).map((one) => ["/text", one]), ...marked];
  const groups = new Set(live.map(([, mention]) => mention).filter((mention = "") => userGroup.test(mention)));
  const isMeant = (mention = ""): boolean => mayPing && groups.size === 1 && groups.has(mention);
  return [
    ...live.filter(([, mention]) => !isMeant(mention)).map(([at, mention]) => `${at}: ${mention} pings`),
    ...found
      .filter(({ thing }) => notifying.has(thing["type"]))
      .map(({ at, thing }) => `${at}: ${String(thing["type"])} pings`),
  ];
}

const userGroup = /^<!subteam\^S[A-Z0-9]+>$/u;

const mentionsIn = (text: unknown): readonly string[] =>
  typeof text === "string" ? (text.match(/<[@!](?!date\^)[^<>]*>/gu) ?? []) : [];
