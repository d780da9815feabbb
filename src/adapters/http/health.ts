import type { StoreHealth } from "./store-probe.ts";

/** What health depends on, as it is now. */
export type Vitals = Readonly<{
  /** Since the bot last looked at what is due, in milliseconds. */
  tickAgeMs: () => number;
  store: () => Promise<StoreHealth>;
  /** Whether each platform is connected, by its name. */
  platforms: ReadonlyMap<string, () => boolean>;
}>;

/** What `/healthz` says, as JSON; `failing` names what keeps the bot from doing its work, and is empty when nothing does. */
export type Health = Readonly<{
  healthy: boolean;
  failing: readonly string[];
  tickAgeSeconds: number;
  store: StoreHealth;
  platforms: Readonly<Record<string, "connected" | "not connected">>;
}>;

/** behaviour.md, *Operating*: a tick age over three minutes is worth an alert. */
const oldestTickMs = 180_000;

/** Looks at everything anew. */
export async function healthOf({ tickAgeMs, store, platforms }: Vitals): Promise<Health> {
  const wrote = await store();
  const ageMs = tickAgeMs();
  const connections = [...platforms].map(([name, isConnected]) => [name, isConnected()] as const);
  const failing = [
    ...(ageMs < oldestTickMs ? [] : ["tick"]),
    ...(wrote === "ok" ? [] : ["store"]),
    ...connections.flatMap(([name, isConnected]) => (isConnected ? [] : [name])),
  ];
  return {
    healthy: failing.length === 0,
    failing,
    tickAgeSeconds: ageMs / 1000,
    store: wrote,
    platforms: Object.fromEntries(connections.map(([name, is]) => [name, is ? "connected" : "not connected"])),
  };
}
