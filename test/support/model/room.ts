import type { Clock } from "../../../src/ports/runtime.ts";
import { behaviours } from "./behaviour.ts";
import { acknowledgedLane, type EventLane, streamedLane } from "./events.ts";
import { fastClock } from "./fast-time.ts";
import { type People, people } from "./people.ts";
import { seeded } from "./seeded.ts";
import type { ApiRequest, ControlRequest, ModelLog, WireFault } from "./wire.ts";
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
  #faults: Ordered[] = [];

  constructor({ behaviour: name, time, seed, acts, calm }: Opening) {
    const behaviour = behaviours[name];
    const random = seeded(seed);
    const { events } = behaviour;
    this.clock = fastClock(time);
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

  log(): ModelLog {
    const untoldDeletions = [...this.events.untoldDeletions()];
    return { messages: this.#workspace.messages, calls: Object.fromEntries(this.#calls), untoldDeletions };
  }

  close(): void {
    this.people.close();
    this.events.close();
  }
}
