import { inspect } from "node:util";
import { KeyvPostgres } from "@keyv/postgres";
import { Keyv } from "keyv";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openStore } from "../../../src/adapters/keyv/open-store.ts";
import { openPostgres } from "../../../src/adapters/keyv/postgres.ts";
import { postgresFault } from "../../../src/adapters/keyv/postgres-faults.ts";
import { postgresMigrations } from "../../../src/adapters/keyv/postgres-migrate.ts";
import { codecOf } from "../../../src/core/codecs.ts";
import type { Store } from "../../../src/ports/collection.ts";
import { type Postgres, startPostgres } from "../../support/postgres.ts";
import { type LogLine, listeningLog, silentLog } from "../../support/silent-log.ts";

const started = await startPostgres();
const missing = typeof started === "string" ? ` (skipped: ${started})` : "";
const server: Postgres = typeof started === "string" ? { freshDatabase: refuse, ask: refuse, stop: refuse } : started;

function refuse(): never {
  throw new Error(missing);
}

afterAll(async () => {
  if (missing === "") await server.stop();
});

const text = codecOf(z.string());

async function opened(databaseUrl: string, lines: LogLine[] = []): Promise<Store> {
  const store = await openStore({ databaseUrl, log: listeningLog(lines) });
  onTestFinished(() => store.stop());
  return store;
}

