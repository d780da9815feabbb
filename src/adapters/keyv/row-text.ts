import { Keyv } from "keyv";
import { z } from "zod";
import type { Codec } from "../../core/codecs.ts";
import { BotError } from "../../core/errors.ts";

// Only for its serialisation: rows stay readable for any keyv on the same table, and we read what keyv set.
const keyv = new Keyv();

/** Which fields are wrong and how, without their values: those are people's answers. */
function whatIsWrong(error: unknown): string {
  if (!(error instanceof z.ZodError)) return "it is not in keyv's serialisation";
  return error.issues.map((issue) => `${issue.path.map(String).join(".") || "the whole"}: ${issue.code}`).join(", ");
}

/** A record as the text of its row. Raises `input.invalid`, naming the fields, when it does not fit its codec. */
export function textOf(rowKey: string, encode: () => unknown): string {
  try {
    const text = keyv.serialize?.({ value: encode() });
    if (typeof text === "string") return text;
    throw new TypeError("keyv gave no text");
  } catch (error) {
    throw new BotError("input.invalid", `${rowKey}: the record cannot be stored (${whatIsWrong(error)})`, {
      hint: "this is a bug of the bot: report it with this line",
    });
  }
}

/** The record in a row's text. Raises `store.damaged`, naming key and fields, when it cannot be decoded. */
export function recordOf<T>(rowKey: string, text: string, codec: Codec<T>): T {
  try {
    const row: unknown = keyv.deserialize?.(text);
    return codec.decode(typeof row === "object" && row !== null && "value" in row ? row.value : undefined);
  } catch (error) {
    throw new BotError("store.damaged", `${rowKey}: the record cannot be read (${whatIsWrong(error)})`, {
      hint: "restore it from a backup, or delete this row; the others are not touched",
    });
  }
}
