import { partsOf } from "../../../core/keys.ts";
import type { Log } from "../../../ports/log.ts";
import type { Handlers, IncomingReply } from "../../../ports/platform.ts";
import type { DiscordClients } from "../calls/client.ts";
import { type Doing, interactionOf } from "../hearing/interactions.ts";
import { discordMessage, spokenIn } from "../hearing/messages.ts";
import type { Identity } from "../ids.ts";
import type { People } from "../people.ts";
import { Callbacks } from "./callbacks.ts";
import { Desk } from "./desk.ts";
import { Responder } from "./responder.ts";

export type FrontDeskParts = Readonly<{
  clients: Pick<DiscordClients, "interact" | "read">;
  handlers: () => Handlers;
  people: Pick<People, "met" | "nameOf">;
  identity: Identity;
  log: Log;
  /** How long the first answer may wait for what was asked to be carried out, in milliseconds. */
  answerMs: number;
}>;

/**
 * Takes the data of `INTERACTION_CREATE`, each one once. Resolves when the person was told what came of it; rejects when
 * they could not be told.
 */
export function openFrontDesk(parts: FrontDeskParts): (payload: unknown) => Promise<void> {
  const { clients, handlers, people, identity, log, answerMs } = parts;
  const callbacks = new Callbacks(clients, log);
  const replyIn = (message: unknown, doing: Doing) => replyPointedAt(message, doing, parts);
  const desk = new Desk({ handlers, callbacks, responder: new Responder(callbacks), replyIn, log, answerMs });
  return async (payload) => {
    const done = interactionOf(payload, identity);
    if (done.kind === "nothing") return log.debug("an interaction that means nothing was passed over");
    // Their rights as Discord vouches for them with the interaction: nothing is newer.
    people.met(done.guild, done.member);
    return desk.take(done);
  };
}

/** The message in the thread where it was pointed at; null when it is nobody's reply. */
function replyPointedAt(
  pointed: unknown,
  { origin, guild }: Doing,
  { people, identity }: FrontDeskParts,
): IncomingReply | null {
  const message = discordMessage.safeParse(pointed).data;
  const { channel } = partsOf(origin.channel);
  if (message === undefined || origin.thread === null || message.channel_id !== origin.thread) return null;
  const where = { guild, channel, thread: origin.thread };
  return spokenIn(message, where, identity.user, people.nameOf(guild, message.author));
}
