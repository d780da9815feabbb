// The model platform as a process of its own: killing the bot leaves it standing. Says its port, and ends with its input.
import { createModel } from "./server.ts";

const server = createModel();
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === "object" ? address?.port : null })}\n`);
});
process.stdin.resume().on("end", () => process.exit(0));
