// The stand-in for Slack as a process of its own. Says where it listens, answers what tests ask, and ends with them.
import { listen } from "../stand-in/listen.ts";
import { answerParent, type Question } from "../stand-in/process.ts";
import type { Control } from "./control/control.ts";
import type { Opening } from "./control/opening.ts";
import { createSlack } from "./server.ts";

type Asked = Omit<Question, "do" | "args"> & Readonly<{ do: keyof Control | "open" | "close"; args: [never] }>;

const slack = createSlack();
const base = await listen(slack.server);

answerParent<Asked>(base, async ({ of: team, do: what, args }) => {
  if (what === "open") {
    const [opening]: readonly Opening[] = args;
    return slack.open(opening ?? {}, base);
  }
  if (what === "close") return slack.close(team);
  const control = slack.control(team);
  return control[what](...args);
});
