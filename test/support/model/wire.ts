import { z } from "zod";
import { enforced } from "../enforced-limits.ts";
import { behaviourNames } from "./behaviour.ts";

/** What the bot asks of the model, as JSON to `/api/<workspace>`. Instants are ISO text. */
export const apiRequest = z.discriminatedUnion("call", [
  z.object({
    call: z.literal("post"),
    channel: z.string(),
    thread: z.string().nullable(),
    key: z.string(),
    nonce: z.string().nullable(),
    text: z.string(),
    sentAt: z.string(),
  }),
  z.object({ call: z.literal("thread"), channel: z.string(), message: z.string(), sentAt: z.string() }),
  z.object({ call: z.literal("edit"), channel: z.string(), message: z.string(), text: z.string() }),
  z.object({ call: z.literal("find"), channel: z.string(), thread: z.string().nullable(), since: z.string() }),
  z.object({ call: z.literal("replies"), channel: z.string(), thread: z.string(), since: z.string().nullable() }),
  z.object({ call: z.literal("mark"), channel: z.string(), message: z.string() }),
  z.object({ call: z.literal("person"), channel: z.string(), person: z.string() }),
  z.object({ call: z.literal("whisper"), channel: z.string(), person: z.string(), text: z.string() }),
]);
export type ApiRequest = z.output<typeof apiRequest>;

const modelEdit = z.object({ at: z.string(), text: z.string() });

/** One message as the model keeps it: the truth that a run is counted by. */
export const modelMessage = z.object({
  id: z.string(),
  channel: z.string(),
  thread: z.string().nullable(),
  /** Null: the bot. */
  person: z.string().nullable(),
  /** The key the bot gave it; null for people's messages. */
  key: z.string().nullable(),
  /** As it was first written; `textNow` is what can be read. */
  text: z.string(),
  at: z.string(),
  /** From then on the history shows it. */
  visibleAt: z.string(),
  edits: z.array(modelEdit),
  deletedAt: z.string().nullable(),
  marked: z.boolean(),
});
export type ModelMessage = z.output<typeof modelMessage>;

/** What a message says after its edits. */
export const textNow = ({ text, edits }: ModelMessage): string => edits.at(-1)?.text ?? text;

/** What the model answers; `error` is a code in the platforms' manner. */
export const apiReply = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    message: z.object({ id: z.string(), channel: z.string(), thread: z.string().nullable() }).optional(),
    messages: z.array(modelMessage).optional(),
  }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
export type ApiReply = z.output<typeof apiReply>;

/** Something a person did under a question. */
export const modelEvent = z.object({
  kind: z.enum(["replied", "edited", "deleted"]),
  channel: z.string(),
  thread: z.string(),
  message: z.string(),
  person: z.string(),
  text: z.string(),
  at: z.string(),
  editedAt: z.string().nullable(),
});
export type ModelEvent = z.output<typeof modelEvent>;

/** One line of the event stream. `id` is what is acknowledged, or the number a resumed session goes on from. */
export const eventLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hello"), session: z.string(), resumed: z.boolean() }),
  z.object({ kind: z.literal("event"), id: z.string(), event: modelEvent }),
]);
export type EventLine = z.output<typeof eventLine>;

/** What goes wrong with one request. `carriedOut` says whether it happened all the same. */
export const wireFault = z.discriminatedUnion("kind", [
  /** Carried out, then the connection is reset. */
  z.object({ kind: z.literal("reset") }),
  /** Carried out, and no answer ever comes. */
  z.object({ kind: z.literal("silent") }),
  /** Carried out; the answer comes so many milliseconds of the wall later. */
  z.object({ kind: z.literal("slow"), wallMs: z.number() }),
  z.object({ kind: z.literal("status"), status: z.number().int(), carriedOut: z.boolean() }),
  /** Carried out; the answer breaks off in the middle. */
  z.object({ kind: z.literal("cut-body") }),
  /** Carried out; a proxy's page comes instead of the answer. */
  z.object({ kind: z.literal("not-json") }),
  /** A success that says `ok: false` with this code. */
  z.object({ kind: z.literal("not-ok"), error: z.string(), carriedOut: z.boolean() }),
  /** 429, with this `Retry-After` (null: without). */
  z.object({ kind: z.literal("busy"), retryAfter: z.string().nullable() }),
  /** Carried out; the answer names another channel, or no message. */
  z.object({ kind: z.literal("wrong-reply"), names: z.enum(["another-channel", "nothing"]) }),
  /** Carried out; the `Date` header is off by so much. */
  z.object({ kind: z.literal("wrong-date"), offMs: z.number() }),
  /** Carried out, then this process is ended by SIGKILL and nothing is answered. */
  z.object({ kind: z.literal("kill"), pid: z.number().int() }),
]);
export type WireFault = z.output<typeof wireFault>;

/** What a scripted person does, counted from when the question, or the reveal, can be seen. */
export const act = z.object({
  channel: z.string(),
  person: z.string(),
  after: z.enum(["question", "reveal"]),
  afterMs: z.number(),
  does: z.enum(["say", "edit", "delete"]),
  text: z.string(),
});
export type Act = z.output<typeof act>;

/** What the tests ask of the model, as JSON to `/control`. */
export const controlRequest = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("open"),
    workspace: z.string(),
    behaviour: z.enum(behaviourNames),
    time: z.object({ startsAt: z.string(), wallMs: z.number(), speed: z.number() }),
    seed: z.number(),
    acts: z.array(act),
    /** Delivers every event once, whatever the behaviour says: for runs that break something else. */
    calm: z.boolean(),
    /** What it lets through; all of it when absent. */
    limits: enforced.optional(),
  }),
  /** The `nth` further request of that call meets the fault; posts may be narrowed to those in threads. */
  z.object({
    do: z.literal("fault"),
    workspace: z.string(),
    call: z.string(),
    inThread: z.boolean(),
    nth: z.number().int(),
    fault: wireFault,
  }),
  z.object({ do: z.literal("act"), workspace: z.string(), act }),
  z.object({ do: z.literal("log"), workspace: z.string() }),
  /** How many messages there are by now, and how many requests were refused for the limits. */
  z.object({ do: z.literal("count"), workspace: z.string() }),
  z.object({ do: z.literal("close"), workspace: z.string() }),
]);
export type ControlRequest = z.output<typeof controlRequest>;

/** Everything that happened in a workspace. */
export const modelLog = z.object({
  messages: z.array(modelMessage),
  /** How many requests of each call came in. */
  calls: z.record(z.string(), z.number()),
  /** When the bot was shown which thread. */
  readings: z.array(z.object({ channel: z.string(), thread: z.string(), at: z.string() })),
  /** What the bot was not told, or has not said it heard, or may have died of hearing. */
  untold: z.array(modelEvent),
});
export type ModelLog = z.output<typeof modelLog>;

/** So many messages by now, and so many requests that were refused with 429 for the limits. */
export const modelCount = z.object({ messages: z.number(), limited: z.number() });
export type ModelCount = z.output<typeof modelCount>;
