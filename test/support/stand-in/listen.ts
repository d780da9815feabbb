import { once } from "node:events";
import type { Server } from "node:http";

/** Lets a server listen on a free loopback port; gives its address, without a slash at its end. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the stand-in has no port");
  return `http://127.0.0.1:${address.port}`;
}
