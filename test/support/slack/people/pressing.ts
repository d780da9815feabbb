import type { Choice, Heard, Press } from "../control/acts.ts";
import { isRecord } from "../payload/record.ts";
import { validateSuggestions } from "../payload/validate.ts";
import type { Room } from "../room.ts";
import { messageShape } from "../state/shapes.ts";
import type { Fields } from "../state/types.ts";
import { stateWith } from "./entries.ts";
import { channelPart, commandPayload, interactionBase } from "./payloads.ts";
import { elementIn, type Shown, shownAt } from "./shown.ts";

/** Runs a slash command; what its acknowledgement says is whispered to the person. */
export async function command(
  room: Room,
  said: Readonly<{ user: string; channel: string; text: string; command?: string }>,
): Promise<Heard> {
  const channel = room.workspace.channel(said.channel).id;
  const user = room.workspace.person(said.user).id;
  const payload = commandPayload(room, { command: "/drill", ...said });
  const heard = await room.lane.ask("slash_commands", payload);
  room.responses.takeReply({ channel, user }, heard.reply);
  return heard;
}

/** Presses a button, or a menu's entry when it is one. */
export function press(room: Room, pressed: Press): Promise<Heard> {
  return act(room, pressed, (element) => ({ ...textOf(element), value: element["value"] }));
}

/** Chooses in a menu, a box or a picker. */
export function choose(room: Room, choice: Choice): Promise<Heard> {
  return act(room, choice, (element, { open }) => stateWith(element, choice.value, open));
}

/** Types into an external select and gives what is offered; it can be chosen from then on. */
export async function suggest(room: Room, typed: Press & Readonly<{ text: string }>): Promise<readonly Fields[]> {
  const user = room.workspace.person(typed.user).id;
  const shown = shownAt(room, user, typed.place);
  const { element, block } = elementIn(shown, typed);
  const base = interactionBase(room, user);
  const asked = {
    type: "block_suggestion",
    ...base,
    ...shown.around,
    action_id: typed.action,
    block_id: block,
    value: typed.text,
  };
  const { reply } = await room.lane.ask("interactive", asked);
  const wrong = validateSuggestions(reply);
  room.workspace.violations.push(...wrong.map((line) => `block_suggestion ${line}`));
  const options = isRecord(reply) && Array.isArray(reply["options"]) ? reply["options"].filter(isRecord) : [];
  shown.open?.suggested.set(String(element["action_id"]), options);
  return wrong.length === 0 ? options : [];
}

/** Uses a message shortcut (bolt types/shortcuts/message-shortcut.d.ts [P]). */
export function shortcut(
  room: Room,
  used: Readonly<{ user: string; channel: string; ts: string; callback: string }>,
): Promise<Heard> {
  const { workspace, triggers, responses } = room;
  const user = workspace.person(used.user).id;
  const channel = workspace.channel(used.channel).id;
  const message = workspace.at(channel, used.ts);
  if (message === undefined) throw new Error(`no message ${used.ts} in ${used.channel}`);
  return room.lane.ask("interactive", {
    type: "message_action",
    ...interactionBase(room, user),
    ...channelPart(room, channel),
    callback_id: used.callback,
    trigger_id: triggers.give(user),
    response_url: responses.give({ channel, user }),
    action_ts: workspace.nextTs(channel),
    message_ts: used.ts,
    message: messageShape(workspace, message),
  });
}

async function act(room: Room, pressed: Press, entered: (element: Fields, shown: Shown) => Fields): Promise<Heard> {
  const { workspace } = room;
  const user = workspace.person(pressed.user).id;
  const shown = shownAt(room, user, pressed.place);
  const { element, block } = elementIn(shown, pressed);
  const state = entered(element, shown);
  const action = String(element["action_id"]);
  if (shown.open !== null && element["type"] !== "button") {
    shown.open.values[block] = { ...shown.open.values[block], [action]: state };
  }
  // What stands around a press shows the choice already.
  const { around } = shownAt(room, user, pressed.place);
  const done = {
    type: element["type"],
    action_id: action,
    block_id: block,
    ...state,
    action_ts: workspace.nextTs("actions"),
  };
  return await room.lane.ask("interactive", {
    type: "block_actions",
    ...interactionBase(room, user),
    ...around,
    // What was chosen in a message stands in its state as well; views keep theirs.
    ...(shown.open === null && element["type"] !== "button"
      ? { state: { values: { [block]: { [action]: state } } } }
      : {}),
    ...(shown.channel === null
      ? {}
      : { ...channelPart(room, shown.channel), response_url: addressOf(room, user, shown) }),
    trigger_id: room.triggers.give(user, shown.open?.id ?? null),
    actions: [done],
  });
}

function addressOf({ responses }: Room, user: string, { channel, source }: Shown): string {
  return responses.give({
    channel: channel ?? "",
    user,
    ...(source === null ? {} : { source: source.ts, isWhisper: source.isWhisper }),
  });
}

const textOf = ({ text }: Fields): Fields => (text === undefined ? {} : { text });
