import type { Gate } from "./gate.ts";
import { type Channel, type Lines, mostUrgentAt, routeOpensAt } from "./lines.ts";

/** Forgets channels and routes of which nothing is known but what a new one would have. */
export function forgetIdle(lines: Lines, now: number): void {
  for (const [key, channel] of lines.channels) if (isIdle(lines, channel, now)) lines.channels.delete(key);
  for (const [name, route] of lines.routes) {
    const isWanted = route.underWay > 0 || mostUrgentAt(route) !== undefined;
    const isPublished = lines.limits.routes[name] !== undefined;
    if (!isWanted && !isPublished && isAtRest(route.gate, now) && routeOpensAt(route, now) <= now) {
      lines.routes.delete(name);
    }
  }
}

const isAtRest = ({ until, refusals }: Gate, now: number): boolean => refusals === 0 && until <= now;

function isIdle({ limits }: Lines, { isBlocked, gate, bucket, lines }: Channel, now: number): boolean {
  if (isBlocked || !isAtRest(gate, now) || bucket.opensAt(limits.channel.burst, now) > now) return false;
  return lines.values().every(({ stands }) => stands === "idle");
}
