// The stand-in for Discord as a process of its own. Says where it listens, answers what tests ask, and ends with them.
import { listen } from "../stand-in/listen.ts";
import { answerParent, type Question } from "../stand-in/process.ts";
import type { Control } from "./control/control.ts";
import type { Opening } from "./control/opening.ts";
import { createDiscord } from "./server.ts";

type Asked = Omit<Question, "do" | "args"> & Readonly<{ do: keyof Control | "open" | "close"; args: [never] }>;

const discord = createDiscord();
const base = await listen(discord.server);

answerParent<Asked>(base, async ({ of: app, do: what, args }) => {
  if (what === "open") {
    const [opening]: readonly Opening[] = args;
    return discord.open(opening ?? {}, base);
  }
  if (what === "close") return discord.close(app);
  const control = discord.control(app);
  return control[what](...args);
});
