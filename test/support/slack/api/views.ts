import { isRecord } from "../payload/record.ts";
import { validateView } from "../payload/validate.ts";
import type { Fields, OpenView } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import { maybe, need } from "./arguments.ts";
import type { Call, Method } from "./call.ts";
import { Refused, type Reply } from "./reply.ts";

/** docs.slack.dev/surfaces/modals: a modal holds up to three views. */
const mostViews = 3;

/** The methods about forms and the Home. */
export const views: Readonly<Record<string, Method>> = {
  "views.open": {
    scope: null,
    answer: (call) => {
      const view = viewIn(call, "views.open");
      const { user } = call.triggers.use(need(call.args, "trigger_id"));
      return shown(call.workspace, openView(call.workspace, user, view, null));
    },
  },
  "views.push": {
    scope: null,
    answer: (call) => {
      const view = viewIn(call, "views.push");
      const { user, view: from } = call.triggers.use(need(call.args, "trigger_id"));
      const below = from === null ? undefined : call.workspace.views.get(from);
      if (below === undefined) throw new Refused("not_found");
      return shown(call.workspace, openView(call.workspace, user, view, below));
    },
  },
  "views.update": {
    scope: null,
    answer: (call) => {
      const { workspace, args } = call;
      const view = viewIn(call, "views.update");
      const id = maybe(args, "view_id");
      const external = maybe(args, "external_id");
      const open = [...workspace.views.values()].find(
        (one) => one.id === id || (external !== null && one.view["external_id"] === external),
      );
      if (open === undefined) throw new Refused("not_found");
      checkHash(open, args);
      return shown(workspace, replaceView(workspace, open, view));
    },
  },
  "views.publish": {
    scope: null,
    answer: (call) => {
      const { workspace, args } = call;
      const view = viewIn(call, "views.publish");
      const user = workspace.people.get(need(args, "user_id"));
      if (user === undefined) throw new Refused("user_not_found");
      const before = workspace.homes.get(user.id);
      if (before !== undefined) checkHash(before, args);
      const home =
        before === undefined ? newView(workspace, user.id, view, null) : replaceView(workspace, before, view);
      workspace.homes.set(user.id, home);
      return shown(workspace, home);
    },
  },
};

/** Puts a form before somebody; `below` is the one it covers. Refuses as `push_limit_reached`. */
export function openView(workspace: Workspace, user: string, view: Fields, below: OpenView | null): OpenView {
  const open = newView(workspace, user, view, below);
  const sameRoot = [...workspace.views.values()].filter(({ root }) => root === open.root);
  if (sameRoot.length >= mostViews) throw new Refused("push_limit_reached");
  // Opening a modal replaces the one that stands; pushing covers it.
  if (below === null) for (const one of workspace.views.values()) if (one.user === user) workspace.views.delete(one.id);
  workspace.views.set(open.id, open);
  return open;
}

/** Gives a view new contents; what was entered stays where block and action are the same. */
export function replaceView(workspace: Workspace, open: OpenView, view: Fields): OpenView {
  return Object.assign(open, { view, hash: hashOf(workspace) });
}

/** A view as the API and interactions show it (types of bolt, ViewOutput [P]). */
export function viewShape(workspace: Workspace, open: OpenView, state: Fields): Fields {
  const { id, view, hash, root, previous } = open;
  const { team, appId, botId } = workspace.keys;
  const defaults = {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
  };
  const around = { id, team_id: team, app_id: appId, app_installed_team_id: team, bot_id: botId };
  return {
    ...defaults,
    ...view,
    ...around,
    hash,
    root_view_id: root,
    previous_view_id: previous,
    state: { values: state },
  };
}

function newView(workspace: Workspace, user: string, view: Fields, below: OpenView | null): OpenView {
  const id = workspace.name("V");
  const [root, previous] = [below?.root ?? id, below?.id ?? null];
  return { id, user, view, hash: hashOf(workspace), root, previous, values: {}, suggested: new Map() };
}

const hashOf = (workspace: Workspace): string => `${Math.floor(workspace.clock.now() / 1_000)}.${workspace.name("h")}`;

const shown = (workspace: Workspace, open: OpenView): Reply => ({ ok: true, view: viewShape(workspace, open, {}) });

/** platform-facts.md 1.4: `hash` keeps two changes from overwriting each other. */
function checkHash({ hash }: OpenView, args: Fields): void {
  const given = maybe(args, "hash");
  if (given !== null && given !== hash) throw new Refused("hash_conflict");
}

function viewIn({ workspace, args }: Call, method: string): Fields {
  const { view } = args;
  const wrong = validateView(view);
  workspace.violations.push(...wrong.map((line) => `${method} ${line}`));
  if (wrong.length === 0 && isRecord(view)) return filled(workspace, view);
  throw new Refused("invalid_arguments", { response_metadata: { messages: wrong.map((line) => `[ERROR] ${line}`) } });
}

/** Blocks that were sent without an id get one. */
function filled(workspace: Workspace, view: Fields): Fields {
  const blocks = Array.isArray(view["blocks"]) ? view["blocks"] : [];
  return { ...view, blocks: withIds(workspace, blocks) };
}

/** The same blocks, each with a `block_id` (types, blocks.d.ts [P]: "If not specified, one will be generated"). */
export const withIds = (workspace: Workspace, blocks: readonly unknown[]): readonly unknown[] =>
  blocks.map((one) => (isRecord(one) ? { block_id: workspace.name("b"), ...one } : one));
