/** The first of several instants; null when there is none. */
export const earliest = (instants: readonly Temporal.Instant[]): Temporal.Instant | null =>
  instants.reduce<Temporal.Instant | null>(
    (first, each) => (first === null || Temporal.Instant.compare(each, first) < 0 ? each : first),
    null,
  );
