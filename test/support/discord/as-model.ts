import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import { nonceOf } from "../../../src/adapters/discord/saying/keyed.ts";
import { type DeliveryKind, deliveryKey, deliveryKinds } from "../../../src/core/delivery/delivery.ts";
import { behaviours } from "../model/behaviour.ts";
import type { Model } from "../model/model.ts";
import type { ControlRequest, ModelEvent, ModelLog, ModelMessage } from "../model/wire.ts";
import { type Fields, isRecord } from "../stand-in/record.ts";
import type { DiscordApp, RunningDiscord } from "./client.ts";
import type { Opening } from "./control/opening.ts";
import type { CallLog, SeenMessage } from "./control/seen.ts";
import { startDiscord } from "./discord.ts";
import { channelId, guildId } from "./state/openings.ts";

/** The guild that stands around the app of a workspace. */
const guildName = "acme";
/** Parts of a delivery, more than any has. */
const mostParts = 40;
/** A bot that is killed again and again begins a session each time. */
const identify = { total: 100_000, remaining: 100_000, maxConcurrency: 100 };

/** The address that carries out what the model calls so. */
const routes: Readonly<Record<string, string>> = {
  post: "POST /channels/:id/messages",
  thread: "POST /channels/:id/messages/:id/threads",
  edit: "PATCH /channels/:id/messages/:id",
  find: "GET /channels/:id/messages",
  replies: "GET /channels/:id/messages",
  mark: "PUT /channels/:id/messages/:id/reactions/:emoji/@me",
};

/** The token of the app that a workspace is, as its bot has to know it. */
export const tokenOf = (workspace: string): string => `${workspace}.token.of-the-bot`;

/** The guild and channel that a channel of a workspace is. */
export function placeOf(workspace: string, channel: string): Readonly<{ guild: string; channel: string }> {
  const guild = guildId(workspace, { name: guildName });
  return { guild, channel: channelId(guild, channel) };
}

type Opened = Readonly<{ app: DiscordApp; keys: ReadonlyMap<string, string> }>;

/** The stand-in for Discord as the kill harness knows a platform: a workspace is an app with one guild around it. */
export async function startDiscordModel(): Promise<Model> {
  const discord = await startDiscord();
  const open = new Map<string, Opened>();
  const at = (workspace: string): Opened => {
    const found = open.get(workspace);
    if (found === undefined) throw new Error(`no workspace ${workspace} is open`);
    return found;
  };
  return {
    port: Number(new URL(discord.apiUrl).port),
    open: async (opening) => void open.set(opening.workspace, await opened(discord, opening)),
    fault: async (workspace, call, fault, { nth = 1, inThread = false } = {}) => {
      const threaded = inThread || call === "replies" ? { inThread: true } : {};
      if (fault.kind === "not-ok") throw new Error("Discord answers no success that is none");
      const meant = fault.kind === "busy" ? { ...fault, scope: "user" as const } : fault;
      await at(workspace).app.fault({ route: routes[call] ?? call, fault: meant, nth, ...threaded });
    },
    act: (workspace, act) => at(workspace).app.act(act),
    log: (workspace) => logOf(at(workspace)),
    close: async (workspace) => {
      await at(workspace).app.close();
      open.delete(workspace);
    },
    stop: () => discord.stop(),
  };
}

type ModelOpening = Omit<Extract<ControlRequest, { do: "open" }>, "do">;

async function opened(discord: RunningDiscord, { workspace, time, seed, acts, calm }: ModelOpening): Promise<Opened> {
  const { events, nonceMs } = behaviours["like-discord"];
  const chances = calm || events.kind !== "streamed" ? {} : { broken: events.broken, sessionLost: events.sessionLost };
  const names = (of: "channel" | "person"): readonly string[] => [...new Set(acts.map((one) => one[of]))];
  const opening: Opening = {
    app: workspace,
    users: names("person").map((name) => ({ name })),
    guilds: [{ name: guildName, channels: names("channel").map((name) => ({ name })) }],
    identify,
    // A calm run is a control: of a bot that does without reconciling, which a nonce is a part of.
    quirks: { nonceMs: calm ? 0 : nonceMs, ...chances },
    script: acts,
    time,
    seed,
  };
  return { app: await discord.open(opening), keys: keysByNonce(workspace, names("channel"), time.startsAt) };
}

