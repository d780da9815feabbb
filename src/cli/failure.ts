import { BotError } from "../core/errors.ts";

/** What a person reads of an error: where, what, and what to do next; with the stack where `debug` asks for it. Several are told one after the other. */
export function failureText(error: unknown, debug: boolean): string {
  const stack = error instanceof Error && debug ? `\n${error.stack ?? ""}` : "";
  if (error instanceof AggregateError) return error.errors.map((each) => failureText(each, debug)).join("\n");
  if (error instanceof BotError) return `${error.message}\n  → ${error.hint}${stack}`;
  const message = error instanceof Error ? error.message : String(error);
  return `${message}\n  → this is a bug of Daily Drill: run it again with LOG_LEVEL=debug and report what it says${stack}`;
}
