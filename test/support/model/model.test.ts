import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TestClock } from "../test-clock.ts";
import { behaviours } from "./behaviour.ts";
import { acknowledgedLane, type EventLane, streamedLane } from "./events.ts";
import type { ApiReply, EventLine, ModelEvent } from "./wire.ts";
import { Workspace } from "./workspace.ts";

// What the harness relies on: a model that were kinder than the platforms would prove nothing.

type Name = keyof typeof behaviours;
const always = (number: number) => (): number => number;

function workspaceLike(name: Name, random = always(0.999)) {
  const clock = new TestClock();
  const shown: string[] = [];
  const happened: ModelEvent["kind"][] = [];
  const onlookers = {
    shown: ({ id }: { id: string }) => void shown.push(id),
    happened: ({ kind }: ModelEvent) => void happened.push(kind),
  };
  const workspace = new Workspace(behaviours[name], clock, random, onlookers);
  const now = (): string => clock.now().toString();
  const post = (nonce: string | null, sentAt = now()): ApiReply | null =>
    workspace.carryOut({ call: "post", channel: "c1", thread: null, key: "k/question/d/0", nonce, text: "?", sentAt });
  const found = (): readonly string[] => {
    const reply = workspace.carryOut({ call: "find", channel: "c1", thread: null, since: "2027-01-01T00:00:00Z" });
    return reply?.ok ? (reply.messages ?? []).map(({ id }) => id) : [];
  };
  const thread = (): ApiReply | null =>
    workspace.carryOut({ call: "thread", channel: "c1", message: "M1", sentAt: now() });
  return { workspace, clock, shown, happened, post, found, thread };
}

describe("like Slack", () => {
  it("the same post twice is two messages, whatever it carries", () => {
    const { workspace, post } = workspaceLike("like-slack");
    post("n");
    post("n");
    expect(workspace.messages.map(({ id }) => id)).toEqual(["M1", "M2"]);
  });

  it("a post shows in the history up to twelve seconds late", () => {
    const { clock, post, found } = workspaceLike("like-slack");
    post(null);
    clock.pass(11_900);
    expect(found()).toEqual([]);
    clock.pass(100);
    expect(found()).toEqual(["M1"]);
  });

  it("a request older than ten seconds was lost on the way", () => {
    const { workspace, clock, post } = workspaceLike("like-slack");
    const sentAt = clock.now().toString();
    clock.pass(10_001);
    expect(post(null, sentAt)).toBe(null);
    expect(workspace.messages).toEqual([]);
  });
});

describe("like Discord", () => {
  it("the same nonce gives the first message for three minutes, then a second one", () => {
    const { workspace, clock, post } = workspaceLike("like-discord");
    post("n");
    clock.pass(180_000);
    expect(post("n")).toMatchObject({ ok: true, message: { id: "M1" } });
    clock.pass(1);
    expect(post("n")).toMatchObject({ ok: true, message: { id: "M2" } });
    expect(workspace.messages.length).toBe(2);
  });

  it("nobody can write under a question before its thread is made, which happens once", () => {
    const { workspace, shown, happened, post, thread } = workspaceLike("like-discord");
    post("n");
    expect([shown, workspace.say("c1", "M1", "P1", "too early")]).toEqual([[], null]);
    expect(thread()).toMatchObject({ ok: true });
    expect(thread()).toEqual({ ok: false, error: "160004" });
    workspace.say("c1", "M1", "P1", "now");
    expect({ shown, happened }).toEqual({ shown: ["M1"], happened: ["replied"] });
  });
});

const event = (message: string, kind: ModelEvent["kind"] = "replied"): ModelEvent => {
  const at = "2027-03-15T09:00:00Z";
  return { kind, channel: "c1", thread: "M1", message, person: "P1", text: "", at, editedAt: null };
};

/** What a bot at the other end of a lane was sent. */
function listen(lane: EventLane, session = "", last = "0") {
  const lines: EventLine[] = [];
  const connection = { send: (line: EventLine) => void lines.push(line), end: () => undefined };
  lane.connect(connection, session, last);
  const told = (): readonly string[] => lines.flatMap((line) => (line.kind === "event" ? [line.event.message] : []));
  return { lines, connection, told };
}

describe("events that are acknowledged", () => {
  const rules = { kind: "acknowledged", dropped: 0.1, twice: 0.1, ackMs: 3_000, retriesMs: [100, 60_000] } as const;
  const time = { startsAt: "2027-03-15T09:00:00Z", wallMs: 0, speed: 1 };
  const lane = (random: () => number): EventLane => acknowledgedLane(rules, time, random);
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("come again until somebody says that they were received, a few times at most", () => {
    const events = lane(always(0.5));
    const { told } = listen(events);
    events.push(event("M2"));
    vi.advanceTimersByTime(3_100);
    expect(told()).toEqual(["M2", "M2"]);
    vi.advanceTimersByTime(600_000);
    expect(told()).toEqual(["M2", "M2", "M2"]);
  });

  it("do not come again once received, and reach a bot that was away", () => {
    const events = lane(always(0.5));
    events.push(event("M2"));
    const { told, lines } = listen(events);
    vi.advanceTimersByTime(100);
    events.acknowledge(lines.flatMap((line) => (line.kind === "event" ? [line.id] : []))[0] ?? "");
    vi.advanceTimersByTime(600_000);
    expect(told()).toEqual(["M2"]);
  });

  it("are dropped one time in ten, and sent under another id as often", () => {
    const dropped = lane(always(0.09));
    const none = listen(dropped);
    dropped.push(event("M2", "deleted"));
    expect([none.told(), dropped.untold().map(({ message }) => message)]).toEqual([[], ["M2"]]);
    const draws = [0.5, 0.05];
    const twice = lane(() => draws.shift() ?? 0.5);
    const both = listen(twice);
    twice.push(event("M3"));
    twice.acknowledge("E1");
    vi.advanceTimersByTime(1_000);
    expect(both.lines.slice(1).map((line) => (line.kind === "event" ? line.id : ""))).toEqual(["E1", "E2"]);
  });
});

describe("events of a session", () => {
  const rules = { kind: "streamed", broken: 0.05, sessionLost: 0.3 } as const;

  it("are replayed after the last one that was heard", () => {
    const lane = streamedLane(rules, always(0.5));
    const before = listen(lane);
    lane.push(event("M2"));
    lane.disconnect(before.connection);
    lane.push(event("M3"));
    expect(listen(lane, "S1", "1").told()).toEqual(["M3"]);
  });

  it("are lost with a session that is gone", () => {
    const lane = streamedLane(rules, always(0.2));
    const before = listen(lane);
    lane.disconnect(before.connection);
    lane.push(event("M2"));
    const after = listen(lane, "S1", "0");
    expect(after.lines).toEqual([{ kind: "hello", session: "S2", resumed: false }]);
  });
});
