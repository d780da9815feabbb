import { createServer } from "node:net";
import { createEmulator } from "emulate";
import { z } from "zod";
import { onLoopback } from "../stand-in/on-loopback.ts";

/** Slack's Web API as `emulate` has it, which somebody else wrote: loopback only, scopes checked. */
export type EmulatedSlack = Readonly<{
  apiUrl: string;
  /** Calls a method with a token, as a person at their client or to prepare something. */
  call: (method: string, args: Readonly<Record<string, unknown>>, token?: string) => Promise<Answer>;
  close: () => Promise<void>;
}>;
type Answer = z.output<typeof answer>;
const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional(), ts: z.string().optional() });

export const botToken = "xoxb-drill";
/** Of the people `jonas` and `priya`. */
export const peoplesTokens = { jonas: "xoxp-jonas", priya: "xoxp-priya" } as const;
export const botUser = "UDRILLBOT";

const everything = [
  "channels:read",
  "channels:history",
  "channels:manage",
  "chat:write",
  "reactions:read",
  "users:read",
];

/** Opens one with the people `jonas` and `priya` in the channel `backend`; the bot's token has these scopes. */
export async function openEmulatedSlack(scopes: readonly string[]): Promise<EmulatedSlack> {
  const port = await freePort();
  const bot = { bot_id: "BDRILL", bot_user_id: botUser };
  const app = {
    ...bot,
    app_id: "ADRILL",
    client_id: "1.1",
    client_secret: "none",
    name: "Daily Drill",
    redirect_uris: [],
  };
  const seed = {
    slack: {
      users: [{ name: "jonas" }, { name: "priya" }],
      channels: [{ name: "backend" }],
      oauth_apps: [{ ...app, scopes }],
      tokens: [
        { token: botToken, type: "bot", user_id: botUser, app_id: app.app_id, ...bot, scopes },
        ...Object.entries(peoplesTokens).map(([user, token]) => ({ token, user, scopes: everything })),
      ],
      strict_scopes: true,
    },
  };
  const emulator = await onLoopback(() => createEmulator({ service: "slack", port, seed }));
  const apiUrl = `http://127.0.0.1:${port}/api/`;
  return {
    apiUrl,
    close: () => emulator.close(),
    call: async (method, args, token = peoplesTokens.jonas) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(`${apiUrl}${method}`, { method: "POST", headers, body: JSON.stringify(args) });
      return answer.parse(await response.json());
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