/** A message bears the nonce of its key: which key that is can be told of those that a day may have. */
function keysByNonce(workspace: string, channels: readonly string[], startsAt: string): ReadonlyMap<string, string> {
  const date = Temporal.PlainDate.from(startsAt.slice(0, 10));
  const keys = channels.flatMap((name) => {
    const { guild, channel } = placeOf(workspace, name);
    const key = (kind: DeliveryKind, part: number) => deliveryKey(keyOfChannel(guild, channel), kind, date, part);
    return deliveryKinds.flatMap((kind) => Array.from({ length: mostParts }, (_, part) => key(kind, part)));
  });
  return new Map(keys.map((key) => [nonceOf(key), key]));
}

async function logOf({ app, keys }: Opened): Promise<ModelLog> {
  const [seen, calls, untold] = await Promise.all([app.everything(), app.calls(), app.untold()]);
  const counted = Map.groupBy(calls, ({ route }) => route);
  return {
    messages: seen.map((one) => asModelMessage(one, seen, keys)),
    calls: Object.fromEntries([...counted].map(([route, made]) => [route, made.length])),
    readings: calls.flatMap((one) => asReading(one, seen)),
    untold: untold.flatMap((event) => asModelEvent(event, seen)),
  };
}

/** The starter of the thread that a message is in; undefined: it is in a channel. A thread has its starter's id. */
const starterOf = ({ channel }: Pick<SeenMessage, "channel">, seen: readonly SeenMessage[]): SeenMessage | undefined =>
  seen.find(({ id }) => id === channel);

function asModelMessage(
  message: SeenMessage,
  seen: readonly SeenMessage[],
  keys: ReadonlyMap<string, string>,
): ModelMessage {
  const { id, channel, at, deletedAt, reactions, isBots, user, said, nonce } = message;
  const starter = starterOf(message, seen);
  const [first, ...changes] = said;
  const embedded = message.embeds.flatMap(textsIn).join("\n");
  const edits = changes.map((one, place) => ({
    at: one.at,
    text: place === changes.length - 1 ? `${one.content}\n${embedded}`.trim() : one.content,
  }));
  const text = first?.content ?? "";
  return {
    id,
    channel: starter?.channel ?? channel,
    thread: starter?.id ?? null,
    person: isBots ? null : user,
    key: isBots && nonce !== null ? (keys.get(nonce) ?? null) : null,
    text,
    at,
    visibleAt: at,
    edits,
    deletedAt,
    marked: Object.keys(reactions).length > 0,
  };
}

/** Everything an embed says. */
function textsIn({ title, description, fields, footer }: Fields): readonly string[] {
  const inFields = Array.isArray(fields) ? fields.filter(isRecord).flatMap(({ name, value }) => [name, value]) : [];
  const texts = [title, description, ...inFields, isRecord(footer) ? footer["text"] : undefined];
  return texts.filter((one) => typeof one === "string");
}

/** A reading of a thread that was answered. */
function asReading({ route, path, at, answer }: CallLog, seen: readonly SeenMessage[]): ModelLog["readings"] {
  if (route !== routes["replies"] || answer !== "ok") return [];
  const thread = path.split("/")[2] ?? "";
  const starter = starterOf({ channel: thread }, seen);
  return starter === undefined ? [] : [{ channel: starter.channel, thread, at }];
}

const kinds: Readonly<Record<string, ModelEvent["kind"]>> = { MESSAGE_CREATE: "replied", MESSAGE_UPDATE: "edited" };

/** An event about what somebody wrote in a thread; none for all else. What was deleted is missing from the next reading. */
function asModelEvent({ t, d }: Fields, seen: readonly SeenMessage[]): readonly ModelEvent[] {
  const kind = kinds[String(t)];
  const message = seen.find(({ id }) => isRecord(d) && d["id"] === id);
  const starter = message === undefined ? undefined : starterOf(message, seen);
  if (kind === undefined || message === undefined || starter === undefined || message.isBots) return [];
  const { id, user: person, content: text, at, said } = message;
  const editedAt = said.length > 1 ? (said.at(-1)?.at ?? null) : null;
  return [{ kind, channel: starter.channel, thread: starter.id, message: id, person, text, at, editedAt }];
}
