import { z } from "zod";
import type { FieldValues } from "../../../core/message/message.ts";
import type { Origin } from "../../../ports/platform.ts";
import { messageCommands } from "../../../render/discord/commands.ts";
import { actionOf } from "../../../render/discord/custom-id.ts";
import { readValues } from "../../../render/discord/form-answer.ts";
import { type Choosing, type PanelAction, panelActionOf } from "../../../render/discord/panel.ts";
import { tryAgainAction } from "../../../render/discord/unsaved.ts";
import type { Back } from "../answering/callbacks.ts";
import { asMessage, asPerson, type Identity, keyOfChannel, snowflake } from "../ids.ts";
import { usualName } from "../people.ts";
import { memberShape, type ToldMember } from "../servers/shapes.ts";
import { isThread } from "../servers/threads.ts";
import { type CommandOption, commandTextOf, presetOf, type Typing, typingIn } from "./command-text.ts";

/** Who did something, where, and how they are answered. */
export type Doing = Readonly<{
  origin: Origin;
  back: Back;
  /** What they are called in the server. */
  name: string;
  guild: string;
  member: ToldMember;
}>;

/** What a person did with the app itself. All of it comes once, and wants to hear within 3 s. */
export type Interaction =
  /** `preset`: what the command's options say of the form that it opens. */
  | (Doing & Readonly<{ kind: "command"; text: string; preset: FieldValues }>)
  | (Doing & Readonly<{ kind: "pressed"; action: string; value: string | null }>)
  /** *Try again* under what was not saved. */
  | (Doing & Readonly<{ kind: "again"; form: string; message: PressedMessage }>)
  | (Doing & Readonly<{ kind: "panel"; does: PanelAction; message: PressedMessage; choosing: Choosing | null }>)
  /** `isAgain`: it was opened by *Try again*. */
  | (Doing & Readonly<{ kind: "submitted"; form: string; values: FieldValues; isAgain: boolean }>)
  /** The fields of one button of a panel, entered. */
  | (Doing & Readonly<{ kind: "entered"; form: string; values: FieldValues; message: PressedMessage }>)
  | (Doing & Readonly<{ kind: "typed"; typing: Typing }>)
  /** `message` is what was pointed at, as Discord tells of it. */
  | (Doing & Readonly<{ kind: "pointed"; as: "mine" | "not-mine"; message: unknown }>)
  /** Somebody acts on what another person alone sees. */
  | (Doing & Readonly<{ kind: "anothers" }>)
  | Readonly<{ kind: "nothing" }>;

const nothing: Interaction = { kind: "nothing" };

/** The flag of what one person alone sees (docs.discord.com, Message Flags). */
const ephemeral = 64;

const pressedMessage = z.looseObject({
  id: snowflake,
  flags: z.number().default(0),
  author: z.looseObject({ id: snowflake }),
  interaction_metadata: z.looseObject({ user: z.looseObject({ id: snowflake }) }).nullish(),
  embeds: z
    .array(
      z.looseObject({
        title: z.string().optional(),
        description: z.string().optional(),
        fields: z.array(z.looseObject({ name: z.string(), value: z.string() })).default([]),
      }),
    )
    .default([]),
  components: z.array(z.looseObject({ components: z.array(z.unknown()).default([]) })).default([]),
});
/** The message that something was done on. */
export type PressedMessage = z.output<typeof pressedMessage>;

const interaction = z.looseObject({
  id: snowflake,
  application_id: snowflake,
  type: z.number(),
  token: z.string().regex(/^[\w.~=-]{1,600}$/u),
  guild_id: snowflake,
  channel: z.looseObject({ id: snowflake, type: z.number(), parent_id: snowflake.nullish() }),
  member: memberShape,
  message: pressedMessage.nullish(),
  data: z.unknown(),
});
type Told = z.output<typeof interaction>;

