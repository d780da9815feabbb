import { Counter, Histogram, type Registry } from "prom-client";
import { deliveryKinds } from "../../core/delivery/delivery.ts";

/**
 * In seconds: a healthy bot is late by one tick of five seconds at most, and by 30 seconds with a queue (delivery.md, E2);
 * two hours are the default grace.
 */
const latenessBuckets = [1, 5, 10, 30, 60, 300, 1800, 7200];

/** The values that each label of a counter can have. */
type Labels = Readonly<Record<string, readonly string[]>>;

/** What is only ever counted up, and how late messages were; every series begins at 0. */
export function countersIn(registry: Registry) {
  const counter = (name: string, help: string, labels: Labels): Counter => {
    const made = new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] });
    for (const series of seriesOf(labels)) made.inc(series, 0);
    return made;
  };
  const lateness = new Histogram({
    name: "drill_lateness_seconds",
    help: "How long after their time questions and whole reveals were out.",
    labelNames: ["of"],
    buckets: latenessBuckets,
    registers: [registry],
  });
  for (const what of ["question", "reveal"]) lateness.zero({ of: what });
  return {
    lateness,
    sent: counter("drill_messages_sent_total", "Messages known to be out: by a send, or found by a look after doubt.", {
      kind: deliveryKinds,
      by: ["send", "look"],
    }),
    failed: counter("drill_sends_failed_total", "Sends that failed, by what that means for the message.", {
      kind: deliveryKinds,
      outcome: ["refused", "not-sent", "doubt"],
    }),
    dropped: counter("drill_messages_dropped_total", "Messages that nobody wanted any more before they were out.", {
      kind: deliveryKinds,
    }),
    missed: counter("drill_slots_missed_total", "Slots that got no question.", {
      reason: ["past-grace", "no-question", "parked"],
    }),
    amended: counter("drill_reveals_amended_total", "Posted reveals that were made to say again what is stored.", {}),
    saved: counter("drill_replies_saved_total", "Replies and forms saved; read-back: no event had told of them.", {
      from: ["thread", "form", "read-back"],
    }),
    untended: counter("drill_tending_failures_total", "Times that something owed to a channel could not be done.", {}),
  };
}

/** Every combination of label values; without labels, one of nothing. */
function seriesOf(labels: Labels): readonly Record<string, string>[] {
  return Object.entries(labels).reduce<readonly Record<string, string>[]>(
    (before, [label, values]) => before.flatMap((series) => values.map((value) => ({ ...series, [label]: value }))),
    [{}],
  );
}
