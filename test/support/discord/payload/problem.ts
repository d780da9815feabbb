import type { Fields } from "../../stand-in/record.ts";

/** One thing that is wrong with a payload. */
export type Problem = Readonly<{
  /** Where: names of fields and places in lists. */
  path: readonly (string | number)[];
  /** Discord's name for it; `OURS` for what Discord would take and this bot must not send. */
  code: string;
  message: string;
  /** Where the rule comes from. */
  source: string;
}>;

/** What the bot promises beyond what Discord asks: noted, never refused. */
export const ours = "OURS";

/** A problem as one line, with a JSON pointer in front. */
export const asLine = ({ path, message, source }: Problem): string =>
  `${path.map((step) => `/${step}`).join("")}: ${message} (${source})`;

/** What Discord refuses of it. */
export const refusedOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ code }) => code !== ours);

type Tree = { [step: string]: Tree | readonly Fields[] };

/** The problems as the `errors` of a 50035 (developers/reference.mdx, Error Messages). */
export function errorTree(problems: readonly Problem[]): Fields {
  const root: Tree = {};
  for (const { path, code, message } of problems) {
    let branch = root;
    for (const step of path) branch = branchAt(branch, String(step));
    const there = branch["_errors"];
    branch["_errors"] = [...(Array.isArray(there) ? there : []), { code, message }];
  }
  return root;
}

function branchAt(branch: Tree, step: string): Tree {
  const there = branch[step];
  if (there !== undefined && !isErrors(there)) return there;
  const made: Tree = {};
  branch[step] = made;
  return made;
}

const isErrors = (there: Tree | readonly Fields[]): there is readonly Fields[] => Array.isArray(there);
