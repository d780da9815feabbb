import type { Message } from "../../core/message/message.ts";

/** One thing that waits for a manager's decision. */
export type Waiting = Readonly<{
  /** It as a message of its own, with the buttons that decide it. */
  show: () => Promise<Message>;
}>;
