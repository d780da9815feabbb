import { canBegin } from "./cli/begin.ts";

if (canBegin()) {
  const { start } = await import("./cli/start.ts");
  await start(process.env);
}
