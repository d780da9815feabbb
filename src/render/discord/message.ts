import type { APIAllowedMentions, APIEmbed } from "discord-api-types/v10";
import type { Doc } from "../../core/message/doc.ts";
import type { Message } from "../../core/message/message.ts";
import { splitDoc } from "../../core/message/split.ts";
import { asideOf } from "../aside.ts";
import { shortened } from "../shortened.ts";
import { withoutTitle, withPictures } from "../spoken-first.ts";
import { type Row, renderActions } from "./actions.ts";
import { renderInlines } from "./inlines.ts";
import { limits } from "./limits.ts";
import { unseen, unseenChars } from "./mark.ts";
import { renderMarkdown } from "./markdown.ts";

/** What a message is made of, new or in place of another: everything is named, so that an edit leaves nothing behind. */
export type DiscordMessage = Readonly<{
  content: string;
  embeds: APIEmbed[];
  components: Row[];
  /** Nobody is told but who is meant to be, whatever the text says. Discord's own default tells everybody whom it names. */
  allowed_mentions: APIAllowedMentions;
}>;

/**
 * A message as Discord takes it. Its text is what notifications show: the title and what is asked. `mark` (`markOf`) goes
 * with every message of a delivery: in the ids of its controls, or, where it has none, unseen at the end of its text.
 * `ping` is the id of the one role that it tells, at the end of its text; `Message.ping` alone tells nobody.
 */
export function renderMessage(message: Message, mark: string | null, ping: string | null = null): DiscordMessage {
  const components = renderActions(message.actions, mark);
  const role = ping !== null && roleId.test(ping) ? ping : null;
  const mention = role === null ? "" : `\n<@&${role}>`;
  const { content, embeds } = layout(message, room - mention.length);
  const end = mention + (mark === null || components.length > 0 ? "" : unseen(mark));
  return {
    content: content === "" && embeds.length === 0 ? `–${end}` : content + end,
    embeds: embeds.map((description) => ({ description, color: frameColour })),
    components,
    allowed_mentions: role === null ? { parse: [] } : { parse: [], roles: [role] },
  };
}

const roleId = /^\d{1,20}$/u;

/** The line beside an embed; the playground's accent. */
export const frameColour = 0x0f6464;

/** The text of a message, and of its embeds. */
type Layout = Readonly<{ content: string; embeds: readonly string[] }>;

const room = limits.content - unseenChars;

/**
 * All of it as text where that is short enough; of a message that opens a thread, what is said about it stands below in an
 * embed. What is longer is an embed under its summary.
 */
function layout(message: Message, most: number): Layout {
  const doc = withPictures(message);
  const { asked, about } = message.thread === null ? { asked: doc, about: [] } : parted(doc);
  const content = renderMarkdown(asked);
  if (content.length <= most) return { content, embeds: embedsOf(about) };
  const title = { kind: "text", value: shortened(message.summary, summaryChars) } as const;
  return {
    content: renderInlines([{ kind: "strong", children: [title] }]),
    embeds: embedsOf(withoutTitle(doc, message.summary)),
  };
}

/** How much of a summary stands above an embed: what a notification shows. */
const summaryChars = 200;

/** A document in two: up to its last aside, and that with what follows. */
function parted(doc: Doc): Readonly<{ asked: Doc; about: Doc }> {
  const at = doc.findLastIndex((block) => block.kind === "paragraph" && asideOf(block.children) !== null);
  return at <= 0 ? { asked: doc, about: [] } : { asked: doc.slice(0, at), about: doc.slice(at) };
}

/** One embed; two for what was never cut to fit one, and of what is longer than all embeds may be, the beginning. */
function embedsOf(doc: Doc): readonly string[] {
  const whole = renderMarkdown(doc);
  if (whole === "") return [];
  if (whole.length <= limits.description) return [whole];
  const half = limits.embeds / 2 - 2;
  const parts = splitDoc(doc, (part) => renderMarkdown(part).length <= half).map(renderMarkdown);
  return parts.length <= 2 ? parts : [parts[0] ?? "", `${parts[1] ?? ""}\n…`];
}
