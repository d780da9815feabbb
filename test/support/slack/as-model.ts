import { behaviours } from "../model/behaviour.ts";
import type { Model } from "../model/model.ts";
import type { ControlRequest, ModelEvent, ModelLog, ModelMessage } from "../model/wire.ts";
import type { RunningSlack, SlackWorkspace } from "./client.ts";
import type { Opening } from "./control/opening.ts";
import type { SeenMessage } from "./control/seen.ts";
import { isRecord } from "./payload/record.ts";
import { startSlack } from "./slack.ts";
import type { Fields } from "./state/types.ts";

const wholeSeconds = { smallestUnit: "second", roundingMode: "floor" } as const;

/** The method that carries out what the model calls so. */
const methods: Readonly<Record<string, string>> = {
  post: "chat.postMessage",
  thread: "chat.postMessage",
  edit: "chat.update",
  find: "conversations.history",
  replies: "conversations.replies",
  mark: "reactions.add",
  whisper: "chat.postEphemeral",
};

/**
 * The stand-in for Slack as the kill harness knows a platform. A workspace `W1` is the team W1 with the bot token
 * `xoxb-W1-bot` and the app token `xapp-1-W1`; a channel `c1` is C1, a person `P1` is P1.
 */
export async function startSlackModel(): Promise<Model> {
  const slack = await startSlack();
  const open = new Map<string, SlackWorkspace>();
  const at = (workspace: string): SlackWorkspace => {
    const found = open.get(workspace);
    if (found === undefined) throw new Error(`no workspace ${workspace} is open`);
    return found;
  };
  return {
    port: Number(new URL(slack.apiUrl).port),
    open: async (opening) => void open.set(opening.workspace, await opened(slack, opening)),
    fault: async (workspace, call, fault, { nth = 1, inThread = false } = {}) => {
      const threaded = call === "thread" || inThread ? { inThread: true } : {};
      await at(workspace).fault({ method: methods[call] ?? call, fault, nth, ...threaded });
    },
    act: (workspace, act) => at(workspace).act(act),
    log: (workspace) => logOf(at(workspace)),
    close: async (workspace) => {
      await at(workspace).close();
      open.delete(workspace);
    },
    stop: () => slack.stop(),
  };
}

type ModelOpening = Omit<Extract<ControlRequest, { do: "open" }>, "do">;

async function opened(
  slack: RunningSlack,
  { workspace, time, seed, acts, calm }: ModelOpening,
): Promise<SlackWorkspace> {
  const { events, historyLagMs } = behaviours["like-slack"];
  const chances = calm || events.kind !== "acknowledged" ? {} : { dropped: events.dropped, twice: events.twice };
  const names = (of: "channel" | "person"): readonly string[] => [...new Set(acts.map((one) => one[of]))];
  const opening: Opening = {
    team: workspace,
    people: names("person").map((name) => ({ name, id: name })),
    channels: names("channel").map((name) => ({ name, id: name.toUpperCase() })),
    quirks: { historyLagMs, ...chances },
    script: acts,
    time,
    seed,
  };
  return await slack.open(opening);
}

async function logOf(workspace: SlackWorkspace): Promise<ModelLog> {
  const [seen, calls, untold] = await Promise.all([workspace.everything(), workspace.calls(), workspace.untold()]);
  const counted = Map.groupBy(calls, ({ method }) => method);
  const read = calls.filter(({ method, answer }) => method === "conversations.replies" && answer === "ok");
  return {
    messages: seen.map((one) => asModelMessage(one, workspace.keys.botUser)),
    calls: Object.fromEntries([...counted].map(([method, made]) => [method, made.length])),
    readings: read.map(({ args, at }) => ({ channel: String(args["channel"]), thread: String(args["ts"]), at })),
    untold: untold.flatMap((event) => asModelEvent(event, seen)),
  };
}

/** An event about what somebody wrote under a message; none for all else. */
function asModelEvent(event: Fields, seen: readonly SeenMessage[]): readonly ModelEvent[] {
  const about = isRecord(event["message"]) ? event["message"]["ts"] : (event["deleted_ts"] ?? event["ts"]);
  const message = seen.find(({ ts, channel }) => ts === about && channel === event["channel"]);
  if (event["type"] !== "message" || message === undefined || message.isBots || message.thread === null) return [];
  const { channel, thread, ts, user: person, text, at, said } = message;
  const editedAt = said.length > 1 ? (said.at(-1)?.at ?? null) : null;
  return [{ kind: kindOf(event), channel, thread, message: ts, person, text, at, editedAt }];
}

function kindOf({ subtype }: Fields): ModelEvent["kind"] {
  if (subtype === "message_changed") return "edited";
  return subtype === "message_deleted" ? "deleted" : "replied";
}

function asModelMessage(seen: SeenMessage, botUser: string): ModelMessage {
  const { ts: id, channel, thread, at, visibleAt, deletedAt, reactions, isBots, user } = seen;
  const [first, ...edits] = seen.said;
  const payload = seen.metadata?.["event_payload"];
  const key = isBots && isRecord(payload) ? payload["key"] : null;
  return {
    id,
    channel,
    thread,
    person: isBots ? null : user,
    key: typeof key === "string" ? key : null,
    text: first?.text ?? "",
    at,
    visibleAt,
    // Slack's own stamp of an edit, which is all that anybody learns of its time, has whole seconds (`state/talk.ts`).
    edits: edits.map((edit) => ({ ...edit, at: Temporal.Instant.from(edit.at).round(wholeSeconds).toString() })),
    deletedAt,
    marked: reactions["memo"]?.includes(botUser) === true,
  };
}
