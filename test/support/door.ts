import type { Refusal } from "../../src/core/errors.ts";
import { type ChannelKey, type WorkspaceKey, workspaceOf } from "../../src/core/keys.ts";
import type { MessageRef, Place } from "../../src/core/message/message.ts";
import type { Platform } from "../../src/ports/platform.ts";
import type { Bot } from "./bot.ts";
import { errorOf, type FakeCall } from "./fake-faults.ts";

/** The doors of workspaces: behind one that is shut every call is refused. */
export type Door = Readonly<{
  /** The platform behind them. */
  port: (inner: Platform) => Platform;
  /** What was refused, in order. */
  refused: readonly Readonly<{ call: FakeCall; channel: ChannelKey; at: string }>[];
  shut: (workspace: string, why: Refusal) => void;
  open: (workspace: string) => void;
}>;

type Knock = (call: FakeCall, channel: ChannelKey) => Promise<void>;

/** Open doors; `now` is what `refused` is dated by. */
export function createDoor(now: () => Temporal.Instant): Door {
  const shut = new Map<WorkspaceKey, Refusal>();
  const refused: Door["refused"][number][] = [];
  const knock: Knock = async (call, channel) => {
    const why = shut.get(workspaceOf(channel));
    if (why === undefined) return;
    refused.push({ call, channel, at: now().toString() });
    throw errorOf({ kind: "refuse", why });
  };
  return {
    port: (inner) => behindDoor(inner, knock),
    refused,
    shut: (workspace, why) => void shut.set(workspace as WorkspaceKey, why),
    open: (workspace) => void shut.delete(workspace as WorkspaceKey),
  };
}

function behindDoor(inner: Platform, knock: Knock): Platform {
  const placeOf = (to: Place): ChannelKey => (to.kind === "channel" ? to.channel : to.of.channel);
  const through =
    <Of, Rest extends readonly unknown[], T>(
      call: FakeCall,
      where: (of: Of) => ChannelKey,
      make: (of: Of, ...rest: Rest) => Promise<T>,
    ) =>
    async (of: Of, ...rest: Rest): Promise<T> => {
      await knock(call, where(of));
      return make(of, ...rest);
    };
  const ofRef = ({ channel }: MessageRef): ChannelKey => channel;
  const itself = (channel: ChannelKey): ChannelKey => channel;
  return {
    ...inner,
    post: through("post", placeOf, inner.post),
    find: through("find", placeOf, inner.find),
    edit: through("edit", ofRef, inner.edit),
    mark: through("mark", ofRef, inner.mark),
    readThread: through("readThread", ofRef, inner.readThread),
    whisper: through("whisper", itself, inner.whisper),
    person: through("person", itself, inner.person),
    channel: through("channel", itself, inner.channel),
  };
}

/** How many questions stand in `W1`, and how many in `W2`. */
export function questionsIn({ platform }: Bot): readonly [number, number] {
  const out = platform.messages.filter(({ key }) => key?.includes("/question/") === true);
  const inWorkspace = (name: string): number => out.filter(({ ref }) => ref.channel.startsWith(`fake/${name}/`)).length;
  return [inWorkspace("W1"), inWorkspace("W2")];
}

/** What the log says of lockouts: the level, of whom, and why. */
export const lockoutLines = ({ log }: Bot) =>
  log
    .filter(({ event }) => event.startsWith("the bot is l"))
    .map(({ level, fields }) => [level, fields["tenant"], fields["why"]]);
