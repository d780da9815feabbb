import { userShape } from "../state/shapes.ts";
import { channelOf, type Handler, messageOf, need, needOpenThread } from "./call.ts";
import { refusal } from "./refused.ts";

/** platform-facts.md 2.1: 20 distinct ones a message (30010). */
const mostReactions = 20;
const emojiPattern = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}|\w{2,32}:\d+)$/v;

/** `PUT` or `DELETE /channels/:id/messages/:id/reactions/:emoji/@me`. */
export const reactTo =
  (take: boolean): Handler =>
  (call) => {
    const channel = channelOf(call);
    const message = messageOf(call, channel);
    const emoji = call.params[2] ?? "";
    if (!emojiPattern.test(emoji)) throw refusal("unknown emoji");
    needOpenThread(call, channel, "change");
    if (!take) {
      need(call, channel, "READ_MESSAGE_HISTORY");
      // Only the first of its kind needs the right (developers/resources/message.mdx, Create Reaction).
      if (!message.reactions.has(emoji)) need(call, channel, "ADD_REACTIONS");
      if (!message.reactions.has(emoji) && message.reactions.size >= mostReactions) throw refusal("too many reactions");
    }
    call.room.talk.react(message, call.room.app.botUser, emoji, take);
    return {};
  };

/** `GET /channels/:id/messages/:id/reactions/:emoji`. */
export const listReactions: Handler = (call) => {
  const { app } = call.room;
  const message = messageOf(call, channelOf(call));
  const users = message.reactions.get(call.params[2] ?? "") ?? [];
  return { body: users.map((id) => userShape(app.user(id))) };
};
