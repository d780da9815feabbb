import { describe, expect, it } from "vitest";
import { refused } from "../../../src/core/delivery/gate.ts";
import {
  channelOf,
  count,
  createLines,
  isOpen,
  join,
  type Lines,
  routeOf,
  type Send,
  wakeDue,
} from "../../../src/core/delivery/lines.ts";
import { channelKey } from "../../../src/core/keys.ts";
import { someSend } from "../../support/sends.ts";

const plenty = { perSecond: 1_000, burst: 1_000 };
const limits = { channel: plenty, routes: { edit: { perSecond: 1, burst: 1 } } };
const channel = (id: number) => channelKey("playground", "W1", `C${id}`);
const waiting = (send: Send) => ({ send, notBefore: Number.NEGATIVE_INFINITY, since: 0 });

/** Three channels' lines at a route whose one token is taken. */
function threeAtTheRoute(): Lines {
  const lines = createLines(limits);
  routeOf(lines, "edit").limit.take(0);
  for (const id of [1, 2, 3]) join(lines, waiting(someSend(`m${id}`, id, { route: "edit" })), 0);
  return lines;
}
const stands = (lines: Lines) => [1, 2, 3].map((id) => channelOf(lines, channel(id)).lines.get("question")?.stands);

describe("lines that wait for a route", () => {
  it("are let go one at a time, so that a route many wait for costs no more", () => {
    const lines = threeAtTheRoute();
    expect(stands(lines)).toEqual(["at-route", "at-route", "at-route"]);
    wakeDue(lines, 1_000);
    expect(stands(lines)).toEqual(["ready", "at-route", "at-route"]);
  });

  it("give way to the next when their own channel has to wait by now", () => {
    const lines = threeAtTheRoute();
    const first = channelOf(lines, channel(1));
    first.gate = refused(first.gate, 5_000, 0);
    wakeDue(lines, 1_000);
    expect(stands(lines)).toEqual(["asleep", "ready", "at-route"]);
  });
});

it("a send that no route counts leaves no route to remember", () => {
  const lines = createLines(limits);
  const send = someSend("m1", 1);
  join(lines, waiting(send), 0);
  const line = channelOf(lines, channel(1)).lines.get("question");
  if (line === undefined) throw new Error("the send has a line");
  expect(isOpen(lines, line, waiting(send), 0)).toBe(true);
  count(lines, line, send, 0);
  expect([...lines.routes.keys()]).toEqual([]);
});
