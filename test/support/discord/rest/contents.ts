import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Change } from "../state/talk.ts";
import { refusal } from "./refused.ts";

/** What a request puts into a message; what it leaves out is not there. */
export function contentsOf(body: Fields, files: readonly string[]): Change {
  const { content, embeds, components, flags } = body;
  return {
    ...(content === undefined ? {} : { content: String(content ?? "") }),
    ...(embeds === undefined ? {} : { embeds: records(embeds).map((one) => ({ type: "rich", ...one })) }),
    ...(components === undefined ? {} : { components: numbered(components) }),
    ...(typeof flags === "number" ? { flags } : {}),
    ...(files.length === 0 ? {} : { attachments: files.map(attachment) }),
  };
}

/** Refuses as 50006 what says nothing at all. */
export function needContents(body: Fields, files: readonly string[]): void {
  const { content, embeds, components, sticker_ids: stickers, poll } = body;
  const lists = [embeds, components, stickers].some((one) => Array.isArray(one) && one.length > 0);
  const isText = typeof content === "string" && content.trim() !== "";
  if (!lists && !isText && poll == null && files.length === 0) throw refusal("empty");
}

const records = (list: unknown): readonly Fields[] => (Array.isArray(list) ? list.filter(isRecord) : []);

/** Components are numbered where they have no number (developers/components/reference.mdx, Optional Ids). */
function numbered(list: unknown): readonly Fields[] {
  let last = 0;
  const number = (one: Fields): Fields => {
    last += 1;
    const id = one["id"] ?? last;
    const { components, accessory } = one;
    return {
      ...one,
      id,
      ...(components === undefined ? {} : { components: records(components).map(number) }),
      ...(isRecord(accessory) ? { accessory: number(accessory) } : {}),
    };
  };
  return records(list).map(number);
}

function attachment(filename: string, place: number): Fields {
  const url = `https://cdn.discord.invalid/${place}/${filename}`;
  return { id: String(place), filename, size: 1, url, proxy_url: url, content_type: "application/octet-stream" };
}
