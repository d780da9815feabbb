import type { Send } from "../../src/core/delivery/lines.ts";
import { channelKey } from "../../src/core/keys.ts";

/** A question for channel `C<channel>` that may go at once, or what is said otherwise. */
export const someSend = (key: string, channel: number, other: Partial<Send> = {}): Send => ({
  key,
  channel: channelKey("playground", "W1", `C${channel}`),
  urgency: "question",
  route: null,
  posts: true,
  notBefore: null,
  ...other,
});
