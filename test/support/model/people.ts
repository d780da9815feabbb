import { type FastTime, onTheWall } from "./fast-time.ts";
import type { Act, ModelMessage } from "./wire.ts";
import type { Workspace } from "./workspace.ts";

/** Scripted people: they act when they see a question, or its reveal. */
export type People = Readonly<{
  /** A message of the bot can be seen. */
  see: (message: ModelMessage) => void;
  /** Does one thing now, under the channel's question. */
  act: (act: Act) => void;
  close: () => void;
}>;

/** People who act in `workspace` by a script. The first question of a channel is the one they answer. */
export function people(workspace: () => Workspace, script: readonly Act[], time: FastTime): People {
  const questions = new Map<string, string>();
  const seen = new Set<string>();
  const timers: NodeJS.Timeout[] = [];

  const act = ({ channel, person, does, text }: Act): void => {
    const thread = questions.get(channel);
    if (thread === undefined) return;
    if (does === "say") workspace().say(channel, thread, person, text);
    if (does === "edit") workspace().editLatest(thread, person, text);
    if (does === "delete") workspace().deleteLatest(thread, person);
  };
  const see = ({ id, channel, key }: ModelMessage): void => {
    const what = key?.includes("/question/") ? "question" : "reveal";
    if (seen.has(`${channel} ${what}`)) return;
    seen.add(`${channel} ${what}`);
    if (what === "question") questions.set(channel, id);
    for (const each of script.filter((one) => one.channel === channel && one.after === what)) {
      timers.push(setTimeout(() => act(each), onTheWall(each.afterMs, time)));
    }
  };
  return { see, act, close: () => timers.forEach(clearTimeout) };
}
