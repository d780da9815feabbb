import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import { type Fields, isRecord } from "../../stand-in/record.ts";
import { brokenCommand, brokenCommands } from "./command-rules.ts";
import { brokenMessage, messageFlags } from "./message-rules.ts";
import { brokenModal } from "./modal-rules.ts";
import { asLine, type Problem } from "./problem.ts";
import { brokenShape } from "./shape.ts";

/** What a message is sent as: new, over an old one, or the same through an interaction's webhook. */
export type SentAs = "new" | "edit" | "follow-up" | "follow-up edit";

const messageShapes = {
  new: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  "follow-up": IncomingWebhookInteractionRequestSchema,
  "follow-up edit": IncomingWebhookUpdateRequestPartialSchema,
} as const;

/** What is wrong with a message's JSON, one line for each thing; discord.js gives it as `MessagePayload#body`. */
export const validateMessage = (payload: unknown, as: SentAs = "new"): readonly string[] =>
  messageProblems(payload, as).map(asLine);

/** What is wrong with a command's definition, one line for each thing. */
export const validateCommand = (payload: unknown): readonly string[] => commandProblems(payload).map(asLine);

/** What is wrong with a whole set of commands, each of them and together. */
export const validateCommands = (payload: unknown): readonly string[] => commandsProblems(payload).map(asLine);

/** What is wrong with the first answer to an interaction (`{ type, data }`), one line for each thing. */
export const validateInteractionResponse = (payload: unknown): readonly string[] =>
  responseProblems(payload).map(asLine);

/** The same as `validateMessage`, as problems. */
export const messageProblems = (payload: unknown, as: SentAs): readonly Problem[] => [
  ...brokenShape(messageShapes[as], payload),
  ...(isRecord(payload) ? brokenMessage(payload, as === "new") : []),
];

/** What is wrong with the start of a thread from a message. */
export const threadProblems = (payload: unknown): readonly Problem[] =>
  brokenShape(CreateTextThreadWithMessageRequestSchema, payload);

/** The same as `validateCommand`, as problems. */
export function commandProblems(payload: unknown): readonly Problem[] {
  if (!isRecord(payload)) return brokenShape(ApplicationCommandUpdateRequestSchema, payload);
  // The specification wants a number; the API itself gives and takes text (developers/topics/permissions.mdx).
  const { default_member_permissions: permissions } = payload;
  const given =
    typeof permissions === "string" ? { ...payload, default_member_permissions: Number(permissions) } : payload;
  return [...brokenShape(ApplicationCommandUpdateRequestSchema, given), ...brokenCommand(payload)];
}

/** The same as `validateCommands`, as problems. */
export function commandsProblems(payload: unknown): readonly Problem[] {
  if (!Array.isArray(payload)) {
    return [{ path: [], code: "BASE_TYPE_BAD_TYPE", message: "Must be a list.", source: "discord-api-spec" }];
  }
  const each = payload.flatMap((one, place) => within(commandProblems(one), [place]));
  return [...each, ...brokenCommands(payload.filter(isRecord))];
}

/** The same as `validateInteractionResponse`, as problems. */
export function responseProblems(payload: unknown): readonly Problem[] {
  const response: Fields = isRecord(payload) ? payload : {};
  const data: Fields = isRecord(response["data"]) ? response["data"] : {};
  switch (response["type"]) {
    case 4:
      return [
        ...brokenShape(CreateMessageInteractionCallbackRequestSchema, payload),
        ...within(brokenMessage(data, false), ["data"]),
      ];
    case 5:
      return [...brokenShape(CreateMessageInteractionCallbackRequestSchema, payload), ...deferralProblems(data)];
    case 6:
    case 7:
      return [
        ...brokenShape(UpdateMessageInteractionCallbackRequestSchema, payload),
        ...within(brokenMessage(data, false), ["data"]),
      ];
    case 8:
      return brokenShape(ApplicationCommandAutocompleteCallbackRequestSchema, payload);
    case 9:
      return [...brokenShape(ModalInteractionCallbackRequestSchema, payload), ...within(brokenModal(data), ["data"])];
    default:
      return [
        {
          path: ["type"],
          code: "BASE_TYPE_CHOICES",
          message: "Value must be one of {4, 5, 6, 7, 8, 9}.",
          source: pages,
        },
      ];
  }
}

const pages = "developers/interactions/receiving-and-responding.mdx";

/** platform-facts.md 2.1: "deferred reply may only carry EPHEMERAL". */
function deferralProblems({ flags }: Fields): readonly Problem[] {
  if ((Number(flags ?? 0) & ~messageFlags.ephemeral) === 0) return [];
  const message = "A deferral may only carry the flag 1 << 6.";
  return [{ path: ["data", "flags"], code: "BASE_TYPE_BAD_VALUE", message, source: "platform-facts.md 2.1" }];
}

const within = (problems: readonly Problem[], at: Problem["path"]): readonly Problem[] =>
  problems.map((one) => ({ ...one, path: [...at, ...one.path] }));
