import { z } from "zod";
import { isName, NAME_FIX } from "../core/bank/names.ts";

/** How one variable is read: its text, trimmed and never empty, to its value. */
export type Setting<T> = Readonly<{ schema: z.ZodType<T, string>; hint: string }>;

/** Reads one variable; `fallback` when it is absent, or wrong, which is then a problem. */
export type Read<Variable extends string> = <T, F>(variable: Variable, setting: Setting<T>, fallback: F) => T | F;

const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

export const quoted = (input: unknown): string => JSON.stringify(String(input).slice(0, 60));

/** A comma-separated list; every wrong part is a problem of its own. */
export const listOf = <T>(part: z.ZodType<T, string>) => z.string().transform(listed).pipe(z.array(part));

export const port: Setting<number> = {
  schema: z
    .string()
    .regex(/^\d{1,5}$/, { error: ({ input }) => `${quoted(input)} is not a port` })
    .transform(Number)
    .refine((number) => number <= 65_535, { error: ({ input }) => `${input} is not a port` }),
  hint: "give a number from 1 to 65535, or 0 for any free port",
};

export const metricsPort: Setting<number> = { schema: port.schema, hint: `${port.hint}; off for no metrics` };

export const host: Setting<string> = {
  schema: z.string().regex(/^[A-Za-z0-9.:_%[\]-]+$/, { error: ({ input }) => `${quoted(input)} is not an address` }),
  hint: "give an address of this machine: 127.0.0.1 for this machine alone, 0.0.0.0 for everybody who can reach it",
};

export const dataDir: Setting<string> = { schema: z.string(), hint: "give the path of a folder" };

export const backupDir: Setting<string> = {
  schema: z.string(),
  hint: "give the path of a folder, on another disk if you can",
};

export const databaseUrl: Setting<string> = {
  // The value may hold a password, so the problem never quotes it.
  schema: z.string().refine(isPostgresAddress, { error: "is not the address of a PostgreSQL database" }),
  hint: "write it as postgresql://user:password@host:5432/database, or leave it out to keep everything in DATA_DIR",
};

const bankDir = z
  .string()
  .transform((text, context) => {
    const [name = "", ...path] = text.split("=");
    if (isName(name.trim()) && path.join("=").trim() !== "") return { name: name.trim(), path: path.join("=").trim() };
    const named = isName(name.trim()) ? "names no folder" : "has no name that a bank can have";
    context.addIssue({ code: "custom", message: `${quoted(text)} ${named}` });
    return z.NEVER;
  })
  .readonly();

export const bankDirs: Setting<readonly Readonly<{ name: string; path: string }>[]> = {
  schema: listOf(bankDir).superRefine((banks, context) => {
    for (const [at, { name }] of banks.entries()) {
      if (banks.findIndex((bank) => bank.name === name) === at) continue;
      context.addIssue({ code: "custom", message: `the name ${quoted(name)} stands twice` });
    }
  }),
  hint: `write name=path, separated by commas; for a name, ${NAME_FIX}`,
};

export const managers: Setting<readonly string[]> = {
  schema: listOf(
    z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, { error: ({ input }) => `${quoted(input)} is not a person's id` }),
  ),
  hint: "give ids as the platform has them, never names, separated by commas",
};

export const setup: Setting<"members" | "admins"> = {
  schema: z.string().pipe(z.enum(["members", "admins"], { error: ({ input }) => `${quoted(input)} is not a choice` })),
  hint: "members: any full member may set a channel up first; admins: only who the platform makes a manager",
};

/** The platforms that can be run. */
export const platformNames = ["playground", "slack", "discord"] as const;
export type PlatformName = (typeof platformNames)[number];

export const platforms: Setting<readonly PlatformName[]> = {
  schema: listOf(
    z.string().pipe(z.enum(platformNames, { error: ({ input }) => `there is no platform ${quoted(input)}` })),
  ),
  hint: `leave it out, or name the platforms to run: ${platformNames.join(", ")}`,
};

export const logLevels = ["fatal", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

export const logLevel: Setting<LogLevel> = {
  schema: z.string().pipe(z.enum(logLevels, { error: ({ input }) => `${quoted(input)} is not a level` })),
  hint: `choose one of ${logLevels.join(", ")}`,
};

function isPostgresAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(?:ql)?:$/.test(url.protocol) && url.host !== "";
}
