import { FaultOrders } from "../../stand-in/fault-orders.ts";
import type { Fault, FaultOrder } from "../control/faults.ts";

/** What a fault is chosen by. `channel` is the id of the channel or thread, if the request is for one. */
type Asked = Readonly<{ route: string; channel: string | null; inThread: boolean }>;

/** The faults that were ordered, by what a request asks for. */
export class FaultDesk extends FaultOrders<FaultOrder> {
  /** The fault that this request meets. */
  next(asked: Asked): Fault | null {
    return this.meet((one) => fits(one, asked));
  }
}

function fits({ route, channel, inThread }: FaultOrder, asked: Asked): boolean {
  if (route !== "*" && route !== asked.route) return false;
  if (channel !== undefined && channel !== asked.channel) return false;
  return inThread === undefined || inThread === asked.inThread;
}
