import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { commandDefinitions } from "../../render/discord/commands.ts";
import { commandsFingerprint } from "../../render/discord/fingerprint.ts";
import type { Call } from "./calls/client.ts";

/** Where commands stand: in every server of the application, or, with a guild, in that one besides. */
export type Registry = Readonly<{ application: string; guild: string | null }>;

const anything = z.unknown();
const several = z.array(anything);

/**
 * Registers the commands where Discord's differ from ours, never otherwise: 200 may be made a day and server
 * (docs.discord.com, Application Commands, *Registering a Command*). Rejects with `platform.*`.
 */
export async function registerCommands(read: Call, registry: Registry): Promise<"registered" | "unchanged"> {
  const route = routeOf(registry);
  if (!(await areOther(read, registry))) return "unchanged";
  // All at once, which may be repeated; a command that is the same keeps its id.
  await read({ method: "PUT", route, body: commandDefinitions() }, anything);
  return "registered";
}

/** Takes the commands of one server away again, which people see beside those of all servers. */
export async function removeCommands(read: Call, registry: Registry): Promise<void> {
  await read({ method: "PUT", route: routeOf(registry), body: [] }, anything);
}

/** Whether other commands are registered than those of this version. Rejects with `platform.*`. */
export async function areOther(read: Call, registry: Registry): Promise<boolean> {
  const there = await read({ method: "GET", route: routeOf(registry) }, several);
  return commandsFingerprint(there) !== commandsFingerprint(commandDefinitions());
}

const routeOf = ({ application, guild }: Registry) =>
  guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
