// The parts of the evaluation set: which answers belong to each, and who labelled a quarter of them again.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Question } from "../../src/core/bank/question.ts";
import type { Label } from "./agreement.ts";
import { answersIn, type Labelled, secondLabelsOf } from "./labelled.ts";
import { statementsIn } from "./statements.ts";

/** The names of the parts; README.md says what each is. */
export const partNames = [
  "dev",
  "test",
  "all",
  "fresh",
  "fresh-dev",
  "fresh-test",
  "sealed",
  "tuning",
  "statements",
  "statements-kept",
] as const;
export type PartName = (typeof partNames)[number];

/** What nobody looks at line by line who works on the matcher, the phrases or the thresholds. */
export const closed: ReadonlySet<PartName> = new Set([
  "test",
  "all",
  "fresh",
  "fresh-test",
  "sealed",
  "statements-kept",
]);

/** The answers of a part, and the labels given a second time to some of them, by their place. */
export type Part = Readonly<{ answers: readonly Labelled[]; second: ReadonlyMap<string, readonly Label[]> }>;

const split = z.object({ dev: z.array(z.string()), test: z.array(z.string()) });

const path = (of: string): string => fileURLToPath(new URL(of, import.meta.url));

/** Reads a part from its folder. Throws where an answer or a label does not fit the bank. */
export function partOf(name: PartName, questions: ReadonlyMap<string, Question>): Part {
  if (name.startsWith("statements")) {
    const all = statementsIn(path("statements/"), questions);
    return { answers: all.filter(({ isKept }) => isKept === (name === "statements-kept")), second: new Map() };
  }
  const folder = folderOf(name);
  const standing = answersIn(path(folder), questions);
  if (name === "tuning") return { answers: standing, second: new Map() };
  const second = path(folder === "set/" ? "second.jsonl" : `${folder}second.jsonl`);
  const wanted = questionsOf(name);
  return {
    answers: standing.filter(({ question }) => wanted === null || wanted.has(question)),
    second: secondLabelsOf(readFileSync(second, "utf8"), standing),
  };
}

function folderOf(name: PartName): string {
  if (name === "sealed" || name === "tuning") return `${name}/`;
  return name.startsWith("fresh") ? "fresh/" : "set/";
}

/** The questions of a part, null when it has all. */
function questionsOf(name: PartName): ReadonlySet<string> | null {
  const { dev, test } = split.parse(JSON.parse(readFileSync(path("set/split.json"), "utf8")));
  if (name.endsWith("dev")) return new Set(dev);
  return name.endsWith("test") ? new Set(test) : null;
}
