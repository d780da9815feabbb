import { BotError } from "../core/errors.ts";
import { type ChannelKey, channelKey, type PersonId, type WorkspaceKey, workspaceKey } from "../core/keys.ts";

/** The flags that say whose data is meant, as they were typed. */
export type TargetFlags = Readonly<{ person?: string; channel?: string; workspace?: string }>;

/** Whose data. */
export type Target =
  | Readonly<{ kind: "person"; workspace: WorkspaceKey; person: PersonId }>
  | Readonly<{ kind: "channel"; channel: ChannelKey }>
  | Readonly<{ kind: "workspace"; workspace: WorkspaceKey }>;

/** Reads the one flag that was given. Raises `input.invalid` for none, several, or a key of another shape. */
export function targetOf({ person, channel, workspace }: TargetFlags): Target {
  const given = [person, channel, workspace].filter((flag) => flag !== undefined);
  if (given.length !== 1) throw wrong("whose data?", "give one of --person, --channel and --workspace");
  if (person !== undefined) return { kind: "person", ...personOf(person) };
  if (channel !== undefined) return { kind: "channel", channel: channelOf(channel) };
  const [platform, id] = segmentsOf("workspace", workspace ?? "", "platform/workspace");
  return { kind: "workspace", workspace: workspaceKey(platform ?? "", id ?? "") };
}

/** `platform/workspace/channel`. Raises `input.invalid` for another shape. */
export function channelOf(text: string): ChannelKey {
  const [platform = "", workspace = "", channel = ""] = segmentsOf("channel", text, "platform/workspace/channel");
  return channelKey(platform, workspace, channel);
}

/** `platform/workspace/person`. Raises `input.invalid` for another shape. */
export function personOf(text: string): Readonly<{ workspace: WorkspaceKey; person: PersonId }> {
  const [platform = "", workspace = "", person = ""] = segmentsOf("person", text, "platform/workspace/person");
  // A person's id obeys the rules of a channel's: the key is read for its checks.
  channelKey(platform, workspace, person);
  return { workspace: workspaceKey(platform, workspace), person: person as PersonId };
}

function segmentsOf(what: string, text: string, shape: string): readonly string[] {
  const segments = text.split("/");
  if (segments.length === shape.split("/").length) return segments;
  throw wrong(
    `${what}: ${JSON.stringify(text)} is not a key`,
    `write it as ${shape}, with ids as the platform has them`,
  );
}

const wrong = (problem: string, hint: string): BotError => new BotError("input.invalid", problem, { hint });
