import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import type { Handlers } from "../../../src/ports/platform.ts";
import type { AdapterOptions, Connection } from "./connection.ts";
import { hearing } from "./hearing.ts";

it("comes to its end when it is stopped while a lost connection is opened again", async () => {
  const opened: Readonly<{ stream: PassThrough; answer: () => void }>[] = [];
  const listen = (): Promise<IncomingMessage> => {
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const stream = new PassThrough();
    opened.push({ stream, answer: () => resolve(stream as unknown as IncomingMessage) });
    return promise;
  };
  const connection = { listen } as unknown as Connection;
  const time = { startsAt: "2027-03-15T09:00:00Z", wallMs: 0, speed: 1_000 };
  const options = { behaviour: "like-discord", ackFirst: false, workspace: "W1", time } as unknown as AdapterOptions;
  const ear = hearing(options, connection);
  const started = ear.start({} as Handlers);
  opened[0]?.answer();
  await started;
  opened[0]?.stream.destroy();
  while (opened.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  const stopped = ear.stop();
  opened[1]?.answer();
  await stopped;
  expect(opened.map(({ stream }) => stream.destroyed)).toEqual([true, true]);
});
