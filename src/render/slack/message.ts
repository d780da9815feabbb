import type { KnownBlock } from "@slack/types";
import { cutAt } from "../../core/message/borders.ts";
import type { Doc } from "../../core/message/doc.ts";
import type { Message } from "../../core/message/message.ts";
import { plainText } from "../../core/message/plain.ts";
import { splitDoc } from "../../core/message/split.ts";
import { beginsWith, withoutTitle, withPictures } from "../spoken-first.ts";
import { renderActions } from "./actions.ts";
import { renderBlocks } from "./blocks.ts";
import { fallbackText } from "./fallback-text.ts";
import { limits, MESSAGE_TEXT_BYTES } from "./limits.ts";
import { escapeText, utf8Bytes } from "./text-objects.ts";

/** What `chat.postMessage`, `chat.update`, `chat.postEphemeral` and a `response_url` take of a message. */
export type SlackMessage = Readonly<{ text: string; blocks: KnownBlock[] }>;

/**
 * Goes with every post: nothing is unfurled, no name and no bare address becomes a link. `parse: "none"` keeps the marks
 * of Slack's own formatting and nothing else (docs.slack.dev, chat.postMessage).
 */
export const postSettings = { unfurl_links: false, unfurl_media: false, link_names: false, parse: "none" } as const;

/**
 * A message as the forms in which to send it, best first: blocks; the same words without layout, with the controls; and
 * text alone (`blocks` is empty). The next one is for when Slack refuses the one before, so that nothing is lost.
 * `mark` begins every `block_id` (at most 240 characters) and should be another one after an edit; null leaves them out.
 * `ping` is the id of the one user group that it tells, at its end; `Message.ping` alone tells nobody.
 */
export function renderMessage(
  message: Message,
  mark: string | null,
  ping: string | null = null,
): readonly [SlackMessage, SlackMessage, SlackMessage] {
  const token = ping !== null && userGroupId.test(ping) ? `<!subteam^${ping}>` : null;
  const text = textOf(message, token === null ? "" : `\n\n${token}`);
  const end = [...(token === null ? [] : [section(token)]), ...renderActions(message.actions)];
  const doc = withPictures(message);
  const rich = renderBlocks(doc, { blocks: limits.messageBlocks - end.length, table: true });
  return [
    { text, blocks: marked([...rich, ...end], mark) },
    { text, blocks: marked([...sections(doc), ...end], mark) },
    { text, blocks: [] },
  ];
}

/** User groups have ids like `S0604QSJC` (docs.slack.dev, usergroups.list); nothing else is put into a mention. */
const userGroupId = /^S[A-Z0-9]{1,30}$/u;

/** All that the message says, for notifications and screen readers; the summary first where it says something else. */
function textOf(message: Message, end: string): string {
  const doc = withPictures(message);
  const most = MESSAGE_TEXT_BYTES - end.length;
  const summary = escapeText(message.summary).trim();
  if (plainText(doc) === "") return (summary === "" ? "–" : clipped(summary, most)) + end;
  if (summary === "" || beginsWith(plainText(doc), message.summary)) return clipped(fallbackText(doc), most) + end;
  const both = `${summary}\n\n${fallbackText(withoutTitle(doc, message.summary))}`;
  return (utf8Bytes(both) <= most ? both : clipped(fallbackText(doc), most)) + end;
}

/** A text of so many bytes at most; only what was never cut to fit can be too long, and its blocks have it whole. */
function clipped(text: string, most: number): string {
  if (utf8Bytes(text) <= most) return text;
  const end = cutAt(text, (at) => utf8Bytes(`${text.slice(0, at)}…`) <= most, false);
  // Half an entity or half a date would show its marks.
  return `${text
    .slice(0, end)
    .replace(/(?:&[a-z]{0,3}|<[^>]*)$/u, "")
    .trimEnd()}…`;
}

const sections = (doc: Doc): KnownBlock[] =>
  splitDoc(doc, (part) => fallbackText(part).length <= limits.textObject)
    .map(fallbackText)
    .filter((text) => text.trim() !== "")
    .map(section);

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });

const marked = (blocks: readonly KnownBlock[], mark: string | null): KnownBlock[] =>
  mark === null ? [...blocks] : blocks.map((block, at) => ({ ...block, block_id: `${mark}.${at}` }));
