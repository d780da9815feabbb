import { messageFlags } from "../payload/message-rules.ts";
import { messageProblems } from "../payload/validate.ts";
import type { Interaction } from "../people/interactions.ts";
import { messageShape } from "../state/message-shape.ts";
import type { Message } from "../state/types.ts";
import { type Call, check, fieldsOf, type Handler } from "./call.ts";
import { contentsOf, needContents } from "./contents.ts";
import { interactionOf, nonceProblems, say } from "./interactions.ts";
import { refusal } from "./refused.ts";

/** `POST /webhooks/:id/:token`: one message more; the first one after a deferral is what was deferred (the page, Followup Messages). */
export const followUp: Handler = (call) => {
  const interaction = interactionOf(call);
  const body = fieldsOf(call);
  check(call, [...messageProblems(body, "follow-up"), ...nonceProblems(body)]);
  needContents(body, call.files);
  const isToOne = (Number(body["flags"] ?? 0) & messageFlags.ephemeral) !== 0;
  const message = isWaiting(interaction) ? deferredReply(call, interaction) : say(call, interaction, body, isToOne);
  return { body: messageShape(call.room.app, message) };
};

/** `PATCH /webhooks/:id/:token/messages/:id`, or of `@original`. */
export const editFollowUp: Handler = (call) => {
  const interaction = interactionOf(call);
  const body = fieldsOf(call);
  check(call, messageProblems(body, "follow-up edit"));
  const isOriginal = call.params[2] === "@original";
  if (isOriginal && isWaiting(interaction)) {
    needContents(body, call.files);
    return { body: messageShape(call.room.app, deferredReply(call, interaction)) };
  }
  const message = messageIn(call, interaction);
  call.room.talk.change(message, contentsOf(body, call.files));
  return { body: messageShape(call.room.app, message) };
};

/** `GET /webhooks/:id/:token/messages/:id`. */
export const getFollowUp: Handler = (call) => ({
  body: messageShape(call.room.app, messageIn(call, interactionOf(call))),
});

/** `DELETE /webhooks/:id/:token/messages/:id`. */
export const deleteFollowUp: Handler = (call) => {
  const message = messageIn(call, interactionOf(call));
  call.room.talk.erase(message.channel, [message]);
  return {};
};

const isWaiting = ({ deferred, reply }: Interaction): boolean =>
  reply === null && (deferred === "to all" || deferred === "to one");

function deferredReply(call: Call, interaction: Interaction): Message {
  const reply = say(call, interaction, fieldsOf(call), interaction.deferred === "to one");
  interaction.reply = reply;
  return reply;
}

function messageIn({ room: { app }, params }: Call, { reply, channel }: Interaction): Message {
  const id = params[2] ?? "";
  const found = id === "@original" ? reply : app.message(channel.id, id);
  if (found === null || found === undefined || found.deletedAt !== null) throw refusal("unknown message");
  return found;
}
