import { describe, expect, it } from "vitest";
import {
  emptyRoom,
  eventsOf,
  type Room,
  type RoomEvent,
  type RoomMessage,
  roomAfter,
  shownMessages,
} from "../../../src/adapters/playground/room.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";

type Sketch = Partial<Pick<RoomMessage, "deleted" | "text">> & Readonly<{ id: string; under?: string }>;

function message({ id, under, deleted = false, text = "" }: Sketch): RoomMessage {
  const place = { id: id as MessageId, thread: under === undefined ? null : (under as MessageId) };
  const said = { author: "jonas" as PersonId, at: 1, editedAt: null, text, drawn: null, key: null };
  return { ...place, ...said, deleted, marked: false };
}
const roomOf = (...sketches: readonly Sketch[]): Room =>
  roomAfter(
    emptyRoom,
    sketches.map((sketch): RoomEvent => ({ kind: "message", message: message(sketch) })),
  );
const shown = (room: Room, most: number) => shownMessages(room, most).map((one) => one.id);

const whisper = (number: number, to: string): RoomEvent => ({
  kind: "whisper",
  whisper: { to: to as PersonId, kept: true, message: message({ id: `m${number}` }) },
  replaces: null,
});

describe("what the page shows of a room", () => {
  it("is the latest of the channel, each with its thread", () => {
    const room = roomOf({ id: "m1" }, { id: "m2" }, { id: "m3", under: "m1" }, { id: "m4", under: "m2" }, { id: "m5" });
    expect(shown(room, 2)).toEqual(["m2", "m4", "m5"]);
    expect(shown(room, 3)).toEqual(["m1", "m2", "m3", "m4", "m5"]);
  });

  it("keeps the place of a deleted message while answers hang on it", () => {
    const answered = { id: "m1", deleted: true };
    expect(shown(roomOf(answered, { id: "m2", under: "m1" }), 9)).toEqual(["m1", "m2"]);
    expect(shown(roomOf(answered, { id: "m2", under: "m1", deleted: true }), 9)).toEqual([]);
  });
});

describe("a room", () => {
  it("is made anew by the fewest events, as it was", () => {
    const history: readonly RoomEvent[] = [
      { kind: "message", message: message({ id: "m1", text: "one" }) },
      whisper(2, "jonas"),
      { kind: "message", message: message({ id: "m3" }) },
      { kind: "clock", aheadMs: 7 },
      { kind: "removed", id: "m3" as MessageId },
      { kind: "message", message: message({ id: "m1", text: "one, mended" }) },
    ];
    const room = roomAfter(emptyRoom, history);
    expect(eventsOf(room).map((event) => event.kind)).toEqual(["room", "message", "whisper"]);
    expect(roomAfter(emptyRoom, eventsOf(room))).toEqual(room);
    expect([room.lastId, room.aheadMs]).toEqual([3, 7]);
  });

  it("keeps a hundred whispers for each person, the newest", () => {
    const events = Array.from({ length: 101 }, (_, at) => whisper(at + 1, "jonas"));
    const { whispers } = roomAfter(emptyRoom, [whisper(200, "priya"), ...events]);
    const ids = whispers.map((one) => one.message.id);
    expect([ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([101, "m200", "m2", "m101"]);
  });
});
