import type { AppState } from "../state/app-state.ts";

/** developers/events/gateway.mdx, Session Start Limit: so many identifies in 5 s, and so many until the budget is new. */
const concurrencyMs = 5_000;

/** What an app's sessions cost it. */
export class IdentifyLimits {
  readonly #app: AppState;
  #resetsAt: number;
  #recent: number[] = [];

  constructor(app: AppState) {
    this.#app = app;
    this.#resetsAt = app.clock.now() + app.identify.resetAfterMs;
  }

  /** One identify more. */
  spend(): "go" | "slow down" | "spent" {
    this.#renew();
    const { clock, identify } = this.#app;
    const now = clock.now();
    this.#recent = this.#recent.filter((at) => at > now - concurrencyMs);
    if (identify.remaining <= 0) return "spent";
    if (this.#recent.length >= identify.maxConcurrency) return "slow down";
    this.#recent.push(now);
    this.#app.identify = { ...identify, remaining: identify.remaining - 1 };
    return "go";
  }

  /** Sets what is left, and until when. */
  leave(remaining: number, resetAfterMs: number | undefined): void {
    const { clock, identify } = this.#app;
    this.#app.identify = { ...identify, remaining };
    if (resetAfterMs !== undefined) this.#resetsAt = clock.now() + resetAfterMs;
  }

  /** What `/gateway/bot` says of it. */
  shown(): Readonly<{ total: number; remaining: number; reset_after: number; max_concurrency: number }> {
    this.#renew();
    const { total, remaining, maxConcurrency } = this.#app.identify;
    return { total, remaining, reset_after: this.#resetsAt - this.#app.clock.now(), max_concurrency: maxConcurrency };
  }

  #renew(): void {
    const { clock, identify } = this.#app;
    if (clock.now() < this.#resetsAt) return;
    this.#resetsAt = clock.now() + 86_400_000;
    this.#app.identify = { ...identify, remaining: identify.total };
  }
}
