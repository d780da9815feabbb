import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { codecOf } from "../../src/core/codecs.ts";
import type { Store } from "../../src/ports/collection.ts";
import { startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { startPostgres } from "../support/postgres.ts";
import { silentLog } from "../support/silent-log.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

const started = await startPostgres();
const missing = typeof started === "string" ? ` (skipped: ${started})` : "";
afterAll(async () => {
  if (typeof started !== "string") await started.stop();
});

/** The wait that the bot ships with is 5 s; everything else follows from it. */
const shippedWaitMs = 5_000;
const waitMs = 300;
/** faults.md, 11 and 50: a half-open connection is noticed within 35 s. */
const noticedWithinMs = 35_000 * (waitMs / shippedWaitMs);

const text = codecOf(z.string());

/** A store over a proxy before an empty database. */
async function proxied(): Promise<Readonly<{ store: Store; proxy: TcpProxy }>> {
  if (typeof started === "string") throw new Error(started);
  const url = new URL(await started.freshDatabase());
  const proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const store = await openStore({ databaseUrl: url.href, log: silentLog, busyTimeoutMs: waitMs });
  onTestFinished(async () => {
    proxy.reset();
    await store.stop();
    await proxy.stop();
  });
  return { store, proxy };
}

/** Asks again until there is an answer, and says after how long and how many refusals, each of which was `unavailable`. */
async function untilAnswered(ask: () => Promise<unknown>): Promise<Readonly<{ refusals: number; tookMs: number }>> {
  const startedAt = performance.now();
  for (let refusals = 0; ; refusals += 1) {
    const error: unknown = await ask().then(
      () => null,
      (refusal: unknown) => refusal,
    );
    if (error === null) return { refusals, tookMs: performance.now() - startedAt };
    expect(error).toMatchObject({ code: "store.unavailable" });
  }
}

describe.skipIf(missing !== "")(`fault 50, a PostgreSQL server behind a network that fails${missing}`, () => {
  it("half-open connections are noticed in time, and new ones take their place", async () => {
    const { store, proxy } = await proxied();
    const plans = store.collection("plans", text);
    await Promise.all([plans.put("a", "before"), plans.get("a"), store.check()]);
    proxy.silence({ later: false });
    const { refusals, tookMs } = await untilAnswered(() => plans.get("a"));
    expect(refusals).toBeGreaterThan(0);
    expect(tookMs).toBeLessThan(noticedWithinMs);
    expect(await plans.get("a")).toBe("before");
  });

  it("a network that is gone refuses in time, and the store goes on by itself when it is back", async () => {
    const { store, proxy } = await proxied();
    const plans = store.collection("plans", text);
    await plans.put("a", "before");
    proxy.silence({ later: true });
    const startedAt = performance.now();
    await expect(plans.put("a", "after")).rejects.toMatchObject({ code: "store.unavailable" });
    await expect(plans.put("a", "after")).rejects.toMatchObject({ code: "store.unavailable" });
    expect(performance.now() - startedAt).toBeLessThan(noticedWithinMs);
    proxy.reset();
    await plans.put("a", "after");
    expect(await plans.get("a")).toBe("after");
  });

  it("a failover, which resets every connection, rejects what is under way and is over with the next statement", async () => {
    const { store, proxy } = await proxied();
    const plans = store.collection("plans", text);
    await plans.put("a", "before");
    proxy.loseAnswers();
    const askedBefore = proxy.asked();
    const put = plans.put("b", "written, but nobody says so");
    const rejected = expect(put).rejects.toMatchObject({ code: "store.unavailable" });
    await expect.poll(proxy.asked, { interval: 5 }).toBeGreaterThan(askedBefore);
    proxy.reset();
    await rejected;
    expect(await plans.get("a")).toBe("before");
  });

  it("lets the bot stop while its connections are half-open", async () => {
    const { store, proxy } = await proxied();
    await store.check();
    proxy.silence({ later: true });
    const startedAt = performance.now();
    await store.stop();
    expect(performance.now() - startedAt).toBeLessThan(noticedWithinMs);
  });

  it.each([
    ["goes silent", (proxy: TcpProxy) => proxy.silence({ later: true })],
    [
      "loses its answers alone, so that what the bot writes is there without its knowing",
      (proxy: TcpProxy) => proxy.loseAnswers(),
    ],
  ])("a server that %s when a question is due: it is posted once, when the server is back", async (_how, fail) => {
    const { store, proxy } = await proxied();
    const bot = await startBot({ store, platform: new FakePlatform() });
    fail(proxy);
    await bot.at("2027-03-15T09:30");
    proxy.reset();
    for (let tick = 0; tick < 10; tick += 1) await bot.pass({ seconds: 15 });
    expect(bot.platform.messages.map(({ key }) => key)).toEqual(["fake/W1/backend/question/2027-03-15/0"]);
    expect((await bot.records.drills.get("fake/W1/backend/2027-03-15"))?.stage).toBe("open");
  });
});
