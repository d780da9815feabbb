import { directWith } from "../api/conversations.ts";
import type { Writing } from "../control/acts.ts";
import type { Room } from "../room.ts";
import type { Message } from "../state/types.ts";
import { composed, onTheWire } from "./typed.ts";

/** A person writes; gives the `ts` of what now stands there. */
export function write({ workspace, talk }: Room, said: Writing): readonly string[] {
  const person = workspace.person(said.user);
  const channel = said.channel === "direct" ? directWith(workspace, person.id) : workspace.channel(said.channel);
  const thread = said.thread ?? null;
  const files = said.file === undefined ? [] : [{ id: workspace.name("F"), name: said.file, mode: "hosted" }];
  const clientMsgId = workspace.name("client-");
  const bot = person.isBot ? { bot: `B${person.id.slice(1)}` } : {};
  const once = {
    channel,
    user: person.id,
    ...bot,
    text: onTheWire(workspace, said.text),
    blocks: composed(workspace, said.text),
    thread,
    files,
    clientMsgId,
    broadcast: said.broadcast ?? false,
  };
  const first = talk.say(once);
  // platform-facts.md 1.4 [M] typeclaw#49: one gesture, two events with another ts and the same client_msg_id.
  return said.twice === true ? [first.ts, talk.say(once).ts] : [first.ts];
}

/** A message that stands; throws when there is none. */
export function standing({ workspace }: Room, { channel, ts }: Readonly<{ channel: string; ts: string }>): Message {
  const message = workspace.at(workspace.channel(channel).id, ts);
  if (message?.stands !== "yes") throw new Error(`no message ${ts} in ${channel}`);
  return message;
}
