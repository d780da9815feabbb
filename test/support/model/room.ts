import type { Clock } from "../../../src/ports/runtime.ts";
import { enforcing, type Verdict } from "../enforced-limits.ts";
import { behaviours } from "./behaviour.ts";
import { acknowledgedLane, type Connection, type EventLane, streamedLane } from "./events.ts";
import { fastClock } from "./fast-time.ts";
import { type People, people } from "./people.ts";
import { seeded } from "./seeded.ts";
import type { ApiRequest, ControlRequest, ModelCount, ModelLog, WireFault } from "./wire.ts";
import { Workspace } from "./workspace.ts";

type Opening = Extract<ControlRequest, { do: "open" }>;
type Ordered = Omit<Extract<ControlRequest, { do: "fault" }>, "do" | "workspace">;

/** A workspace with its people, its events and the faults that wait for it. */
export class Room {
  readonly clock: Clock;
  readonly events: EventLane;
  readonly people: People;
  readonly #workspace: Workspace;
  readonly #calls = new Map<string, number>();
  readonly #limits: ReturnType<typeof enforcing> | null;
  #limited = 0;
  #faults: Ordered[] = [];

  constructor({ behaviour: name, time, seed, acts, calm, limits }: Opening) {
    const behaviour = behaviours[name];
    const random = seeded(seed);
    const { events } = behaviour;
    this.clock = fastClock(time);
    this.#limits = limits === undefined ? null : enforcing(limits);
    this.events =
      events.kind === "acknowledged"
        ? acknowledgedLane(calm ? { ...events, dropped: 0, twice: 0 } : events, time, random)
        : streamedLane(calm ? { ...events, broken: 0, sessionLost: 0 } : events, random);
    this.#workspace = new Workspace(behaviour, this.clock, random, {
      happened: (event) => this.events.push(event),
      shown: (message) => this.people.see(message),
    });
    this.people = people(() => this.#workspace, acts, time);
  }

  /** Carries a request out; null when it came too late. */
  carryOut(request: ApiRequest): ReturnType<Workspace["carryOut"]> {
    return this.#workspace.carryOut(request);
  }

  /** What its limits say to a request. A call of one kind in one channel is a route. */
  weigh(request: ApiRequest): Verdict | null {
    if (this.#limits === null) return null;
    const { call, channel } = request;
    const weighed = { channel, route: `${call} ${channel}`, posts: call === "post" };
    const verdict = this.#limits(weighed, this.clock.now().epochMilliseconds);
    if (verdict.retryAfterMs !== null) this.#limited += 1;
    return verdict;
  }

  order(fault: Ordered): void {
    this.#faults.push(fault);
  }

  /** Counts the request, and gives the fault it meets. */
  faultFor(request: ApiRequest): WireFault | null {
    this.#calls.set(request.call, (this.#calls.get(request.call) ?? 0) + 1);
    const isMeant = ({ call, inThread }: Ordered): boolean =>
      call === request.call && (!inThread || ("thread" in request && request.thread !== null));
    this.#faults = this.#faults.map((one) => (isMeant(one) ? { ...one, nth: one.nth - 1 } : one));
    const met = this.#faults.find((one) => isMeant(one) && one.nth <= 0);
    this.#faults = this.#faults.filter((one) => one !== met);
    return met?.fault ?? null;
  }

  /** The bot's connection has ended, for whatever reason. */
  disconnect(connection: Connection): void {
    this.events.disconnect(connection);
  }

  count(): ModelCount {
    return { messages: this.#workspace.messages.length, limited: this.#limited };
  }

  log(): ModelLog {
    const { messages, readings } = this.#workspace;
    return { messages, readings, untold: [...this.events.untold()], calls: Object.fromEntries(this.#calls) };
  }

  close(): void {
    this.people.close();
    this.events.close();
  }
}
