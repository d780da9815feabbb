import { type Fields, isRecord } from "../../stand-in/record.ts";
import { messageFlags } from "../payload/message-rules.ts";
import { ours, type Problem } from "../payload/problem.ts";
import { responseProblems } from "../payload/validate.ts";
import type { Interaction, Outcome } from "../people/interactions.ts";
import { messageShape } from "../state/message-shape.ts";
import type { Message } from "../state/types.ts";
import { type Call, check, fieldsOf, type Handler } from "./call.ts";
import { contentsOf, needContents } from "./contents.ts";
import { pingsOf } from "./mentions.ts";
import { refusal } from "./refused.ts";

/** Types of first answers (developers/interactions/receiving-and-responding.mdx, Interaction Callback Type). */
const types = { message: 4, deferral: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** `POST /interactions/:id/:token/callback`: once, within 3 s. */
export const answerInteraction: Handler = (call) => {
  const { interactions } = call.room;
  const interaction = interactions.get(call.params[0] ?? "");
  if (interaction === undefined || interaction.token !== call.params[1]) throw refusal("unknown interaction");
  if (interaction.state === "late") throw refusal("unknown interaction");
  if (interaction.state === "acknowledged") throw refusal("already acknowledged");
  const body = fieldsOf(call);
  check(call, [...responseProblems(body), ...wrongKind(interaction, body)]);
  const outcome = answered(call, interaction, body);
  interaction.state = "acknowledged";
  interaction.settle(outcome);
  return call.query.get("with_response") === "true" ? { body: callbackShape(call, interaction, body) } : {};
};

/** Which answers go with what (platform-facts.md 2.1: no form after a form; the page: updates for components alone). */
function wrongKind({ kind, message }: Interaction, { type }: Fields): readonly Problem[] {
  const fits =
    kind === "autocomplete"
      ? type === types.choices
      : type === types.modal
        ? kind !== "modal"
        : type === types.update || type === types.deferredUpdate
          ? kind === "component" || (kind === "modal" && message !== null)
          : type !== types.choices;
  const source = "developers/interactions/receiving-and-responding.mdx";
  const text = `Type ${String(type)} is no answer to this interaction.`;
  return fits ? [] : [{ path: ["type"], code: "INTERACTION_CALLBACK_TYPE_INVALID", message: text, source }];
}

function answered(call: Call, interaction: Interaction, body: Fields): Outcome {
  const data = isRecord(body["data"]) ? body["data"] : {};
  const isToOne = (Number(data["flags"] ?? 0) & messageFlags.ephemeral) !== 0;
  switch (body["type"]) {
    case types.message:
      needContents(data, call.files);
      interaction.reply = say(call, interaction, data, isToOne);
      return { became: "message", message: interaction.reply };
    case types.deferral:
      interaction.deferred = isToOne ? "to one" : "to all";
      return { became: "deferred" };
    case types.deferredUpdate:
      interaction.deferred = "to update";
      interaction.reply = interaction.message;
      return { became: "deferred-update" };
    case types.update:
      return { became: "updated", message: updated(call, interaction, data) };
    case types.choices:
      return { became: "choices", choices: choicesOf(data) };
    default:
      return { became: "modal", modal: modalOf(interaction, data) };
  }
}

function updated({ room, files }: Call, interaction: Interaction, data: Fields): Message {
  const { message } = interaction;
  if (message === null) throw refusal("unknown message");
  room.talk.change(message, contentsOf(data, files));
  interaction.reply = message;
  return message;
}

function choicesOf({ choices }: Fields) {
  const all = Array.isArray(choices) ? choices.filter(isRecord) : [];
  return all.map(({ name, value }) => ({
    name: String(name),
    value: typeof value === "number" ? value : String(value),
  }));
}

function modalOf({ message, channel }: Interaction, { custom_id: id, title, components }: Fields) {
  const list = Array.isArray(components) ? components.filter(isRecord) : [];
  return { customId: String(id), title: String(title), components: list, message, channel };
}

/** Puts an answer into the channel, or before one person. */
export function say(call: Call, interaction: Interaction, data: Fields, isToOne: boolean): Message {
  const { app, talk } = call.room;
  const { channel, user, id } = interaction;
  const { content = "", ...contents } = contentsOf(data, call.files);
  const pings = pingsOf(app, channel, { author: app.botUser, content, allowed: data["allowed_mentions"] ?? usersOnly });
  return talk.say({
    channel,
    author: app.botUser,
    type: interaction.kind === "command" ? 20 : 19,
    content,
    pings,
    mentions: pings.users,
    ...contents,
    flags: (contents.flags ?? 0) | (isToOne ? messageFlags.ephemeral : 0),
    whisperTo: isToOne ? user : null,
    interaction: { id, type: 2, user: { id: user }, authorizing_integration_owners: {} },
  });
}

/** platform-facts.md 2.1: for interactions, what is left out allows users alone. */
const usersOnly = { parse: ["users"] };

function callbackShape({ room: { app } }: Call, { id, kind, reply, deferred }: Interaction, { type }: Fields): Fields {
  const isLoading = deferred === "to all" || deferred === "to one";
  return {
    interaction: {
      id,
      type: kind === "command" ? 2 : 3,
      response_message_loading: isLoading,
      response_message_ephemeral: deferred === "to one" || reply?.whisperTo != null,
      ...(reply === null ? {} : { response_message_id: reply.id }),
    },
    resource: { type, ...(reply === null ? {} : { message: messageShape(app, reply) }) },
  };
}

/** The interaction that a webhook's token is of; its 15 minutes are not over. */
export function interactionOf({ room: { app, interactions }, params: [application, token = ""] }: Call): Interaction {
  if (application !== app.applicationId) throw refusal("unknown webhook");
  const found = interactions.withToken(token);
  if (found === undefined)
    throw interactions.has(token) ? refusal("invalid webhook token") : refusal("unknown webhook");
  if (found.state !== "acknowledged") throw refusal("unknown webhook");
  return found;
}

/** Follow-ups bear no nonce (platform-facts.md 2.3). */
export function nonceProblems({ nonce }: Fields): readonly Problem[] {
  const message = "A nonce has no effect here.";
  return nonce == null ? [] : [{ path: ["nonce"], code: ours, message, source: "platform-facts.md 2.3" }];
}
