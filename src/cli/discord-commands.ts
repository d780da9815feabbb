import { Command } from "commander";
import type { DiscordSettings } from "../config/discord.ts";
import type { Environment } from "../config/environment.ts";
import { BotError } from "../core/errors.ts";
import type { Carefully } from "./data-commands.ts";

type RegisterFlags = Readonly<{ guild?: string; remove?: boolean }>;

/** `drill discord`: what brings the bot into servers, and its commands to people. */
export function discordCommand(env: Environment, carefully: Carefully): Command {
  const discord = new Command("discord").description("the application at Discord").helpCommand(false);
  discord
    .command("invite")
    .description("print the address that adds the bot to a server, with exactly the permissions it needs")
    .action(() => carefully(() => withSettings(env, printInvite)));
  discord
    .command("register")
    .description("register the commands where they changed; a start of the bot does the same")
    .option("--guild <id>", "in one server, beside those of all servers: for trying them out")
    .option("--remove", "take the commands of that server away again")
    .action((flags: RegisterFlags) => carefully(() => withSettings(env, (settings) => register(settings, flags))));
  return discord;
}

async function withSettings(env: Environment, run: (settings: DiscordSettings) => Promise<void>): Promise<void> {
  const { settingsOf, tell } = await import("./settings.ts");
  const config = settingsOf(env);
  if (config === null) return;
  if (config.discord === null) tell("Discord has no token\n  → set DISCORD_TOKEN; .env.example explains it");
  else await run(config.discord);
}

async function printInvite(settings: DiscordSettings): Promise<void> {
  const { inviteToDiscord } = await import("../compose/discord-tools.ts");
  console.log(await inviteToDiscord(settings));
}

async function register(settings: DiscordSettings, { guild = null, remove = false }: Nullable): Promise<void> {
  const { registerOnDiscord, removeFromDiscord } = await import("../compose/discord-tools.ts");
  const where = guild === null ? "in all servers" : `in the server ${serverId(guild)}`;
  if (remove) {
    if (guild === null) throw onlyInOne();
    await removeFromDiscord(settings, guild);
    console.log(`The commands ${where} are taken away; those of all servers stay.`);
    return;
  }
  const became = await registerOnDiscord(settings, guild);
  console.log(became === "registered" ? `Registered the commands ${where}.` : `The commands ${where} are up to date.`);
}

type Nullable = Readonly<{ guild?: string | null; remove?: boolean }>;

function serverId(text: string): string {
  if (/^\d{15,20}$/u.test(text)) return text;
  throw new BotError("input.invalid", `--guild: ${JSON.stringify(text.slice(0, 40))} is not the id of a server`, {
    hint: "switch Developer Mode on in Discord's settings, Advanced; then right-click the server, Copy Server ID",
  });
}

const onlyInOne = (): BotError =>
  new BotError("input.invalid", "--remove: the commands of all servers are not taken away", {
    hint: "name a server with --guild, or take the bot out of the servers instead",
  });
