import type { Fields } from "../../stand-in/record.ts";
import { errorTree, type Problem } from "../payload/problem.ts";

/** An error as Discord answers it, thrown by whatever finds the reason. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: number;
  readonly more: Fields;

  constructor(status: number, code: number, message: string, more: Fields = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }

  get body(): Fields {
    return { message: this.message, code: this.code, ...this.more };
  }
}

/** Codes and texts of developers/topics/opcodes-and-status-codes.mdx, JSON; their HTTP statuses are [memory]. */
const known = {
  "unknown channel": [404, 10_003, "Unknown Channel"],
  "unknown guild": [404, 10_004, "Unknown Guild"],
  "unknown member": [404, 10_007, "Unknown Member"],
  "unknown message": [404, 10_008, "Unknown Message"],
  "unknown user": [404, 10_013, "Unknown User"],
  "unknown emoji": [400, 10_014, "Unknown Emoji"],
  "unknown webhook": [404, 10_015, "Unknown Webhook"],
  "unknown interaction": [404, 10_062, "Unknown interaction"],
  "unknown command": [404, 10_063, "Unknown application command"],
  "too many reactions": [400, 30_010, "Maximum number of reactions reached (20)"],
  "thread full": [400, 30_033, "Maximum number of thread participants has been reached (1000)"],
  "commands spent": [429, 30_034, "Max number of daily application command creates has been reached (200)"],
  "too large": [413, 40_005, "Request entity too large"],
  "already acknowledged": [400, 40_060, "Interaction has already been acknowledged."],
  "missing access": [403, 50_001, "Missing Access"],
  "not the author": [403, 50_005, "Cannot edit a message authored by another user"],
  empty: [400, 50_006, "Cannot send an empty message"],
  "cannot write to this user": [403, 50_007, "Cannot send messages to this user"],
  "not a text channel": [400, 50_008, "Cannot send messages in a non-text channel"],
  "missing permissions": [403, 50_013, "Missing Permissions"],
  "wrong kind of channel": [400, 50_024, "Cannot execute action on this channel type"],
  "invalid webhook token": [401, 50_027, "Invalid Webhook Token provided"],
  "not JSON": [400, 50_109, "The request body contains invalid JSON."],
  "thread archived": [400, 50_083, "Thread is archived"],
  "thread there": [400, 160_004, "A thread has already been created for this message"],
  "thread locked": [400, 160_005, "Thread is locked"],
  "too many threads": [400, 160_006, "Maximum number of active threads reached"],
} as const;

/** One of Discord's errors, by what it means. */
export function refusal(what: keyof typeof known, more?: Fields): Refused {
  const [status, code, message] = known[what];
  return new Refused(status, code, message, more);
}

/** 50035 with the tree of what is wrong (developers/reference.mdx, Error Messages). */
export const invalidForm = (problems: readonly Problem[]): Refused =>
  new Refused(400, 50_035, "Invalid Form Body", { errors: errorTree(problems) });

/** What has no code of its own: a wrong token, an unknown address. */
export const plainly = (status: 401 | 404 | 405, text: string): Refused => new Refused(status, 0, `${status}: ${text}`);
