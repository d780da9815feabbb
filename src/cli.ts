import { canBegin } from "./cli/begin.ts";

if (canBegin()) {
  const { drill } = await import("./cli/commands.ts");
  await drill(process.env).parseAsync();
}
