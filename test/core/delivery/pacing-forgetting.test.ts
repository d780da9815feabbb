import { describe, expect, it } from "vitest";
import { forgetIdle } from "../../../src/core/delivery/forget-idle.ts";
import { refused } from "../../../src/core/delivery/gate.ts";
import {
  channelOf,
  count,
  createLines,
  join,
  type Line,
  type Lines,
  place,
  routeOf,
  type Send,
} from "../../../src/core/delivery/lines.ts";
import { channelKey } from "../../../src/core/keys.ts";
import { someSend } from "../../support/sends.ts";

const key = channelKey("playground", "W1", "C1");
const limits = { channel: { perSecond: 1, burst: 2 }, routes: { edit: { perSecond: 1, burst: 1 } } };
const waits = (send: Send) => (lines: Lines) => join(lines, { send, notBefore: Number.NEGATIVE_INFINITY, since: 0 }, 0);

const lineOf = (lines: Lines): Line => {
  const line = channelOf(lines, key).lines.get("question");
  if (line === undefined) throw new Error("nothing waits");
  return line;
};
function usesUp(lines: Lines): void {
  const { limit } = routeOf(lines, "list");
  limit.take(0);
  limit.settle({ limit: 5, remaining: 0, resetAfterMs: 1_000 }, 0);
}

/** What is known right after `happens` at 0, and what of it is left when idle things are forgotten at `now`. */
function left(happens: (lines: Lines) => void, now: number): readonly string[] {
  const lines = createLines(limits);
  happens(lines);
  forgetIdle(lines, now);
  return [...lines.channels.keys(), ...lines.routes.keys()];
}

describe("of channels and routes", () => {
  type Row = readonly [name: string, happens: (lines: Lines) => void, now: number, expected: readonly string[]];
  const rows: readonly Row[] = [
    ["a channel at rest is forgotten", (lines) => channelOf(lines, key), 0, []],
    [
      "a blocked one is kept",
      (lines) => {
        channelOf(lines, key).isBlocked = true;
      },
      0,
      [key],
    ],
    [
      "one that has to wait is kept until then",
      (lines) => {
        channelOf(lines, key).gate = refused(channelOf(lines, key).gate, 100, 0);
      },
      99,
      [key],
    ],
    [
      "and forgotten then",
      (lines) => {
        channelOf(lines, key).gate = refused(channelOf(lines, key).gate, 100, 0);
      },
      100,
      [],
    ],
    ["one whose rate is not whole again is kept", (lines) => channelOf(lines, key).bucket.take(0), 999, [key]],
    ["and forgotten when it is", (lines) => channelOf(lines, key).bucket.take(0), 1_000, []],
    ["one with a send that waits is kept", waits(someSend("m1", 1)), 0, [key]],
    [
      "one whose sends are all gone is forgotten",
      (lines) => {
        waits(someSend("m1", 1))(lines);
        lines.waiting.delete("m1");
        place(lines, lineOf(lines), 0);
      },
      0,
      [],
    ],
    [
      "one whose waits have begun to double is kept, so that they go on doubling",
      (lines) => {
        channelOf(lines, key).gate = refused(channelOf(lines, key).gate, null, 0);
      },
      1_000,
      [key],
    ],
    ["a route at rest is forgotten", (lines) => routeOf(lines, "list"), 0, []],
    ["one with a published rate is kept", (lines) => routeOf(lines, "edit"), 0, ["edit"]],
    [
      "one with a send under way is kept, though it is free",
      (lines) => {
        const send = someSend("m1", 1, { route: "list", posts: false });
        waits(send)(lines);
        routeOf(lines, "list").limit.settle("no-limit", 0);
        count(lines, lineOf(lines), send, 0);
      },
      0,
      [key, "list"],
    ],
    [
      "one that a first response is awaited of is kept, and the channel that waits for it",
      (lines) => {
        waits(someSend("m1", 1, { route: "list" }))(lines);
        count(lines, lineOf(lines), someSend("m1", 1, { route: "list" }), 0);
      },
      0,
      [key, "list"],
    ],
    [
      "one that is open again is kept while somebody waits there",
      (lines) => {
        routeOf(lines, "list").gate = refused(routeOf(lines, "list").gate, 100, 0);
        waits(someSend("m1", 1, { route: "list" }))(lines);
      },
      100,
      [key, "list"],
    ],
    ["one whose window is used up is kept until its end", usesUp, 999, ["list"]],
    ["and forgotten then", usesUp, 1_000, []],
  ];
  it.each(rows)("%s", (_name, happens, now, expected) => {
    expect(left(happens, now)).toEqual(expected);
  });
});
