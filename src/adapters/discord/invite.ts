import { neededPermissions } from "./servers/permissions.ts";

/** What the bot may do where it is invited, each with why: nothing that it does not need; the README says the same. */
export const permissionReasons: Readonly<Record<string, string>> = {
  "View Channel": "see the channels that it is to post in, and what happens to them",
  "Send Messages": "post questions, and the line that a question was revealed",
  "Create Public Threads": "start the thread under a question, where people answer",
  "Send Messages in Threads": "reveal in the thread",
  "Embed Links": "show when the reveal comes and why this question, in a box under it",
  "Read Message History": "read threads back after an outage, and look for a question whose post got no answer",
  "Add Reactions": "put the receipt on an answer",
};

/**
 * The address at which somebody who manages a server adds the bot to it, with the commands and with exactly the permissions
 * that it needs (docs.discord.com, OAuth2, *Bot Authorization Flow*).
 */
export function inviteAddress(application: string): string {
  const address = new URL("https://discord.com/oauth2/authorize");
  const permissions = neededPermissions.reduce((all, { bit }) => all | bit, 0n);
  address.searchParams.set("client_id", application);
  address.searchParams.set("scope", "bot applications.commands");
  address.searchParams.set("permissions", String(permissions));
  // To a server, not to a person.
  address.searchParams.set("integration_type", "0");
  return address.href;
}