describe.skipIf(missing !== "")(`the PostgreSQL store${missing}`, () => {
  it("shares its rows with keyv, both ways", async () => {
    const databaseUrl = await server.freshDatabase();
    const plans = (await opened(databaseUrl)).collection("plans", text);
    const keyv = new Keyv({ store: new KeyvPostgres({ uri: databaseUrl }), useKeyPrefix: false, throwOnErrors: true });
    onTestFinished(() => keyv.disconnect());
    await plans.put("ours", ": \u0000 \ud800");
    await keyv.set("plans/theirs", ": \u0000 \ud800");
    expect([await keyv.get("plans/ours"), await plans.get("theirs")]).toEqual([": \u0000 \ud800", ": \u0000 \ud800"]);
  });

  it("lists by an index in byte order", async () => {
    const databaseUrl = await server.freshDatabase();
    await (await opened(databaseUrl)).check();
    const keyv = new KeyvPostgres({ uri: databaseUrl });
    onTestFinished(() => keyv.disconnect());
    await keyv.query("SET enable_seqscan = off");
    const plan = await keyv.query(
      `EXPLAIN SELECT key FROM keyv WHERE key COLLATE "C" > 'a/' AND key COLLATE "C" < 'a0' ORDER BY key COLLATE "C"`,
    );
    expect(JSON.stringify(plan).includes("keyv_key_bytes")).toBe(true);
    expect(JSON.stringify(plan).includes("Sort")).toBe(false);
  });

  it("lives on when the server drops its idle connections, and connects again", async () => {
    const lines: LogLine[] = [];
    const databaseUrl = await server.freshDatabase();
    const plans = (await opened(databaseUrl, lines)).collection("plans", text);
    await plans.put("a", "before");
    const lost = expect.poll(() => lines.map(({ event }) => event));
    await server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'daily-drill'");
    await lost.toEqual(["store.migrated", "store.connection-lost"]);
    expect(lines[1]?.fields).toMatchObject({ code: "57P01" });
    expect(await plans.get("a")).toBe("before");
  });

  it("rejects, with the code, what is under way when the connection is lost", async () => {
    const databaseUrl = await server.freshDatabase();
    const plans = (await opened(databaseUrl)).collection("plans", text);
    await plans.put("a", "before");
    const blocker = new KeyvPostgres({ uri: databaseUrl });
    onTestFinished(() => blocker.disconnect());
    await blocker.query("BEGIN; LOCK TABLE keyv");
    const put = plans.put("a", "after");
    const rejected = expect(put).rejects.toMatchObject({ code: "store.unavailable", cause: { code: "57P01" } });
    const waiting = "FROM pg_stat_activity WHERE application_name = 'daily-drill' AND wait_event_type = 'Lock'";
    await expect.poll(() => server.ask(`SELECT pid ${waiting}`)).toHaveLength(1);
    await server.ask(`SELECT pg_terminate_backend(pid) ${waiting}`);
    await rejected;
    await blocker.query("ROLLBACK");
    expect(await plans.get("a")).toBe("before");
  });

  it("gives up on a query that gets no answer", async () => {
    const databaseUrl = await server.freshDatabase();
    const store = await openStore({ databaseUrl, log: silentLog, busyTimeoutMs: 100 });
    onTestFinished(() => store.stop());
    const blocker = new KeyvPostgres({ uri: databaseUrl });
    onTestFinished(() => blocker.disconnect());
    await blocker.query("BEGIN; LOCK TABLE keyv");
    await expect(store.collection("plans", text).get("a")).rejects.toMatchObject({
      code: "store.unavailable",
      message: expect.stringMatching(/: the database refused or did not answer \(no answer\)$/),
    });
    await blocker.query("ROLLBACK");
  });

  it("refuses a newer schema and changes nothing (fault 48)", async () => {
    const databaseUrl = await server.freshDatabase();
    const next = { version: 2, what: "more", apply: () => Promise.resolve() };
    await (await openPostgres({ databaseUrl, log: silentLog, migrations: [...postgresMigrations, next] })).close();
    await expect(openStore({ databaseUrl, log: silentLog })).rejects.toMatchObject({
      code: "store.newer",
      message: expect.stringMatching(/: the store has version 2, this release reads up to 1$/),
    });
  });

  it("migrates once when several processes start together, and rolls back a step that fails (fault 49)", async () => {
    const databaseUrl = await server.freshDatabase();
    await (await openPostgres({ databaseUrl, log: silentLog })).close();
    const ran: string[] = [];
    const step = (fails: boolean) => ({
      version: 2,
      what: "a column",
      apply: async (run: (sql: string) => Promise<unknown>) => {
        // Long enough for the others to come as far as this, if nothing held them.
        await run("SELECT count(*) FROM generate_series(1, 1000000)");
        await run("ALTER TABLE keyv ADD COLUMN extra text");
        if (fails) await run("SELECT no_such_column");
        ran.push("added");
      },
    });
    const open = (fails: boolean) =>
      openPostgres({ databaseUrl, log: silentLog, migrations: [...postgresMigrations, step(fails)] });
    await expect(open(true)).rejects.toMatchObject({ code: "store.unavailable" });
    const databases = await Promise.all([open(false), open(false), open(false)]);
    await Promise.all(databases.map((database) => database.close()));
    expect(ran).toEqual(["added"]);
  });

  it("gives a migration all the time it needs", async () => {
    const databaseUrl = await server.freshDatabase();
    const slow = {
      version: 2,
      what: "longer than a query may take",
      apply: async (run: (sql: string) => Promise<unknown>) => {
        await run("SELECT count(*) FROM generate_series(1, 5000000)");
      },
    };
    const migrations = [...postgresMigrations, slow];
    await (await openPostgres({ databaseUrl, log: silentLog, busyTimeoutMs: 150, migrations })).close();
    await expect(openStore({ databaseUrl, log: silentLog })).rejects.toMatchObject({ code: "store.newer" });
  });

  it("starts together with others on an empty database", async () => {
    const databaseUrl = await server.freshDatabase();
    const stores = await Promise.all([opened(databaseUrl), opened(databaseUrl), opened(databaseUrl)]);
    await Promise.all(stores.map((store) => store.check()));
    expect(await Promise.all(stores.map((store) => store.collection("plans", text).get("a")))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("says which database refused, and never the password", async () => {
    const url = new URL(await server.freshDatabase());
    url.password = "canary";
    const start = openStore({ databaseUrl: url.href, log: silentLog });
    await expect(start).rejects.toMatchObject({
      code: "store.unavailable",
      message: `${url.host}${url.pathname}: the database refused or did not answer (28P01)`,
      hint: "check the user and the password in DATABASE_URL",
    });
    expect(inspect(await start.catch((error: unknown) => error), { depth: 10 }).includes("canary")).toBe(false);
  });
});

it("names the server that is not there", async () => {
  const databaseUrl = "postgresql://drill:canary@127.0.0.1:1/drill";
  await expect(openStore({ databaseUrl, log: silentLog })).rejects.toMatchObject({
    code: "store.unavailable",
    message: "127.0.0.1:1/drill: the database refused or did not answer (ECONNREFUSED)",
  });
});

it.each(["", "mysql://a:canary@b/c", "canary"])(
  "refuses an address that is none, without repeating it: %j",
  async (databaseUrl) => {
    await expect(openStore({ databaseUrl, log: silentLog })).rejects.toMatchObject({
      code: "config.invalid",
      message: "DATABASE_URL is not the address of a PostgreSQL database",
      hint: "write it as postgresql://user:password@host:5432/database",
    });
  },
);

it("keeps the row of a constraint's error to itself", () => {
  const driver = Object.assign(new Error("violates a constraint"), {
    code: "23514",
    detail: "Failing row contains (canary).",
  });
  const { error, ofOne } = postgresFault("host/drill", driver);
  expect([inspect(error).includes("canary"), ofOne]).toEqual([false, true]);
  expect(error.cause).toEqual(Object.assign(new Error("violates a constraint"), { code: "23514" }));
});
