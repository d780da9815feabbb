// The stand-in for Slack as a process of its own. Says where it listens, answers what tests ask, and ends with them.
import type { Control } from "./control/control.ts";
import type { Opening } from "./control/opening.ts";
import { createSlack } from "./server.ts";
import { type Answer, listen } from "./slack.ts";

type Asked = Readonly<{ id: number; team: string; do: keyof Control | "open" | "close"; args: [never] }>;

const slack = createSlack();
const base = await listen(slack.server);
process.on("message", (asked: Asked) => void answer(asked));
process.on("disconnect", () => process.exit(0));
process.send?.({ base });

async function answer({ id, team, do: what, args }: Asked): Promise<void> {
  const given = await carryOut(team, what, args).catch((error: unknown) => ({ wrong: String(error) }));
  process.send?.({ id, ...given } satisfies Answer);
}

async function carryOut(team: string, what: Asked["do"], args: [never]): Promise<Omit<Answer, "id">> {
  if (what === "open") {
    const [opening]: readonly Opening[] = args;
    return { value: slack.open(opening ?? {}, base) };
  }
  if (what === "close") {
    await slack.close(team);
    return {};
  }
  const control = slack.control(team);
  return { value: await control[what](...args) };
}
