import { workspaceOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import type { Action, Response } from "../../core/message/message.ts";
import { myDataPage } from "../../core/message/my-data-message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { erase } from "../upkeep/erase.ts";
import { dataOf } from "../upkeep/export.ts";
import { platformOf, type World } from "../world.ts";

/** The buttons under a person's figures. */
export const myDataActions: readonly Action[] = [
  { kind: "button", id: "me/export", label: words.myData.export, style: "plain" },
  { kind: "button", id: "me/forget", label: words.myData.forget, style: "danger" },
];

/** The buttons of `me`: *Export*, and *Forget me* with one step to think about it. Everybody's own data alone. */
export async function pressMe(world: World, origin: Origin, what: string, place: string): Promise<Response> {
  switch (what) {
    case "export":
      return exportMine(world, origin, place);
    case "forget":
      return { kind: "message", message: note(words.myData.sure, [surely]), replace: false };
    case "forget-now":
      return forgetMe(world, origin);
    default:
      return reply(words.answer.notOpen);
  }
}

const surely: Action = { kind: "button", id: "me/forget-now", label: words.myData.surely, style: "danger" };

async function exportMine(world: World, { channel, person }: Origin, place: string): Promise<Response> {
  const data = await dataOf(world, workspaceOf(channel), person);
  const { fit } = platformOf(world, channel).facts;
  const page = /^\d{1,6}$/.test(place) ? Number(place) : 0;
  return { kind: "message", message: myDataPage(data, page, fit), replace: place !== "" };
}

async function forgetMe(world: World, { channel, person }: Origin): Promise<Response> {
  const { answers, channels } = await erase(world, { kind: "person", workspace: workspaceOf(channel), person });
  world.log.info("a person was forgotten", { workspace: workspaceOf(channel), answers });
  for (const each of channels) world.aside(world.wake(each), "taking quotes out of reveals");
  return { kind: "message", message: note(words.myData.forgotten(answers)), replace: true };
}
