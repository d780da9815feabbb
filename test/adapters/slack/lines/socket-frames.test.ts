import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { sdkLog } from "../../../../src/adapters/slack/calls/sdk-log.ts";
import { SocketLine } from "../../../../src/adapters/slack/lines/socket-line.ts";
import { type LogLine, listeningLog } from "../../../support/silent-log.ts";
import { keeper, until } from "./some-line.ts";

/** A line to a socket whose other end sends whatever frames a test says. */
async function framed() {
  const server = createServer((_request, response) => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/` }));
  });
  const sockets = new WebSocketServer({ server });
  const open: WebSocket[] = [];
  const acknowledged: unknown[] = [];
  sockets.on("connection", (socket) => {
    open.push(socket);
    socket.on("message", (data) => acknowledged.push(JSON.parse(String(data))));
    socket.send(JSON.stringify({ type: "hello" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const log: LogLine[] = [];
  const line = new SocketLine({
    appToken: "xapp-1",
    apiUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/`,
    logger: sdkLog(listeningLog(log)),
    log: listeningLog(log),
    tellTime: () => undefined,
    now: () => Temporal.Now.instant(),
    afterGap: () => undefined,
    pause: async () => undefined,
  });
  onTestFinished(async () => {
    await line.stop();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.close();
  });
  const { take, taken } = keeper();
  await line.start(take);
  const send = (frame: string | Buffer): void => open.at(-1)?.send(frame);
  return { line, send, taken, acknowledged, log, open };
}

const envelope = (id: string, type: string, payload: unknown): string =>
  JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: false });
const last = envelope("e9", "slash_commands", { command: "/drill" });

describe("frames that socket-mode 3.1 stumbles over", () => {
  it.each([
    ["an event without an event in it", envelope("e1", "events_api", { type: "app_rate_limited", team_id: "T1" })],
    ["an event of the name of a signal of its own", envelope("e1", "events_api", { event: { type: "close" } })],
    ["an event whose name is error", envelope("e1", "events_api", { event: { type: "error" } })],
  ])("%s is taken and acknowledged like any other", async (_name, frame) => {
    const { send, taken, acknowledged, line } = await framed();
    send(frame);
    send(last);
    await until(() => acknowledged.length === 2);
    expect(acknowledged).toEqual([
      { envelope_id: "e1", payload: {} },
      { envelope_id: "e9", payload: {} },
    ]);
    expect([taken.length, line.isOpen()]).toEqual([2, true]);
  });

  it.each([
    ["no JSON", "{"],
    ["a number", "7"],
    ["no type", "{}"],
    ["bytes", Buffer.from([0xff, 0xfe])],
  ])("%s is passed over, and the connection stays", async (_name, frame) => {
    const { send, taken, acknowledged, open } = await framed();
    send(frame);
    send(last);
    await until(() => acknowledged.length === 1);
    expect([taken, open.length]).toEqual([[{ command: "/drill" }], 1]);
  });

  it("what comes over a connection that was replaced is taken and acknowledged there", async () => {
    const { open, taken, acknowledged, send, line } = await framed();
    send(JSON.stringify({ type: "disconnect", reason: "warning" }));
    await until(() => open.length === 2 && line.isOpen());
    await until(() => {
      // Sent again and again, since only the bot knows when it has changed over.
      open[0]?.send(envelope(`e${acknowledged.length}`, "events_api", { event: { type: "message" } }));
      return acknowledged.length >= 5;
    });
    expect([taken.length >= 5, open[0]?.readyState]).toEqual([true, 1]);
  });

  it("a connection that goes before an acknowledgement is replaced, and nothing is thrown", async () => {
    const { line, log, open, send } = await framed();
    send(last);
    open[0]?.terminate();
    await until(() => open.length === 2 && line.isOpen());
    const events = new Set(log.map(({ event }) => event));
    expect(events.has("slack's socket ended")).toBe(true);
  });
});
