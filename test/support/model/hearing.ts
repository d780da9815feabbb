import type { IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { channelKey, type MessageId, type PersonId, workspaceKey } from "../../../src/core/keys.ts";
import type { Handlers } from "../../../src/ports/platform.ts";
import { behaviours } from "./behaviour.ts";
import type { AdapterOptions, Connection } from "./connection.ts";
import { onTheWall } from "./fast-time.ts";
import { type EventLine, eventLine, type ModelEvent } from "./wire.ts";

/** The adapter's listening side. */
export type Hearing = Readonly<{ start: (handlers: Handlers) => Promise<void>; stop: () => Promise<void> }>;

/** How soon a lost connection is opened again, and a read-back that the store refused is asked for again. */
const againMs = 1_000;

/**
 * Hears the model's events: saved first, then acknowledged. A handler that rejects leaves the event unacknowledged;
 * where nothing is acknowledged, the threads are read back instead (delivery.md, *Incoming*).
 */
export function hearing(options: AdapterOptions, connection: Connection): Hearing {
  const { ackFirst, workspace, time } = options;
  const acknowledges = behaviours[options.behaviour].events.kind === "acknowledged";
  const underWay = new Set<Promise<unknown>>();
  let stream: IncomingMessage | null = null;
  let stopped = false;
  let session = "";
  let last = "0";

  const aside = (task: Promise<unknown>): void => {
    const tracked = task.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const readBack = async (handlers: Handlers): Promise<void> => {
    while (!stopped) {
      const done = await handlers.gap(workspaceKey("model", workspace)).then(
        () => true,
        () => false,
      );
      if (done) return;
      await sleep(onTheWall(againMs, time));
    }
  };
  const take = async (handlers: Handlers, id: string, event: ModelEvent): Promise<void> => {
    if (acknowledges && ackFirst) await connection.acknowledge(id);
    const saved = await heard(handlers, workspace, event).then(
      () => true,
      () => false,
    );
    if (!saved && !acknowledges) return readBack(handlers);
    if (saved && acknowledges && !ackFirst) await connection.acknowledge(id);
  };
  const read = (handlers: Handlers, line: EventLine): void => {
    if (line.kind === "event") {
      last = line.id;
      aside(take(handlers, line.id, line.event));
      return;
    }
    session = line.session;
    if (line.resumed) return;
    last = "0";
    aside(readBack(handlers));
  };
  const listen = async (handlers: Handlers, opened: () => void): Promise<void> => {
    while (!stopped) {
      stream = await connection.listen(session, last).catch(() => null);
      // Opened while it was being stopped: nobody else would end it.
      if (stopped) stream?.destroy();
      opened();
      if (stream !== null) await readLines(stream, (line) => read(handlers, line));
      await sleep(onTheWall(againMs, time));
    }
  };
  return {
    start: (handlers) => new Promise((opened) => aside(listen(handlers, opened))),
    stop: async () => {
      stopped = true;
      stream?.destroy();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Reads lines until the connection ends, in whatever way. */
async function readLines(stream: IncomingMessage, take: (line: EventLine) => void): Promise<void> {
  const ended = new Promise<void>((resolve) => stream.once("close", resolve));
  createInterface({ input: stream }).on("line", (line) => take(eventLine.parse(JSON.parse(line))));
  // A connection that breaks is no error here: it is opened again.
  stream.on("error", () => ended);
  await ended;
}

function heard(handlers: Handlers, workspace: string, event: ModelEvent): Promise<void> {
  const channel = channelKey("model", workspace, event.channel);
  const thread = event.thread as MessageId;
  const message = event.message as MessageId;
  if (event.kind === "deleted") return handlers.deleted({ channel, thread, message });
  const { person, text, at, editedAt } = event;
  const reply = {
    channel,
    thread,
    message,
    gesture: null,
    person: person as PersonId,
    name: person,
    text,
    at: Temporal.Instant.from(at),
    editedAt: editedAt === null ? null : Temporal.Instant.from(editedAt),
  };
  return event.kind === "edited" ? handlers.edited(reply) : handlers.replied(reply);
}
