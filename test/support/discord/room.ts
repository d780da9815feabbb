import type { Opening } from "./control/opening.ts";
import type { CallLog } from "./control/seen.ts";
import { Gateway } from "./gateway/gateway.ts";
import { Interactions } from "./people/interactions.ts";
import { Script } from "./people/script.ts";
import { FaultDesk } from "./rest/fault-desk.ts";
import { Rates } from "./rest/rates.ts";
import { AppState } from "./state/app-state.ts";
import { Places } from "./state/places.ts";
import { Talk } from "./state/talk.ts";

/** An app with everything around it: its gateway, its limits, the faults that wait, and what was asked. */
export class Room {
  readonly app: AppState;
  readonly gateway: Gateway;
  readonly talk: Talk;
  readonly places: Places;
  readonly interactions: Interactions;
  readonly rates: Rates;
  readonly faults = new FaultDesk();
  readonly script: Script;
  readonly calls: CallLog[] = [];

  /** `base` is where the stand-in listens, without a slash at its end. */
  constructor(opening: Opening, base: string) {
    this.app = new AppState(opening);
    this.gateway = new Gateway(this.app, `${base.replace(/^http/u, "ws")}/gateway/${this.app.app}`);
    this.talk = new Talk(this.app, this.gateway, (message) => this.script.see(message));
    this.places = new Places(this.app, this.gateway);
    this.interactions = new Interactions(this.app, this.gateway);
    this.rates = new Rates(this.app);
    this.script = new Script(this, opening.script ?? []);
  }

  close(): void {
    this.faults.release();
    this.gateway.close();
    this.app.clock.close();
  }
}
