import pg from "pg";
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

/** What the server takes; the bot alone may hold ten, and one more while it starts. */
const connections = 20;
const started = await startPostgres({ connections });
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

type Proxied = Readonly<{ store: Store; proxy: TcpProxy; databaseUrl: string }>;

/** A store over a proxy before an empty database; `databaseUrl` leads past the proxy. */
async function proxied(): Promise<Proxied> {
  if (typeof started === "string") throw new Error(started);
  const databaseUrl = await started.freshDatabase();
  const url = new URL(databaseUrl);
  const proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const store = await openStore({ databaseUrl: url.href, log: silentLog, busyTimeoutMs: waitMs });
  onTestFinished(async () => {
    proxy.reset();
    await store.stop();
    await proxy.stop();
  });
  return { store, proxy, databaseUrl };
}

/** Others take every connection that the server has, the bot's as well, which a failover closes; to be called: they go. */
async function outOfConnections({ proxy, databaseUrl }: Proxied): Promise<() => Promise<void>> {
  const others: pg.Client[] = [];
  const leave = async (): Promise<void> => {
    await Promise.all(others.splice(0).map((other) => other.end()));
  };
  onTestFinished(leave);
  proxy.reset();
  // One that was closed a moment ago counts until the server has noticed.
  while (others.length < connections) {
    const other = new pg.Client(databaseUrl);
    await other.connect().then(
      () => others.push(other),
      (refusal: unknown) => expect(refusal).toMatchObject({ code: "53300" }),
    );
  }
  return leave;
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

describe.skipIf(missing !== "")(`fault 50, a PostgreSQL server whose connections others hold${missing}`, () => {
  const refusal = {
    code: "store.unavailable",
    message: expect.stringMatching(/: the database refused or did not answer \(53300\)$/),
    hint: "the server is out of disk space, memory or connections: see its log; the bot goes on by itself",
  };

  it("refuses what is asked of it, with the reason, and serves the same store again when they are free", async () => {
    const server = await proxied();
    const plans = server.store.collection("plans", text);
    await plans.put("a", "before");
    const leave = await outOfConnections(server);
    await expect(plans.get("a")).rejects.toMatchObject(refusal);
    await expect(plans.put("a", "after")).rejects.toMatchObject(refusal);
    await leave();
    await untilAnswered(() => server.store.check());
    expect(await plans.get("a")).toBe("before");
    await plans.put("a", "after");
    expect(await plans.get("a")).toBe("after");
  });

  it("refuses a bot that starts, which says why", async () => {
    const server = await proxied();
    await outOfConnections(server);
    const start = openStore({ databaseUrl: server.databaseUrl, log: silentLog });
    await expect(start).rejects.toMatchObject(refusal);
  });

  it("when a question is due: nothing is sent before it is written down, and it is posted once", async () => {
    const server = await proxied();
    const bot = await startBot({ store: server.store, platform: new FakePlatform() });
    const leave = await outOfConnections(server);
    await bot.at("2027-03-15T09:30");
    await bot.pass({ minutes: 1 });
    expect(bot.platform.sends).toEqual([]);
    await leave();
    await untilAnswered(() => server.store.check());
    for (let tick = 0; tick < 3; tick += 1) await bot.pass({ seconds: 15 });
    expect(bot.platform.sends.map(({ key }) => key)).toEqual(["fake/W1/backend/question/2027-03-15/0"]);
    expect((await bot.records.drills.get("fake/W1/backend/2027-03-15"))?.stage).toBe("open");
  });

  it("while people answer: nobody hears that it is saved, and what comes again afterwards is kept", async () => {
    const server = await proxied();
    const bot = await startBot({ store: server.store, platform: new FakePlatform() });
    await bot.at("2027-03-15T09:30");
    const question = bot.platform.messages[0]?.ref.id ?? bot.platform.newId();
    const jonas = bot.platform.as(bot.platform.people.first.id);
    await jonas.press(question, "answer/2027-03-15");
    const leave = await outOfConnections(server);
    const words = "an answer of more than twenty characters";
    expect(await jonas.say(question, words)).toEqual({ told: { kind: "not-saved" }, message: null });
    expect(await jonas.submit({ text: "through the form" })).toEqual({ kind: "not-saved" });
    await leave();
    await untilAnswered(() => server.store.check());
    expect((await jonas.say(question, words)).told).toEqual({ kind: "nothing" });
    expect((await jonas.submit({ text: "through the form" })).kind).toBe("message");
    await bot.app.idle();
    const entry = await bot.records.entries.get("fake/W1/backend/2027-03-15/U2");
    expect([entry?.thread.map((said) => said.text), entry?.form?.text]).toEqual([[words], "through the form"]);
  });
});
