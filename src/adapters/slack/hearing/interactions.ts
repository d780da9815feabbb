import { z } from "zod";
import { partsOf } from "../../../core/keys.ts";
import type { FieldValues } from "../../../core/message/message.ts";
import type { Origin } from "../../../ports/platform.ts";
import { readValues } from "../../../render/slack/form-answer.ts";
import { asMessage, asPerson, type Identity, keyOfChannel, slackId, slackTs } from "../ids.ts";
import { type Spoken, slackMessage, spokenIn } from "./messages.ts";
import { commandText } from "./written-text.ts";

/** How a person is answered: the trigger opens a form within 3 s, the address takes messages for half an hour. */
export type Back = Readonly<{ trigger: string; url: string | null }>;

/** What a person did with the app itself. All of it comes once only, and wants to hear within 3 s. */
export type Interaction =
  | Readonly<{ kind: "command"; origin: Origin; back: Back; text: string }>
  | Readonly<{ kind: "pressed"; origin: Origin; back: Back; action: string; value: string | null }>
  | Readonly<{ kind: "home-pressed"; person: Origin["person"]; action: string }>
  /** `name` is how Slack calls them in addresses (`@ada`), not what they call themselves. */
  | Readonly<{ kind: "submitted"; origin: Origin; name: string; form: string; values: FieldValues }>
  | Readonly<{ kind: "typed"; origin: Origin; form: string; field: string; typed: string }>
  /** `spoken` null: what was pointed at is nobody's reply. */
  | Readonly<{ kind: "pointed"; origin: Origin; back: Back; as: "mine" | "not-mine"; spoken: Spoken | null }>
  | Readonly<{ kind: "nothing" }>;

const nothing: Interaction = { kind: "nothing" };

/** Where a form was opened, kept with it. Not a secret, and proves nothing: the app looks everything up again. */
const openedFrom = z.strictObject({ channel: slackId, thread: slackTs.nullable() });

/** What a form keeps of where it was opened. */
export const keptOf = ({ channel, thread }: Origin): string =>
  JSON.stringify({ channel: partsOf(channel).channel, thread } satisfies z.input<typeof openedFrom>);

const person = z.looseObject({ id: slackId });
/** Whatever Slack may call them, no answer is lost for a name. */
const named = person.extend({ name: z.string().catch("") });
const trigger = z.string().default("");
const url = z.url({ protocol: /^https?$/u }).nullish();
const view = z.looseObject({ type: z.string(), callback_id: z.string(), private_metadata: z.string() });

type Reader = (payload: unknown, identity: Identity) => Interaction;

const reader =
  <T>(shape: z.ZodType<T>, read: (payload: T, identity: Identity) => Interaction): Reader =>
  (payload, identity) => {
    const parsed = shape.safeParse(payload);
    return parsed.success ? read(parsed.data, identity) : nothing;
  };

const command = reader(
  z.looseObject({
    channel_id: slackId,
    user_id: slackId,
    text: z.string().default(""),
    trigger_id: trigger,
    response_url: url,
  }),
  ({ channel_id: channel, user_id: user, text, trigger_id, response_url }, identity) => ({
    kind: "command",
    origin: { channel: keyOfChannel(identity, channel), person: asPerson(user), thread: null },
    back: { trigger: trigger_id, url: response_url ?? null },
    text: commandText(text),
  }),
);

const pressed = reader(
  z.looseObject({
    user: person,
    channel: z.looseObject({ id: slackId }).nullish(),
    message: z.looseObject({ ts: slackTs, thread_ts: slackTs.optional() }).nullish(),
    container: z.looseObject({ thread_ts: slackTs.optional(), message_ts: slackTs.optional() }).nullish(),
    view: z.looseObject({ type: z.string() }).nullish(),
    actions: z
      .array(z.looseObject({ action_id: z.string(), selected_option: z.looseObject({ value: z.string() }).nullish() }))
      .min(1),
    trigger_id: trigger,
    response_url: url,
  }),
  (payload, identity) => {
    const [action] = payload.actions;
    if (action === undefined) return nothing;
    const user = asPerson(payload.user.id);
    if (payload.view?.type === "home") return { kind: "home-pressed", person: user, action: action.action_id };
    if (!payload.channel) return nothing;
    const ts = payload.message?.ts ?? payload.container?.message_ts;
    const thread = payload.message?.thread_ts ?? payload.container?.thread_ts;
    const inThread = thread === undefined || thread === ts ? null : asMessage(thread);
    return {
      kind: "pressed",
      origin: { channel: keyOfChannel(identity, payload.channel.id), person: user, thread: inThread },
      back: { trigger: payload.trigger_id, url: payload.response_url ?? null },
      action: action.action_id,
      value: action.selected_option?.value ?? null,
    };
  },
);

const submitted = reader(
  z.looseObject({ user: named, view: view.extend({ state: z.looseObject({ values: z.unknown() }) }) }),
  ({ user, view: { callback_id: form, private_metadata: kept, state } }, identity) => {
    const origin = originOf(user.id, kept, identity);
    const values = readValues(state.values);
    return origin === null || values === null ? nothing : { kind: "submitted", origin, name: user.name, form, values };
  },
);

const typed = reader(
  z.looseObject({ user: person, action_id: z.string(), value: z.string().default(""), view }),
  ({ user, action_id: field, value, view: { callback_id: form, private_metadata: kept } }, identity) => {
    const origin = originOf(user.id, kept, identity);
    return origin === null ? nothing : { kind: "typed", origin, form, field, typed: value };
  },
);

/** The message shortcuts of the manifest. */
export const shortcuts = { mine: "use_as_my_answer", "not-mine": "not_my_answer" } as const;

const pointed = reader(
  z.looseObject({
    callback_id: z.enum([shortcuts.mine, shortcuts["not-mine"]]),
    user: person,
    channel: z.looseObject({ id: slackId }),
    message: slackMessage,
    trigger_id: trigger,
    response_url: url,
  }),
  ({ callback_id, user, channel, message, trigger_id, response_url }, identity) => {
    const spoken = spokenIn(message, channel.id, identity);
    const place = { channel: keyOfChannel(identity, channel.id), thread: spoken?.thread ?? null };
    return {
      kind: "pointed",
      origin: { ...place, person: asPerson(user.id) },
      back: { trigger: trigger_id, url: response_url ?? null },
      as: callback_id === shortcuts.mine ? "mine" : "not-mine",
      spoken,
    };
  },
);

function originOf(user: string, kept: string, identity: Identity): Origin | null {
  const from = openedFrom.safeParse(jsonOf(kept)).data;
  if (from === undefined) return null;
  const thread = from.thread === null ? null : asMessage(from.thread);
  return { channel: keyOfChannel(identity, from.channel), person: asPerson(user), thread };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Nothing that we wrote; a form that carries it is nobody's.
    return null;
  }
}

const readers: Readonly<Record<string, Reader>> = {
  block_actions: pressed,
  view_submission: submitted,
  block_suggestion: typed,
  message_action: pointed,
};

const kinds = z.looseObject({ type: z.string().optional(), command: z.string().optional() });

/** What an interaction or a command means. Never throws: what is not understood, or forged, means nothing. */
export function interactionOf(payload: unknown, identity: Identity): Interaction {
  const { type, command: name } = kinds.safeParse(payload).data ?? {};
  if (type === undefined) return name === undefined ? nothing : command(payload, identity);
  return Object.hasOwn(readers, type) ? (readers[type]?.(payload, identity) ?? nothing) : nothing;
}
