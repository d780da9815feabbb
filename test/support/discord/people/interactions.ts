import { createHash } from "node:crypto";
import type { Fields } from "../../stand-in/record.ts";
import type { Answered } from "../control/acts.ts";
import type { Acknowledged } from "../control/seen.ts";
import type { Teller } from "../gateway/told.ts";
import type { AppState } from "../state/app-state.ts";
import { messageShape, placeFields } from "../state/message-shape.ts";
import { channelBits } from "../state/permissions.ts";
import { channelShape, memberShape, userShape } from "../state/shapes.ts";
import type { Channel, Message } from "../state/types.ts";

/** Types of interactions (developers/interactions/receiving-and-responding.mdx). */
export const kinds = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export type Kind = keyof typeof kinds;

/** A form that was opened, and what it was opened from. */
export type Modal = Readonly<{
  customId: string;
  title: string;
  components: readonly Fields[];
  message: Message | null;
  channel: Channel;
}>;

/** What became of an interaction first. */
export type Outcome = Readonly<{
  became: Exclude<Answered["became"], "refused">;
  message?: Message;
  modal?: Modal;
  choices?: Answered["choices"];
}>;

/** Something a person did that the app has to answer. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly user: string;
  readonly channel: Channel;
  /** The message it was done on: of a button, or of the button that opened the form. */
  readonly message: Message | null;
  readonly at: number;
  /** `late`: nobody answered within 3 s. */
  state: "waiting" | "acknowledged" | "late";
  /** The message that answers it, once there is one. */
  reply: Message | null;
  /** A deferral waits for its message, seen by all or by one. */
  deferred: "no" | "to all" | "to one" | "to update";
  readonly settle: (outcome: Outcome) => void;
};

/** What a person does, before it is an interaction. */
export type Doing = Readonly<{
  kind: Kind;
  user: string;
  channel: Channel;
  message: Message | null;
  data: Fields;
  /** Fields over all others: for forgeries. */
  forged?: Fields;
}>;

/** platform-facts.md 2.1: the first answer within 3 s, then 15 minutes. */
const firstMs = 3_000;
const tokenMs = 900_000;

/** The interactions of an app, while they can be answered and after. */
export class Interactions {
  readonly acknowledged: Acknowledged[] = [];
  readonly #app: AppState;
  readonly #teller: Teller;
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();
  /** The form each person has open. */
  readonly modals = new Map<string, Modal>();

  constructor(app: AppState, teller: Teller) {
    this.#app = app;
    this.#teller = teller;
  }

  get(id: string): Interaction | undefined {
    return this.#byId.get(id);
  }

  /** By its token; one whose 15 minutes are over is none any more. */
  withToken(token: string): Interaction | undefined {
    const found = this.#byToken.get(token);
    return found !== undefined && this.#app.clock.now() - found.at < tokenMs ? found : undefined;
  }

  has(token: string): boolean {
    return this.#byToken.has(token);
  }

  /** Sends it to the app; resolves with its first answer, or `failed` after 3 s. */
  async begin(doing: Doing): Promise<Readonly<{ interaction: Interaction; outcome: Outcome }>> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const began = performance.now();
    const interaction = this.#made(doing, resolve);
    const guild = doing.channel.guild?.id ?? null;
    const callOff = this.#app.clock.laterOnTheWall(firstMs, () => {
      if (interaction.state !== "waiting") return;
      interaction.state = "late";
      resolve({ became: "failed" });
    });
    this.#teller.tell({ type: "INTERACTION_CREATE", guild, intent: 0, data: this.#payload(interaction, doing) });
    const outcome = await promise;
    callOff();
    if (outcome.became !== "failed") {
      this.acknowledged.push({ kind: doing.kind, tookMs: performance.now() - began });
    }
    if (outcome.modal !== undefined) this.modals.set(doing.user, outcome.modal);
    return { interaction, outcome };
  }

  #made({ kind, user, channel, message }: Doing, settle: (outcome: Outcome) => void): Interaction {
    const id = this.#app.nextId();
    const token = createHash("sha256").update(`${this.#app.app}/${id}`).digest("base64url");
    const interaction: Interaction = {
      id,
      token,
      kind,
      user,
      channel,
      message,
      at: this.#app.clock.now(),
      state: "waiting",
      reply: null,
      deferred: "no",
      settle,
    };
    this.#byId.set(id, interaction);
    this.#byToken.set(token, interaction);
    return interaction;
  }

  #payload({ id, token, kind, user, channel, message }: Interaction, { data, forged }: Doing): Fields {
    const app = this.#app;
    const { guild } = channel;
    const person = app.user(user);
    const member = guild?.members.get(user);
    const permissions = String(channelBits(channel, user));
    return {
      id,
      application_id: app.applicationId,
      type: kinds[kind],
      token,
      version: 1,
      data,
      channel: { ...channelShape(app, channel), permissions },
      channel_id: channel.id,
      ...(guild === null
        ? { user: userShape(person), context: 1 }
        : {
            guild: { id: guild.id, locale: guild.locale, features: [] },
            guild_id: guild.id,
            guild_locale: guild.locale,
            context: 0,
            member: { ...(member === undefined ? {} : memberShape(member)), user: userShape(person), permissions },
          }),
      ...(message === null ? {} : { message: { ...messageShape(app, message), ...placeFields(app, message) } }),
      locale: person.locale,
      app_permissions: String(channelBits(channel, app.botUser)),
      entitlements: [],
      authorizing_integration_owners: { "0": guild?.id ?? "0" },
      attachment_size_limit: 10_485_760,
      ...forged,
    };
  }
}
