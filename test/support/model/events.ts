import type { AcknowledgedEvents, StreamedEvents } from "./behaviour.ts";
import { type FastTime, onTheWall } from "./fast-time.ts";
import type { EventLine, ModelEvent } from "./wire.ts";

/** A bot's open connection. */
export type Connection = Readonly<{ send: (line: EventLine) => void; end: () => void }>;

/** Carries what people do to the bot, as far as the behaviour lets it. */
export interface EventLane {
  /** The bot connects; `session` and `last` are what it had before, empty when it is new. */
  connect(connection: Connection, session: string, last: string): void;
  disconnect(connection: Connection): void;
  push(event: ModelEvent): void;
  acknowledge(id: string): void;
  /** What the bot was not told, or has not said it heard, or may have died of hearing. */
  untold(): readonly ModelEvent[];
  close(): void;
}

/** Each event goes out until it is acknowledged, at most once and three times again; some never, some twice. */
export function acknowledgedLane(rules: AcknowledgedEvents, time: FastTime, random: () => number): EventLane {
  const unheard = new Map<string, ModelEvent>();
  const timers = new Set<NodeJS.Timeout>();
  const dropped: ModelEvent[] = [];
  let connection: Connection | null = null;
  let count = 0;

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        run();
      },
      onTheWall(ms, time),
    );
    timers.add(timer);
  };
  const deliver = (id: string, attempt: number): void => {
    const event = unheard.get(id);
    if (event === undefined) return;
    connection?.send({ kind: "event", id, event });
    const wait = rules.retriesMs[attempt];
    // Without a connection the delivery fails at once; with one, when nobody said "received" in time.
    if (wait !== undefined) later((connection === null ? 0 : rules.ackMs) + wait, () => deliver(id, attempt + 1));
  };
  const begin = (event: ModelEvent): void => {
    count += 1;
    unheard.set(`E${count}`, event);
    deliver(`E${count}`, 0);
  };
  return {
    connect: (next) => {
      connection = next;
      next.send({ kind: "hello", session: "none", resumed: false });
    },
    disconnect: (last) => {
      if (connection === last) connection = null;
    },
    push: (event) => {
      if (random() < rules.dropped) {
        dropped.push(event);
        return;
      }
      begin(event);
      if (random() < rules.twice) later(1_000, () => begin(event));
    },
    acknowledge: (id) => void unheard.delete(id),
    untold: () => [...dropped, ...unheard.values()],
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      connection?.end();
      connection = null;
    },
  };
}

/** Events are numbered within a session; a resumed session goes on after the last one heard, if it still lives. */
export function streamedLane(rules: StreamedEvents, random: () => number): EventLane {
  let connection: Connection | null = null;
  let session = 0;
  let sent: ModelEvent[] = [];
  const lost: ModelEvent[] = [];

  const send = (at: number): void => {
    const event = sent[at];
    if (event !== undefined) connection?.send({ kind: "event", id: String(at + 1), event });
  };
  // It is heard of only later that an ended connection is gone; until then nothing may be sent over it.
  const hangUp = (): void => {
    connection?.end();
    connection = null;
  };
  return {
    connect: (next, of, last) => {
      hangUp();
      connection = next;
      const resumed = of === `S${session}` && random() >= rules.sessionLost;
      if (!resumed) {
        // What a new process heard in the life before it nobody knows.
        lost.push(...sent.slice(of === `S${session}` ? Number(last) : 0));
        session += 1;
        sent = [];
      }
      next.send({ kind: "hello", session: `S${session}`, resumed });
      for (let at = Number(last); resumed && at < sent.length; at += 1) send(at);
    },
    disconnect: (last) => {
      if (connection === last) connection = null;
    },
    push: (event) => {
      sent.push(event);
      send(sent.length - 1);
      if (random() < rules.broken) hangUp();
    },
    acknowledge: () => undefined,
    // Nothing of a session comes later than the session: what was deleted then is missing from the thread's next reading.
    untold: () => lost.filter(({ kind }) => kind !== "deleted"),
    close: hangUp,
  };
}
