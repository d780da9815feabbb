import type { AppState } from "../state/app-state.ts";
import type { Found } from "./routes.ts";

/** A limit that a request ran into. */
export type Limited = Readonly<{ scope: "user" | "global" | "shared"; retryAfterMs: number; headers: Headers }>;
type Headers = Readonly<Record<string, string>>;

/** platform-facts.md 2.4: 50 requests a second; interactions are not bound to it. */
const globalPerSecond = 50;
/** platform-facts.md 2.4: what was answered 401, 403 or 429 counts for 10 minutes. */
const invalidMs = 600_000;

/** "Should not be hard coded" (platform-facts.md 2.4); 5 messages in 5 s is [memory], the others are made up alike. */
const buckets: Readonly<Record<string, Readonly<{ limit: number; windowMs: number }>>> = {
  "POST /channels/:id/messages": { limit: 5, windowMs: 5_000 },
  "PATCH /channels/:id/messages/:id": { limit: 5, windowMs: 5_000 },
  "POST /channels/:id/messages/:id/threads": { limit: 5, windowMs: 5_000 },
  "PUT /channels/:id/messages/:id/reactions/:emoji/@me": { limit: 1, windowMs: 250 },
};
const usual = { limit: 10, windowMs: 5_000 };

type Window = { used: number; endsAt: number };

/** Keeps an app's limits. */
export class Rates {
  readonly #app: AppState;
  readonly #windows = new Map<string, Window>();
  #recent: number[] = [];
  readonly #invalid: number[] = [];

  constructor(app: AppState) {
    this.#app = app;
  }

  /** How long the address is banned for its invalid requests; null: it is not. */
  bannedMs(): number | null {
    const now = this.#app.clock.now();
    while ((this.#invalid[0] ?? now) <= now - invalidMs) this.#invalid.shift();
    const [oldest = now] = this.#invalid;
    return this.#invalid.length >= this.#app.quirks.mostInvalid ? oldest + invalidMs - now : null;
  }

  /** Counts what was answered 401, 403 or 429; not what a shared limit refused. */
  answered(status: number, scope: string | null): void {
    if ((status === 401 || status === 403 || status === 429) && scope !== "shared") {
      this.#invalid.push(this.#app.clock.now());
    }
  }

  /** Takes a request, or says how long to wait; with the headers that tell of its bucket. */
  take({ route, params }: Found, isOpen: boolean): Limited | Headers {
    if (!this.#app.quirks.rates) return {};
    const now = this.#app.clock.now();
    if (!isOpen) {
      this.#recent = this.#recent.filter((at) => at > now - 1_000);
      const [oldest = now] = this.#recent;
      if (this.#recent.length >= globalPerSecond) {
        const headers = { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
        return { scope: "global", retryAfterMs: oldest + 1_000 - now, headers };
      }
    }
    return this.#bucket(route, params[0] ?? "", now, isOpen);
  }

  #bucket(route: string, major: string, now: number, isOpen: boolean): Limited | Headers {
    const { limit, windowMs } = buckets[route] ?? usual;
    const key = `${route} ${major}`;
    const window = this.#windows.get(key);
    const current = window === undefined || now >= window.endsAt ? { used: 0, endsAt: now + windowMs } : window;
    this.#windows.set(key, current);
    const left = current.endsAt - now;
    const isFull = current.used >= limit;
    if (!isFull) {
      current.used += 1;
      if (!isOpen) this.#recent.push(now);
    }
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(limit - current.used),
      "x-ratelimit-reset": String(current.endsAt / 1_000),
      "x-ratelimit-reset-after": String(left / 1_000),
      "x-ratelimit-bucket": bucketName(route),
    };
    const refused = { ...headers, "x-ratelimit-scope": "user" };
    return isFull ? { scope: "user", retryAfterMs: left, headers: refused } : headers;
  }
}

/** A route's name as it travels: opaque, and the same for every channel. */
const bucketName = (route: string): string => Buffer.from(route).toString("hex").slice(0, 32);

/** Whether a request was limited. */
export const isLimited = (taken: Limited | Headers): taken is Limited => typeof taken["retryAfterMs"] === "number";
