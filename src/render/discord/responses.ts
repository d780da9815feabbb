/** The first answer to an interaction, which Discord wants within 3 s. */
import type {
  APIApplicationCommandAutocompleteResponse,
  APIInteractionResponseChannelMessageWithSource,
  APIInteractionResponseDeferredChannelMessageWithSource,
  APIInteractionResponseDeferredMessageUpdate,
  APIInteractionResponseUpdateMessage,
  APIModalInteractionResponse,
  APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { Choice } from "../../core/message/message.ts";
import { shortened } from "../shortened.ts";
import { limits } from "./limits.ts";
import type { DiscordMessage } from "./message.ts";
import { callback, ephemeral } from "./numbers.ts";

/** A message that the person alone sees; as a follow-up it is sent without the wrapping. */
export const unseenByOthers = (message: DiscordMessage) => ({ ...message, flags: ephemeral });

/** Answers with a message that the person alone sees. */
export const answerWith = (message: DiscordMessage): APIInteractionResponseChannelMessageWithSource => ({
  type: callback.message,
  data: unseenByOthers(message),
});

/** Puts a message in place of the one whose control was used. */
export const replaceWith = (message: DiscordMessage): APIInteractionResponseUpdateMessage => ({
  type: callback.update,
  data: message,
});

/** Opens a form; neither after a deferral nor as the answer to a form. */
export const openForm = (form: APIModalInteractionResponseCallbackData): APIModalInteractionResponse => ({
  type: callback.modal,
  data: form,
});

/** "Thinking …", for that person alone; the answer follows within 15 minutes. */
export const answerLater: APIInteractionResponseDeferredChannelMessageWithSource = {
  type: callback.messageLater,
  data: { flags: ephemeral },
};

/** Nothing to see yet; the message whose control was used may be replaced within 15 minutes. */
export const replaceLater: APIInteractionResponseDeferredMessageUpdate = { type: callback.updateLater };

/** What may be meant by what is typed, at most 25. */
export const offer = (choices: readonly Choice[]): APIApplicationCommandAutocompleteResponse => ({
  type: callback.choices,
  data: {
    choices: choices
      .filter(({ value }) => value.length <= limits.choice)
      .slice(0, limits.choices)
      .map(({ value, label }) => ({ name: shortened(label, limits.choice), value })),
  },
});
