import { z } from "zod";
import { platformNames } from "./platforms.ts";
import type { InsidePoint } from "./points.ts";

/** What a bot under fire is told, as a line on its input: the day to live through. */
export const task = z.object({
  dataDir: z.string(),
  port: z.number(),
  workspace: z.string(),
  platform: z.enum(platformNames),
  time: z.object({ startsAt: z.string(), wallMs: z.number(), speed: z.number() }),
  channels: z.array(z.string()),
  /** What a control run leaves out on purpose: looking before sending again, saving first, reading threads back. */
  without: z.array(z.enum(["reconcile", "save-first", "read-back"])),
  kill: z.object({ point: z.custom<InsidePoint>(), nth: z.number(), seed: z.number() }).nullable(),
});
export type Task = z.output<typeof task>;

const heldAnswer = z.object({ person: z.string(), text: z.string() });

/** What the bot holds of each channel when its day is done, read back from its store. */
export const held = z.object({
  channels: z.array(
    z.object({
      channel: z.string(),
      cutoffAt: z.string(),
      answers: z.array(heldAnswer),
      /** The keys of everything it sent. */
      sent: z.array(z.string()),
    }),
  ),
});
export type Held = z.output<typeof held>;
export type HeldChannel = Held["channels"][number];
