import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChannelKey, channelKey } from "../../../src/core/keys.ts";
import { type Agenda, createAgenda } from "../../../src/core/schedule/agenda.ts";

const channel = (id: number): ChannelKey => channelKey("playground", "W1", `C${id}`);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("set" as const), fc.nat(150), fc.nat(1_000)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("drop" as const), fc.nat(150), fc.constant(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("due" as const), fc.constant(0), fc.nat(1_000)) },
);

type Model = Map<ChannelKey, number>;

function change(agenda: Agenda, model: Model, key: ChannelKey, at: number | null): void {
  agenda.set(key, at);
  if (at === null) model.delete(key);
  else model.set(key, at);
}

function expectDue(agenda: Agenda, model: Model, now: number): void {
  const expected = [...model].filter(([, at]) => at <= now);
  const given = agenda.due(now);
  expect(given.map((key) => model.get(key))).toEqual(expected.map(([, at]) => at).sort((a, b) => a - b));
  expect(given.toSorted()).toEqual(expected.map(([key]) => key).sort());
  for (const key of given) model.delete(key);
}

function expectSame(agenda: Agenda, model: Model): void {
  expect(agenda.size()).toBe(model.size);
  expect(agenda.next()).toBe(model.size === 0 ? null : Math.min(...model.values()));
}

describe("an agenda", () => {
  it("is empty at first", () => {
    const agenda = createAgenda();
    expect([agenda.next(), agenda.size(), agenda.due(Number.MAX_SAFE_INTEGER)]).toEqual([null, 0, []]);
  });

  it("gives what is due, earliest first, and once", () => {
    const agenda = createAgenda();
    agenda.set(channel(1), 300);
    agenda.set(channel(2), 100);
    agenda.set(channel(3), 200);
    expect(agenda.due(200)).toEqual([channel(2), channel(3)]);
    expect(agenda.due(200)).toEqual([]);
    expect([agenda.next(), agenda.size()]).toEqual([300, 1]);
  });

  it("keeps one time a channel, the last that was set", () => {
    const agenda = createAgenda();
    agenda.set(channel(1), 100);
    agenda.set(channel(2), 150);
    agenda.set(channel(1), 200);
    expect([agenda.next(), agenda.size()]).toEqual([150, 2]);
    agenda.set(channel(2), null);
    agenda.set(channel(3), null);
    expect(agenda.due(1_000)).toEqual([channel(1)]);
  });

  it("agrees with a plain map, whatever is done to it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600, size: "max" }), (steps) => {
        const agenda = createAgenda();
        const model = new Map<ChannelKey, number>();
        for (const [kind, id, at] of steps) {
          if (kind === "due") expectDue(agenda, model, at);
          else change(agenda, model, channel(id), kind === "set" ? at : null);
          expectSame(agenda, model);
        }
      }),
      { numRuns: 200 },
    );
  });
});
