import { distance } from "fastest-levenshtein";
import MiniSearch from "minisearch";
import type { Located } from "./problems.ts";
import type { Problem, Question } from "./question.ts";
import { normalised } from "./words.ts";

/** From this share of equal characters on, two prompts ask the same; prompts of the coverage map stay below 0.7. */
const NEAR = 0.8;
/** So many of the most similar prompts are compared letter by letter. */
const CANDIDATES = 8;

/** A prompt that asks what another one asks; `near` when not in the same words. */
type SamePrompt = Readonly<{ question: Question; near: boolean }>;

/** Finds the questions whose prompt is the same as, or nearly the same as, a given one. */
function promptIndex(questions: readonly Question[]): (prompt: string) => readonly SamePrompt[] {
  const index = new MiniSearch<Question>({ fields: ["prompt"] });
  index.addAll(questions);
  const byId = new Map<string, Question>(questions.map((question) => [question.id, question]));
  const words = new Map<string, string>(questions.map(({ id, prompt }) => [id, normalised(prompt)]));
  return (prompt) => {
    const own = normalised(prompt);
    const hits = index.search(own).slice(0, CANDIDATES);
    return hits.flatMap(({ id }): SamePrompt[] => {
      const [question, other] = [byId.get(id), words.get(id)];
      if (question === undefined || other === undefined || likeness(own, other) < NEAR) return [];
      return [{ question, near: own !== other }];
    });
  };
}

/** The share of characters that two texts have in common, 1 for equal texts. */
function likeness(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  // The lengths alone bound the distance, which is costly for long texts.
  if (longer === 0 || Math.min(one.length, other.length) / longer < NEAR) return longer === 0 ? 1 : 0;
  return 1 - distance(one, other) / longer;
}

/** Each pair of questions that ask the same, told once, at the second of the two by path, naming the first. */
export function duplicatePrompts(located: readonly Located[]): readonly Problem[] {
  const same = promptIndex(located.map(({ question }) => question));
  return located.flatMap(({ question, lineOf }) =>
    same(question.prompt)
      .filter((other) => other.question.file < question.file)
      .map(({ question: { file }, near }) => ({
        file: question.file,
        line: lineOf(["prompt"]),
        message: near ? `the prompt is nearly that of ${file}` : `the prompt is that of ${file}`,
        fix: "ask something else, or remove one of the two questions",
      })),
  );
}
