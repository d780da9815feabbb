import { openView, replaceView, viewShape, withIds } from "../api/views.ts";
import type { Entries, Submitted } from "../control/acts.ts";
import { isRecord } from "../payload/record.ts";
import { validateView } from "../payload/validate.ts";
import type { Room } from "../room.ts";
import type { Fields, OpenView } from "../state/types.ts";
import { blocksIn } from "./elements.ts";
import { enter, heldBack, stateOf } from "./entries.ts";
import { interactionBase } from "./payloads.ts";

/** Fills a form in and sends it; then it does what the acknowledgement says (docs.slack.dev/surfaces/modals). */
export async function submit(
  room: Room,
  form: Readonly<{ user: string; view: string; entries: Entries }>,
): Promise<Submitted> {
  const open = viewOf(room, form);
  enter(open, form.entries);
  const because = heldBack(open);
  if (because !== null) return { became: "held-back", because };
  const { heard, reply } = await room.lane.ask("interactive", {
    type: "view_submission",
    ...interactionBase(room, open.user),
    trigger_id: room.triggers.give(open.user, open.id),
    view: viewShape(room.workspace, open, stateOf(open)),
    response_urls: [],
  });
  if (!heard) return { became: "unheard" };
  return follow(room, open, isRecord(reply) ? reply : {});
}

/** Closes a form without sending it; the app hears of it where it asked to. */
export async function dismiss(room: Room, form: Readonly<{ user: string; view: string }>): Promise<void> {
  const open = viewOf(room, form);
  room.workspace.views.delete(open.id);
  if (open.view["notify_on_close"] !== true) return;
  const view = viewShape(room.workspace, open, stateOf(open));
  await room.lane.ask("interactive", {
    type: "view_closed",
    ...interactionBase(room, open.user),
    view,
    is_cleared: false,
  });
}

function viewOf({ workspace }: Room, { user, view }: Readonly<{ user: string; view: string }>): OpenView {
  const open = workspace.views.get(view);
  if (open === undefined || open.user !== workspace.person(user).id)
    throw new Error(`${user} has no form ${view} open`);
  return open;
}

function follow(room: Room, open: OpenView, reply: Fields): Submitted {
  const { views } = room.workspace;
  switch (reply["response_action"]) {
    case "errors":
      return { became: "errors", errors: errorsIn(room, open, reply) };
    case "update":
      return { became: "updated", view: replaceView(room.workspace, open, viewIn(room, reply)).id };
    case "push":
      return { became: "pushed", view: openView(room.workspace, open.user, viewIn(room, reply), open).id };
    case "clear":
      for (const one of views.values()) if (one.root === open.root) views.delete(one.id);
      return { became: "closed" };
    default:
      views.delete(open.id);
      return { became: "closed" };
  }
}

/** Errors belong to blocks with an input; anything else Slack shows as "trouble connecting". */
function errorsIn({ workspace }: Room, open: OpenView, { errors }: Fields): Record<string, string> {
  const inputs = blocksIn(open.view).filter((one) => isRecord(one) && one["type"] === "input");
  const known = inputs.map((one) => (isRecord(one) ? String(one["block_id"]) : ""));
  const entries = isRecord(errors) ? Object.entries(errors).map(([key, value]) => [key, String(value)] as const) : [];
  const strays = entries.filter(([key]) => !known.includes(key));
  workspace.violations.push(...strays.map(([key]) => `view_submission /errors: ${key} is no input of the form`));
  return Object.fromEntries(entries);
}

function viewIn({ workspace }: Room, { view }: Fields): Fields {
  const wrong = validateView(view);
  workspace.violations.push(...wrong.map((line) => `view_submission ${line}`));
  return isRecord(view) ? { ...view, blocks: withIds(workspace, blocksIn(view)) } : {};
}
