import { expect, it } from "vitest";
import { type Connection, streamedLane } from "./events.ts";
import type { EventLine, ModelEvent } from "./wire.ts";

const event = { kind: "deleted" } as ModelEvent;

/** A connection that keeps what it was given, also after its end. */
function kept(): Readonly<{ connection: Connection; lines: EventLine[]; afterEnd: EventLine[] }> {
  const [lines, afterEnd]: [EventLine[], EventLine[]] = [[], []];
  let isOpen = true;
  const send = (line: EventLine): void => void (isOpen ? lines : afterEnd).push(line);
  const end = (): void => {
    isOpen = false;
  };
  return { connection: { send, end }, lines, afterEnd };
}

it("sends nothing over a connection that it has broken, though nobody has told it yet that it is gone", () => {
  const lane = streamedLane({ kind: "streamed", broken: 1, sessionLost: 0 }, () => 0.5);
  const first = kept();
  lane.connect(first.connection, "", "0");
  lane.push(event);
  lane.push(event);
  expect([first.lines.length, first.afterEnd]).toEqual([2, []]);
  const next = kept();
  lane.connect(next.connection, "S1", "1");
  expect(next.lines).toEqual([
    { kind: "hello", session: "S1", resumed: true },
    { kind: "event", id: "2", event },
  ]);
});
