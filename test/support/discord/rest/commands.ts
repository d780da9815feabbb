import { type Fields, isRecord } from "../../stand-in/record.ts";
import { commandProblems, commandsProblems } from "../payload/validate.ts";
import type { AppState } from "../state/app-state.ts";
import { type Call, check, fieldsOf, type Handler } from "./call.ts";
import { plainly, refusal } from "./refused.ts";

/** platform-facts.md 2.1: 200 new ones a day, global or a guild. */
const mostNewADay = 200;
const dayMs = 86_400_000;

type Shelf = Readonly<{ commands: Map<string, Fields>; made: number[]; guild: string | null }>;

/** `PUT …/commands`: these and no others; what has the same name and kind is kept, with its id. */
export const putCommands: Handler = (call) => {
  const shelf = shelfOf(call);
  check(call, commandsProblems(call.body));
  const wanted = Array.isArray(call.body) ? call.body.filter(isRecord) : [];
  const isNew = wanted.filter((one) => sameOf(shelf, one) === undefined).length;
  spend(call.room.app, shelf, isNew);
  const put = wanted.map((one) => whole(call, shelf, one, sameOf(shelf, one)));
  shelf.commands.clear();
  for (const one of put) shelf.commands.set(String(one["id"]), one);
  return { body: put };
};

/** `POST …/commands`: one more, or the same again over the old one. */
export const postCommand: Handler = (call) => {
  const shelf = shelfOf(call);
  const body = fieldsOf(call);
  check(call, commandProblems(body));
  const same = sameOf(shelf, body);
  if (same === undefined) spend(call.room.app, shelf, 1);
  const command = whole(call, shelf, body, same);
  shelf.commands.set(String(command["id"]), command);
  return { status: same === undefined ? 201 : 200, body: command };
};

/** `PATCH …/commands/:id`. */
export const editCommand: Handler = (call) => {
  const [shelf, command] = commandOf(call);
  const changed = { ...command, ...fieldsOf(call) };
  check(call, commandProblems(changed));
  const kept = whole(call, shelf, changed, command);
  shelf.commands.set(String(kept["id"]), kept);
  return { body: kept };
};

/** `DELETE …/commands/:id`. */
export const deleteCommand: Handler = (call) => {
  const [shelf, command] = commandOf(call);
  shelf.commands.delete(String(command["id"]));
  return {};
};

/** `GET …/commands/:id`. */
export const getCommand: Handler = (call) => ({ body: commandOf(call)[1] });

/** `GET …/commands`. */
export const listCommands: Handler = (call) => ({ body: [...shelfOf(call).commands.values()] });

/** `/applications/:id/commands…` or `/applications/:id/guilds/:id/commands…`. */
function shelfOf({ room: { app }, route, params: [application, guildId = ""] }: Call): Shelf {
  if (application !== app.applicationId) throw plainly(404, "Not Found");
  if (!route.includes("/guilds/")) return { commands: app.commands, made: app.madeCommands, guild: null };
  const guild = app.guilds.get(guildId);
  if (guild === undefined || !app.hasBot(guild)) throw refusal("missing access");
  return { commands: guild.commands, made: guild.madeCommands, guild: guildId };
}

function commandOf(call: Call): readonly [Shelf, Fields] {
  const shelf = shelfOf(call);
  const command = shelf.commands.get(call.params.at(-1) ?? "");
  if (command === undefined) throw refusal("unknown command");
  return [shelf, command];
}

/** A command is another's successor if it has its name and kind (developers/interactions/application-commands.mdx). */
function sameOf({ commands }: Shelf, { name, type = 1 }: Fields): Fields | undefined {
  return [...commands.values()].find((one) => one["name"] === name && one["type"] === type);
}

function spend({ clock }: AppState, { made }: Shelf, count: number): void {
  const since = clock.now() - dayMs;
  const recent = made.filter((at) => at > since);
  const [oldest = clock.now()] = recent;
  if (recent.length + count > mostNewADay) {
    throw refusal("commands spent", { retry_after: (oldest + dayMs - clock.now()) / 1_000, global: false });
  }
  made.splice(0, made.length, ...recent, ...Array.from({ length: count }, () => clock.now()));
}

function whole({ room: { app } }: Call, { guild }: Shelf, given: Fields, old: Fields | undefined): Fields {
  return {
    type: 1,
    description: "",
    default_member_permissions: null,
    nsfw: false,
    contexts: null,
    integration_types: [0],
    ...given,
    id: old?.["id"] ?? app.nextId(),
    application_id: app.applicationId,
    version: app.nextId(),
    ...(guild === null ? {} : { guild_id: guild }),
  };
}
