import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextId, type RoomEvent, type RoomMessage } from "../../../src/adapters/playground/room.ts";
import { type OpenRoom, openRoom } from "../../../src/adapters/playground/room-file.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";

let folder: string;
let file: string;
const opened: OpenRoom[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "room-"));
  file = join(folder, "playground", "room.jsonl");
});
afterEach(async () => {
  for (const room of opened.splice(0)) await room.close();
  await rm(folder, { recursive: true, force: true });
});

const blank = { thread: null, author: "jonas" as PersonId, at: 1, editedAt: null, drawn: null, key: null } as const;
const message = (id: string, text: string): RoomMessage => {
  return { ...blank, id: id as MessageId, text, deleted: false, marked: false };
};
const said = (id: string, text: string): RoomEvent => ({ kind: "message", message: message(id, text) });

const write = (room: OpenRoom, ...events: readonly RoomEvent[]) => room.change(() => ({ events, gives: null }));
const textsOf = ({ room }: OpenRoom) => [...room.messages.values()].map((one) => one.text);
const lines = async () => (await readFile(file, "utf8")).split("\n");

/** The room in the file; opened again while another is open, it is as after a kill: nobody closed it. */
async function openedRoom(): Promise<OpenRoom> {
  const room = await openRoom(file);
  opened.push(room);
  return room;
}

describe("a room's file", () => {
  it("starts empty and gives back what was written, in order", async () => {
    const room = await openedRoom();
    expect(textsOf(room)).toEqual([]);
    await write(room, said("m1", "one"), said("m2", "two"));
    await write(room, said("m1", "one, mended"), { kind: "clock", aheadMs: 5 });
    const again = await openedRoom();
    expect(textsOf(again)).toEqual(["one, mended", "two"]);
    expect(again.room).toEqual(room.room);
  });

  it("never gives an id twice, not even of a message that left", async () => {
    const room = await openedRoom();
    await write(room, said("m1", "one"), said("m2", "two"));
    await room.change(() => ({ events: [{ kind: "removed", id: "m2" as MessageId }], gives: null, forget: true }));
    expect(nextId((await openedRoom()).room)).toBe("m3");
  });

  it.each([
    ["half a line", '{"kind":"message","mess'],
    ["a line without its end", '{"kind":"clock","aheadMs":7}'],
    ["a broken line with an end", '{"kind":"message","mess\n'],
    ["much of a long line", `{"kind":"message","text":"${"x".repeat(5000)}\n`],
    ["half a character", Buffer.from([0x7b, 0xe2, 0x82])],
  ])("passes over %s that a kill left, and goes on behind what is whole", async (_what, torn) => {
    const room = await openedRoom();
    await write(room, said("m1", "ünö"));
    await appendFile(file, torn);
    const again = await openedRoom();
    expect(again.room).toEqual(room.room);
    await write(again, said("m2", "two"));
    expect((await lines()).map((line) => line.at(-1) ?? "")).toEqual(["}", "}", "}", ""]);
    expect(textsOf(await openedRoom())).toEqual(["ünö", "two"]);
  });

  it("names the file and the line where it is damaged elsewhere", async () => {
    await write(await openedRoom(), said("m1", "one"), said("m2", "two"));
    const [first = "", , third = ""] = await lines();
    await writeFile(file, `${first}\nnonsense\n${third}\n`);
    await expect(openRoom(file)).rejects.toMatchObject({
      code: "store.damaged",
      message: `${file}:2: not a line of a playground's room`,
    });
  });

  it("leaves a newer program's file alone", async () => {
    await openedRoom();
    const newer = '{"kind":"room","version":2,"lastId":0,"aheadMs":0}\n';
    await writeFile(file, newer);
    await expect(openRoom(file)).rejects.toMatchObject({ code: "store.newer" });
    expect(await readFile(file, "utf8")).toBe(newer);
  });

  it("leaves nothing on the disk of what is to be forgotten", async () => {
    const room = await openedRoom();
    await write(room, said("m1", "a secret"), said("m2", "two"));
    await write(room, { kind: "removed", id: "m1" as MessageId });
    expect((await readFile(file, "utf8")).includes("a secret")).toBe(true);
    await room.change(() => ({ events: [said("m3", "three")], gives: null, forget: true }));
    expect((await readFile(file, "utf8")).includes("a secret")).toBe(false);
    expect(textsOf(await openedRoom())).toEqual(["two", "three"]);
    await write(room, said("m4", "four"));
    expect(textsOf(await openedRoom())).toEqual(["two", "three", "four"]);
  });

  it("is rewritten at opening once most of it is history", async () => {
    const room = await openedRoom();
    for (let edit = 0; edit < 150; edit += 1) await write(room, said("m1", `edit ${edit}`));
    expect((await lines()).length).toBe(152);
    expect(textsOf(await openedRoom())).toEqual(["edit 149"]);
    expect((await lines()).length).toBe(3);
  });

  it("decides one change after the other, each on what the last one left", async () => {
    const room = await openedRoom();
    const next = () => room.change((now) => ({ events: [said(nextId(now), nextId(now))], gives: nextId(now) }));
    expect(await Promise.all([next(), next(), next()])).toEqual(["m1", "m2", "m3"]);
  });

  it("changes nothing when a change is refused or cannot be written", async () => {
    const room = await openedRoom();
    await write(room, said("m1", "one"));
    const refusal = new Error("no");
    const refused = room.change(() => {
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    await room.close();
    await expect(write(room, said("m2", "two"))).rejects.toMatchObject({ code: "store.unavailable" });
    expect(textsOf(room)).toEqual(["one"]);
    expect(textsOf(await openedRoom())).toEqual(["one"]);
  });
});
