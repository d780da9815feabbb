import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type OperatorParts, type OperatorServer, serveOperator } from "../../../src/adapters/http/operator-server.ts";
import { type LogLine, listeningLog, silentLog } from "../../support/silent-log.ts";

let servers: OperatorServer[] = [];

afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

async function serve(changes: Partial<OperatorParts> = {}): Promise<OperatorServer> {
  const server = await serveOperator({
    on: { host: "127.0.0.1", port: 0, chosen: true },
    log: silentLog,
    vitals: { tickAgeMs: () => 2_000, store: async () => "ok", platforms: new Map([["fake", () => true]]) },
    isReady: () => true,
    metrics: async () => "drill_x 1\n",
    ...changes,
  });
  servers.push(server);
  return server;
}

async function get(address: string, method = "GET"): Promise<readonly [number, string | null, string]> {
  const response = await fetch(address, { method });
  return [response.status, response.headers.get("content-type"), await response.text()];
}

const portOf = ({ address }: OperatorServer): number => Number(new URL(address).port);

describe("an operator's tools", () => {
  const text = "text/plain; charset=utf-8";
  const json = "application/json; charset=utf-8";

  it("hear at /healthz that all is well", async () => {
    const body = '{"healthy":true,"failing":[],"tickAgeSeconds":2,"store":"ok","platforms":{"fake":"connected"}}\n';
    expect(await get(`${(await serve()).address}/healthz`)).toEqual([200, json, body]);
  });

  it("hear at /healthz with 503 what is not", async () => {
    const vitals = { tickAgeMs: () => 200_000, store: async () => "ok" as const, platforms: new Map() };
    const body = '{"healthy":false,"failing":["tick"],"tickAgeSeconds":200,"store":"ok","platforms":{}}\n';
    expect(await get(`${(await serve({ vitals })).address}/healthz`)).toEqual([503, json, body]);
  });

  it("hear at /readyz whether the bot is ready, at each moment anew", async () => {
    let ready = false;
    const { address } = await serve({ isReady: () => ready });
    expect(await get(`${address}/readyz`)).toEqual([503, text, "starting or stopping\n"]);
    ready = true;
    expect(await get(`${address}/readyz?probe=1`)).toEqual([200, text, "ready\n"]);
  });

  it("read the figures at /metrics", async () => {
    const type = "text/plain; version=0.0.4; charset=utf-8";
    expect(await get(`${(await serve()).address}/metrics`)).toEqual([200, type, "drill_x 1\n"]);
  });

  it("get only the head where they ask for it", async () => {
    expect(await get(`${(await serve()).address}/readyz`, "HEAD")).toEqual([200, text, ""]);
  });

  it.each([
    ["another address", "GET", "/", 404, "there are /healthz, /readyz and /metrics\n"],
    ["another method", "POST", "/metrics", 405, "only GET is answered here\n"],
  ])("are told of %s", async (_what, method, path, status, body) => {
    expect(await get(`${(await serve()).address}${path}`, method)).toEqual([status, text, body]);
  });

  it("learn nothing of an error that the log tells", async () => {
    const lines: LogLine[] = [];
    const metrics = () => Promise.reject(new Error("canary"));
    const { address } = await serve({ metrics, log: listeningLog(lines) });
    expect(await get(`${address}/metrics`)).toEqual([500, text, "this failed; see the bot's log\n"]);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([["error", "an operator's request failed"]]);
  });

  it("may store nothing", async () => {
    const { headers } = await fetch(`${(await serve()).address}/metrics`);
    expect([headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual(["no-store", "nosniff"]);
  });
});

describe("the address", () => {
  it("is reached on the one it was given and no other of this machine", async () => {
    const socket = connect(portOf(await serve()), "127.0.0.2");
    const [error] = await once(socket, "error");
    expect(error.code).toBe("ECONNREFUSED");
  });

  it("is the next free one when the default port is busy", async () => {
    const port = portOf(await serve());
    const next = portOf(await serve({ on: { host: "127.0.0.1", port, chosen: false } }));
    expect(next > port && next <= port + 20).toBe(true);
  });

  it("is refused when a chosen port is busy", async () => {
    const port = portOf(await serve());
    const refused = await serve({ on: { host: "127.0.0.1", port, chosen: true } }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "config.invalid",
      message: `metrics cannot be served on 127.0.0.1:${port}: the port is taken`,
      hint: "stop the other program, choose another METRICS_PORT, or write METRICS_PORT=off",
    });
  });

  it("is refused when it is none of this machine", async () => {
    // TEST-NET-1 of RFC 5737: nobody has it.
    const refused = await serve({ on: { host: "192.0.2.1", port: 0, chosen: true } }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "config.invalid",
      message: "metrics cannot be served on 192.0.2.1:0 (EADDRNOTAVAIL)",
    });
  });
});

describe("closing", () => {
  it("ends kept connections, and may be asked for twice", async () => {
    const server = await serve();
    const { hostname, port } = new URL(server.address);
    const asking = request({ hostname, port, path: "/readyz", headers: { connection: "keep-alive" } }).end();
    const [response] = await once(asking, "response");
    response.resume();
    await once(response, "end");
    const order: string[] = [];
    await Promise.all(["first", "second"].map((name) => server.close().then(() => order.push(name))));
    expect(order).toEqual(["first", "second"]);
    await server.close();
    await expect(fetch(`${server.address}/readyz`)).rejects.toThrow("fetch failed");
  });

  it("does not wait for an answer that does not come", async () => {
    const asked = Promise.withResolvers<void>();
    const { promise: never } = Promise.withResolvers<string>();
    const server = await serve({
      metrics: () => {
        asked.resolve();
        return never;
      },
    });
    const scrape = fetch(`${server.address}/metrics`).catch((error: unknown) => String(error));
    await asked.promise;
    await server.close();
    expect(await scrape).toBe("TypeError: fetch failed");
  });
});
