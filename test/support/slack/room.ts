import { Rates } from "./api/rates.ts";
import { Triggers } from "./api/triggers.ts";
import type { Delivery, Opening } from "./control/opening.ts";
import type { CallLog } from "./control/seen.ts";
import { type Carrier, Lane } from "./delivery/lane.ts";
import { signedCarrier } from "./delivery/signed.ts";
import type { Sockets } from "./delivery/socket.ts";
import { FaultDesk } from "./fault-desk.ts";
import { ResponseUrls } from "./people/response-urls.ts";
import { Script } from "./people/script.ts";
import { Talk } from "./state/talk.ts";
import type { Fields } from "./state/types.ts";
import { Workspace } from "./state/workspace.ts";

/** A workspace with everything around it: its lane to the app, its limits, the faults that wait, and what was asked. */
export class Room {
  readonly workspace: Workspace;
  readonly lane: Lane;
  readonly talk: Talk;
  readonly triggers: Triggers;
  readonly responses: ResponseUrls;
  readonly rates: Rates;
  readonly faults = new FaultDesk();
  delivery: Delivery;
  readonly sockets: Sockets;
  readonly script: Script;
  readonly calls: CallLog[] = [];

  /** `base` is the address the workspace is at, without a slash at its end. */
  constructor(opening: Opening, sockets: Sockets, base: string) {
    this.workspace = new Workspace(opening);
    this.sockets = sockets;
    this.delivery = opening.delivery ?? { via: "socket" };
    const carry: Carrier = (envelope, limit) => this.#carrier()(envelope, limit);
    this.lane = new Lane(this.workspace, carry);
    this.talk = new Talk(this.workspace, this.lane, (message) => this.script.see(message));
    this.script = new Script(this, opening.script ?? []);
    this.triggers = new Triggers(this.workspace);
    this.responses = new ResponseUrls(this.workspace, this.talk, base);
    this.rates = new Rates(this.workspace);
  }

  #carrier(): Carrier {
    const { delivery } = this;
    return delivery.via === "socket" ? this.sockets.carry : signedCarrier(this.workspace, delivery.url);
  }

  logCall(method: string, args: Fields, answer: string): void {
    const at = Temporal.Instant.fromEpochMilliseconds(this.workspace.clock.now()).toString();
    this.calls.push({ method, args, at, answer });
  }

  close(): void {
    this.lane.close();
    this.faults.release();
    this.workspace.clock.close();
  }
}
