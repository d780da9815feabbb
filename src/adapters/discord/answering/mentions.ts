import type { Response } from "../../../core/message/message.ts";
import type { Log } from "../../../ports/log.ts";
import type { Handlers, IncomingReply, Origin } from "../../../ports/platform.ts";
import { commandNotSaved, pressNotSaved, problem, staysShut } from "../../chat/said.ts";
import type { DirectMessages } from "../saying/direct.ts";

/**
 * The bot was asked for something by its name; `reply` is what was written under a question of a bot that reads nothing
 * else, null for a command.
 */
export type Mention = Readonly<{ origin: Origin; text: string; reply: IncomingReply | null }>;

export type MentionParts = Readonly<{ handlers: () => Handlers; direct: DirectMessages; log: Log }>;

/** Answers those who name the bot, by a direct message: a channel shows nothing to one person alone. */
export class Mentions {
  readonly #parts: MentionParts;

  constructor(parts: MentionParts) {
    this.#parts = parts;
  }

  /** Resolves when the person was told, as far as they take messages. */
  async take(mention: Mention): Promise<void> {
    const { origin, text, reply } = mention;
    const { direct, log } = this.#parts;
    try {
      const response = await this.#run(mention);
      const message = messageIn(response);
      if (message !== null) await direct.tell(origin.channel, origin.person, message);
    } catch (error) {
      log.warn("what a person asked for was not carried out", { error });
      await direct.tell(origin.channel, origin.person, reply === null ? commandNotSaved(text) : pressNotSaved);
    }
  }

  #run({ origin, text, reply }: Mention): Promise<Response> {
    const handlers = this.#parts.handlers();
    if (reply === null) return handlers.command({ ...origin, text });
    return handlers.pointed({ ...origin, as: "mine", reply });
  }
}

function messageIn(response: Response) {
  switch (response.kind) {
    case "message":
      return response.message;
    case "form":
      return staysShut("that takes a press or a /drill command");
    case "errors":
      return problem(Object.values(response.errors).join("; "));
    case "none":
      return null;
  }
}
