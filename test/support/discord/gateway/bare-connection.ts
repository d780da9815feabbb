import { expect, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { RunningDiscord } from "../client.ts";
import { ops } from "./connection.ts";

/** A bare connection to the gateway. */
export async function connected({ apiUrl }: RunningDiscord) {
  const socket = new WebSocket(`${apiUrl.replace(/^http(.*)\/api$/u, "ws$1")}/gateway/drill?v=10&encoding=json`);
  onTestFinished(() => socket.terminate());
  const frames: Fields[] = [];
  socket.on("message", (data) => {
    const frame: unknown = JSON.parse(String(data));
    if (isRecord(frame)) frames.push(frame);
  });
  const find = (what: string | number) => frames.find(({ op, t }) => op === what || t === what);
  const frame = async (what: string | number): Promise<Fields> => {
    await expect.poll(() => find(what) !== undefined).toBe(true);
    return find(what) ?? {};
  };
  await frame(ops.hello);
  return {
    frame,
    count: (type: string) => frames.filter(({ t }) => t === type).length,
    closed: () => new Promise<number>((resolve) => socket.once("close", resolve)),
    send: (sent: unknown) => socket.send(typeof sent === "string" ? sent : JSON.stringify(sent)),
  };
}
