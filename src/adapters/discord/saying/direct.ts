import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import { type ChannelKey, type PersonId, partsOf } from "../../../core/keys.ts";
import type { Action, Message } from "../../../core/message/message.ts";
import { partsOf as messageParts } from "../../../core/message/parts.ts";
import type { Grant } from "../../../ports/pacing.ts";
import { fit } from "../../../render/discord/fit.ts";
import { type DiscordMessage, renderMessage } from "../../../render/discord/message.ts";
import { ledCommands } from "../../chat/led-commands.ts";
import type { Call } from "../calls/client.ts";
import { isSnowflake, snowflake } from "../ids.ts";
import { countedAs } from "../pacing.ts";

const opened = z.object({ id: snowflake });
const posted = z.object({ id: snowflake });

/**
 * What is said to one person where no interaction is to be answered: their conversation with the bot, as in a channel
 * Discord shows nothing to one person alone. It says below which channel it is about.
 */
export class DirectMessages {
  readonly #post: Call;

  constructor(post: Call) {
    this.#post = post;
  }

  /** False when the person takes no messages of the bot. Rejects with `platform.*`. */
  async tell(about: ChannelKey, person: PersonId, message: Message, grant?: Grant): Promise<boolean> {
    if (!isSnowflake(person)) return false;
    try {
      const body = { recipient_id: person };
      const { id } = await this.#post({ method: "POST", route: Routes.userChannels(), body, grant }, opened);
      for (const [at, part] of messageParts(withoutControls(message), fit).entries()) {
        await grant?.more(countedAs.post(id));
        const said = renderMessage(part, null);
        const whole = at === 0 ? framed(said, about, message.actions) : said;
        await this.#post({ method: "POST", route: Routes.channelMessages(id), body: whole, grant }, posted);
      }
      return true;
    } catch (error) {
      // 50007, or a person who is not there: somebody else may be told instead.
      if (error instanceof BotError && error.code === "platform.refused" && error.why !== "token-revoked") return false;
      throw error;
    }
  }
}

/** `framed` says as commands what they do. */
const withoutControls = (message: Message): Message => ({ ...message, actions: [] });

function framed(message: DiscordMessage, about: ChannelKey, actions: readonly Action[]): DiscordMessage {
  const channel = `<#${partsOf(about).channel}>`;
  const commands = ledCommands(actions).map(
    ({ label, command }) => `${label}: type \`/drill ${command}\` in ${channel}`,
  );
  return { ...message, content: [message.content, `-# ${channel}`, ...commands].join("\n") };
}
