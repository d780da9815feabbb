import { isRecord } from "../payload/record.ts";
import type { Fields } from "../state/types.ts";
import { Refused } from "./reply.ts";

// The client sends forms, in which everything but texts, numbers and booleans is JSON (WebClient.js, serializeBody [P]).
const json = new Set(["blocks", "metadata", "view", "attachments", "files", "file_ids"]);
const booleans = new Set([
  "reply_broadcast",
  "unfurl_links",
  "unfurl_media",
  "link_names",
  "mrkdwn",
  "inclusive",
  "as_user",
  "include_all_metadata",
  "exclude_archived",
  "return_im",
  "include_num_members",
]);
const codes: Readonly<Record<string, string>> = {
  blocks: "invalid_blocks_format",
  metadata: "invalid_metadata_format",
};

/** A method's arguments from the body of its request, form or JSON. */
export function readArguments(body: string, contentType: string): Fields {
  if (contentType.startsWith("application/json")) {
    const parsed = readJson(body, "invalid_json");
    return isRecord(parsed) ? parsed : {};
  }
  const entries = [...new URLSearchParams(body)].map(([key, value]) => [key, readValue(key, value)]);
  return Object.fromEntries(entries);
}

function readValue(key: string, value: string): unknown {
  if (booleans.has(key)) return value === "true" || value === "1";
  if (!json.has(key)) return value;
  return readJson(value, codes[key] ?? "invalid_arguments");
}

function readJson(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(otherwise);
    throw error;
  }
}

/** A text argument that has to be there. */
export function need(args: Fields, key: string): string {
  const value = args[key];
  if (typeof value === "string" && value !== "") return value;
  throw new Refused("invalid_arguments", {
    response_metadata: { messages: [`[ERROR] missing required field: ${key}`] },
  });
}

/** A text argument that may be missing. */
export const maybe = (args: Fields, key: string): string | null => {
  const value = args[key];
  return typeof value === "string" && value !== "" ? value : null;
};

/** A number argument, or what stands for it. */
export function numberOr(args: Fields, key: string, otherwise: number): number {
  const value = Number(args[key] ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
}
