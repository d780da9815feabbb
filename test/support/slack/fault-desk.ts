import { FaultOrders } from "../stand-in/fault-orders.ts";
import type { Fault, FaultOrder } from "./control/faults.ts";
import type { Fields } from "./state/types.ts";

/** The faults that were ordered, by what a request asks for. */
export class FaultDesk extends FaultOrders<FaultOrder> {
  /** The fault that this request meets. */
  next(method: string, args: Fields): Fault | null {
    return this.meet((one) => fits(one, method, args));
  }
}

function fits({ method: meant, channel, inThread }: FaultOrder, method: string, args: Fields): boolean {
  if (meant !== "*" && meant !== method) return false;
  if (channel !== undefined && args["channel"] !== channel) return false;
  return inThread === undefined || inThread === (typeof args["thread_ts"] === "string");
}
