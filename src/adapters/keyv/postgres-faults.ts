import { BotError } from "../../core/errors.ts";
import type { Fault } from "./database.ts";

/** SQLSTATE classes that one row can cause: bad values, cardinality, constraints, limits, and a deadlock's victim. */
const ofOneRow = new Set(["21", "22", "23", "40", "54"]);

const hints: ReadonlyMap<string, string> = new Map([
  ["28", "check the user and the password in DATABASE_URL"],
  ["3D", "create the database, or correct its name in DATABASE_URL"],
  ["42", "let the user of DATABASE_URL create and change tables in the schema public"],
  ["53", "the server is out of disk space, memory or connections: see its log; the bot goes on by itself"],
]);

/** PostgreSQL's SQLSTATE or the system's error name; "no answer" for neither, as when a query takes too long. */
export const postgresCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "no answer";

/** PostgreSQL's own errors carry the row in `detail` and `where`; only code and message go on. */
function withoutRow(error: unknown): unknown {
  if (!(error instanceof Error) || !("detail" in error)) return error;
  return Object.assign(new Error(error.message), { code: postgresCode(error) });
}

/** What an error of pg means; `place` is `host/database`. */
export function postgresFault(place: string, error: unknown): Fault {
  if (error instanceof BotError) return { error, ofOne: false };
  const code = postgresCode(error);
  const kind = code.slice(0, 2);
  const hint = hints.get(kind) ?? "check that the server runs and can be reached; the bot goes on by itself";
  return {
    error: new BotError("store.unavailable", `${place}: the database refused or did not answer (${code})`, {
      hint,
      cause: withoutRow(error),
    }),
    ofOne: /^\w{5}$/.test(code) && ofOneRow.has(kind),
  };
}

/** Two writers waited for each other, or met at a stricter isolation level: nothing was written, the same again succeeds. */
export const isWorthRepeating = (error: unknown): boolean => ["40001", "40P01"].includes(postgresCode(error));
