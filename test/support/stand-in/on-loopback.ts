import { Server } from "node:net";

/**
 * Opens somebody else's server, which would listen on all interfaces of the machine and has no setting for that. `meet`
 * is shown the server before it listens.
 */
export async function onLoopback<T>(
  open: () => Promise<T>,
  meet: (server: Server) => void = () => undefined,
): Promise<T> {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, port: unknown, ...more: readonly unknown[]): Server {
    meet(this);
    const then = more.filter((one) => typeof one === "function");
    return Reflect.apply(listen, this, [port, "127.0.0.1", ...then]);
  };
  try {
    return await open();
  } finally {
    Server.prototype.listen = listen;
  }
}
