import type { DeliveryKey } from "../../core/keys.ts";
import { markOfCustomId } from "./custom-id.ts";

/**
 * The short form of a delivery's key, 12 characters: every message of a delivery carries it, so that one whose answer was
 * lost can be found again. The same key has the same mark for ever.
 */
export function markOf(key: DeliveryKey): string {
  const hash = fnv128(key);
  // Folded, so that a difference in the last character reaches more than a few bits.
  const folded = hash ^ (hash >> 56n);
  return Array.from({ length: markChars }, (_, at) => alphabet[Number((folded >> BigInt(6 * at)) & 63n)]).join("");
}

const markChars = 12;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** draft-eastlake-fnv, FNV-1a of 128 bits. It only has to keep our own keys apart, not to withstand anybody. */
function fnv128(text: string): bigint {
  let hash = 0x6c62272e07bb014262b821756295c58dn;
  for (const unit of text) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x1000000000000000000013bn);
  }
  return hash;
}

/** Characters that show nothing and are no white space, which Discord would trim: two bits each, behind a sign of ours. */
const invisible = ["\u200b", "\u200c", "\u200d", "\u2060"] as const;
const sign = "\u2063";
const places: readonly string[] = invisible;
const written = new RegExp(`${sign}((?:[${invisible.join("")}]{3})+)$`, "u");

/** The longest mark that is written unseen: an adapter may put a few characters of its own behind `markOf`. */
const mostChars = 16;
/** How long such a mark is at most. */
export const unseenChars = sign.length + mostChars * 3;

/** A mark as text that nobody sees, for the end of a message without controls. */
export const unseen = (mark: string): string =>
  sign +
  [...mark]
    .flatMap((character) => {
      const bits = alphabet.indexOf(character);
      return [bits >> 4, (bits >> 2) & 3, bits & 3].map((two) => invisible[two]);
    })
    .join("");

/** A text without the mark at its end. */
export const withoutMark = (content: string): string => content.replace(written, "");

function readUnseen(content: string): string | null {
  const [, hidden] = written.exec(content) ?? [];
  if (hidden === undefined) return null;
  const twos = [...hidden].map((character) => places.indexOf(character));
  const marked = Array.from({ length: twos.length / 3 }, (_, at) => {
    const [high = 0, middle = 0, low = 0] = twos.slice(at * 3, at * 3 + 3);
    return alphabet[(high << 4) | (middle << 2) | low];
  });
  return marked.join("");
}

/** As much of a message as its mark can stand in, as Discord gives it back. */
export type MarkedMessage = Readonly<{
  content?: string | undefined;
  components?: readonly Readonly<{ components?: readonly Readonly<{ custom_id?: string }>[] }>[] | undefined;
}>;

/** The mark that a message carries, in its controls or at the end of its text; null when it is no delivery's. */
export function markIn({ content = "", components = [] }: MarkedMessage): string | null {
  const ids = components.flatMap((row) => row.components ?? []).map(({ custom_id: id }) => id ?? "");
  const marks = ids.map(markOfCustomId).filter((mark) => mark !== null);
  return marks[0] ?? readUnseen(content);
}
