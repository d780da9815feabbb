import type { Server } from "node:http";
import { BotError } from "../../core/errors.ts";

/** How many ports above a busy default one are tried. */
const nextPorts = 20;

export type ListenOn = Readonly<{ host: string; port: number; chosen: boolean }>;

/** Listens and gives the port: the next free one when a default port is busy; `config.invalid` when a chosen one is. */
export async function listen(server: Server, { host, port, chosen }: ListenOn): Promise<number> {
  const last = chosen || port === 0 ? port : Math.min(port + nextPorts, 65_535);
  for (let tried = port; tried <= last; tried += 1) {
    const got = await attempt(server, host, tried);
    if (got !== "busy") return got;
  }
  throw new BotError("config.invalid", `the playground cannot listen on ${host}:${port}: the port is taken`, {
    hint: "stop the other program, or choose another PORT",
  });
}

function attempt(server: Server, host: string, port: number): Promise<number | "busy"> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE") resolve("busy");
      else reject(notThere(host, port, error));
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

const notThere = (host: string, port: number, cause: NodeJS.ErrnoException) =>
  new BotError("config.invalid", `the playground cannot listen on ${host}:${port} (${cause.code})`, {
    hint: "HOST must be an address of this machine, and PORT one that this user may open (1024 and above)",
    cause,
  });