const option: z.ZodType<CommandOption> = z.lazy(() =>
  z.object({
    name: z.string(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(option).optional(),
  }),
);
const command = z.looseObject({
  name: z.string(),
  type: z.number(),
  options: z.array(option).default([]),
  target_id: snowflake.nullish(),
  resolved: z
    .looseObject({
      messages: z.record(z.string(), z.unknown()).optional(),
      roles: z.record(z.string(), z.looseObject({ name: z.string() })).optional(),
    })
    .nullish(),
});
const control = z.looseObject({ custom_id: z.string(), values: z.array(z.string()).nullish() });
const modal = z.looseObject({ custom_id: z.string(), components: z.unknown() });

/** What an interaction means. Never throws: what is not understood, or for another app, means nothing. */
export function interactionOf(payload: unknown, identity: Identity): Interaction {
  const told = interaction.safeParse(payload).data;
  const doing = told === undefined ? null : doingOf(told, identity);
  if (told === undefined || doing === null) return nothing;
  return Object.hasOwn(readers, told.type) ? (readers[told.type]?.(told, doing) ?? nothing) : nothing;
}

function doingOf(told: Told, { application, user }: Identity): Doing | null {
  const { channel, member, guild_id: guild, message } = told;
  const person = member.user;
  if (told.application_id !== application || person == null || person.bot === true) return null;
  if (message != null && message.author.id !== user) return null;
  const parent = isThread(channel) ? channel.parent_id : channel.id;
  if (parent == null) return null;
  return {
    origin: {
      channel: keyOfChannel(guild, parent),
      person: asPerson(person.id),
      thread: parent === channel.id ? null : asMessage(channel.id),
    },
    back: {
      id: told.id,
      token: told.token,
      application,
      on: placeOf(message ?? null),
      opensForms: told.type !== modalSubmit,
    },
    name: member.nick ?? usualName({ ...person }),
    guild,
    member,
  };
}

const placeOf = (message: PressedMessage | null): Back["on"] => {
  if (message === null) return null;
  return (message.flags & ephemeral) === 0 ? "shared" : "private";
};

type Reader = (told: Told, doing: Doing) => Interaction;

const commanded: Reader = ({ data }, doing) => {
  const said = command.safeParse(data).data;
  if (said === undefined) return nothing;
  if (said.type === 3 && said.target_id != null) {
    const message = said.resolved?.messages?.[said.target_id];
    if (said.name === messageCommands.mine) return { ...doing, kind: "pointed", as: "mine", message };
    if (said.name === messageCommands["not-mine"]) return { ...doing, kind: "pointed", as: "not-mine", message };
  }
  if (said.type !== 1) return nothing;
  const named = Object.entries(said.resolved?.roles ?? {});
  // @everyone has the server's id, and is no group of people.
  const roles = new Map(named.filter(([id]) => id !== doing.guild).map(([id, { name }]) => [id, name]));
  return { ...doing, kind: "command", text: commandTextOf(said.options, roles), preset: presetOf(said.options) };
};

const used: Reader = ({ data, message }, doing) => {
  const said = control.safeParse(data).data;
  if (said === undefined || message == null) return nothing;
  if (isAnothers(message, doing)) return { ...doing, kind: "anothers" };
  const action = actionOf(said.custom_id);
  if (action === null) return nothing;
  if (action.startsWith(tryAgainAction)) {
    return { ...doing, kind: "again", form: action.slice(tryAgainAction.length), message };
  }
  const does = panelActionOf(action);
  if (does === null) return { ...doing, kind: "pressed", action, value: said.values?.[0] ?? null };
  const choosing = said.values == null ? null : { customId: said.custom_id, values: said.values };
  return { ...doing, kind: "panel", does, message, choosing };
};

const sent: Reader = ({ data, message }, doing) => {
  const said = modal.safeParse(data).data;
  const values = said === undefined ? null : readValues(said.components);
  const form = said === undefined ? null : actionOf(said.custom_id);
  if (values === null || form === null) return nothing;
  if (message != null && isAnothers(message, doing)) return { ...doing, kind: "anothers" };
  const does = panelActionOf(form);
  if (does === null) return { ...doing, kind: "submitted", form, values, isAgain: offersAgain(message ?? null, form) };
  if (does.does !== "enter" || message == null) return nothing;
  return { ...doing, kind: "entered", form: does.form, values, message };
};

const completing: Reader = ({ data }, doing) => {
  const said = command.safeParse(data).data;
  const typing = said === undefined ? null : typingIn(said.options);
  return typing === null ? nothing : { ...doing, kind: "typed", typing };
};

/** Whether *Try again* for a form stands under a message. */
function offersAgain(message: PressedMessage | null, form: string): boolean {
  const controls = (message?.components ?? []).flatMap(({ components }) => components);
  const ids = controls.map((one) => control.safeParse(one).data?.custom_id ?? "");
  return ids.some((id) => actionOf(id) === tryAgainAction + form);
}

/** Discord shows private messages to one person alone; whoever else brings one made it up. */
const isAnothers = ({ interaction_metadata: made }: PressedMessage, { origin }: Doing): boolean =>
  made != null && made.user.id !== origin.person;

/** docs.discord.com, Interaction Type. */
const readers: Readonly<Record<number, Reader>> = { 2: commanded, 3: used, 4: completing, 5: sent };
const modalSubmit = 5;
