import { spawn } from "node:child_process";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import {
  type Act,
  type ControlRequest,
  type ModelCount,
  type ModelLog,
  modelCount,
  modelLog,
  type WireFault,
} from "./wire.ts";

const script = fileURLToPath(new URL("model-process.ts", import.meta.url));
const said = z.object({ port: z.number() });

/** A running model platform, from the side of the tests. */
export type Model = Readonly<{
  port: number;
  open: (opening: Omit<Extract<ControlRequest, { do: "open" }>, "do">) => Promise<void>;
  /** The next request of that call, or the `nth`, meets the fault. */
  fault: (
    workspace: string,
    call: string,
    fault: WireFault,
    which?: { nth?: number; inThread?: boolean },
  ) => Promise<void>;
  act: (workspace: string, act: Act) => Promise<void>;
  log: (workspace: string) => Promise<ModelLog>;
  close: (workspace: string) => Promise<void>;
  stop: () => Promise<void>;
}>;

/** One that says what came in while it goes on. */
export type CountingModel = Model & Readonly<{ count: (workspace: string) => Promise<ModelCount> }>;

/** Starts the model platform in a process of its own, on a free loopback port. */
export async function startModel(): Promise<CountingModel> {
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const { port } = said.parse(JSON.parse(await firstLine(child.stdout)));
  const ask = (asked: ControlRequest): Promise<string> => post(port, asked);
  return {
    port,
    open: async (opening) => void (await ask({ do: "open", ...opening })),
    fault: async (workspace, call, fault, { nth = 1, inThread = false } = {}) =>
      void (await ask({ do: "fault", workspace, call, inThread, nth, fault })),
    act: async (workspace, act) => void (await ask({ do: "act", workspace, act })),
    log: async (workspace) => modelLog.parse(JSON.parse(await ask({ do: "log", workspace }))),
    count: async (workspace) => modelCount.parse(JSON.parse(await ask({ do: "count", workspace }))),
    close: async (workspace) => void (await ask({ do: "close", workspace })),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function firstLine(from: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: from })) return line;
  throw new Error("the model platform said nothing");
}

function post(port: number, asked: ControlRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: "/control", method: "POST" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${asked.do}: ${text}`));
      });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(asked));
  });
}
