/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One thing that is wrong with the environment, and how to mend it. Holds no secret. */
export type Problem = Readonly<{ variable: string; problem: string; hint: string }>;

/** What a platform that is to run lacks. */
export const missing = (variable: string, hint: string): Problem => ({ variable, problem: "is missing", hint });

/** Reads the text of a file; throws when it cannot. */
export type ReadFile = (path: string) => string;

/** A variable's text, trimmed; null when it is absent or empty. */
export function textOf(env: Environment, variable: string): string | null {
  const text = env[variable]?.trim() ?? "";
  return text === "" ? null : text;
}

/** The text of a secret, from the variable or from the file that its `_FILE` names; null when there is none. */
export function secretText(env: Environment, variable: string, readFile: ReadFile, problems: Problem[]): string | null {
  const own = textOf(env, variable);
  const file = textOf(env, `${variable}_FILE`);
  if (file === null) return own;
  const wrong = (problem: string, hint: string): null => {
    problems.push({ variable: `${variable}_FILE`, problem, hint });
    return null;
  };
  if (own !== null) return wrong(`stands beside ${variable}`, "keep one of the two");
  try {
    const text = readFile(file).trim();
    return text === "" ? wrong("the file it names is empty", `write the value of ${variable} into it`) : text;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    // Not the path: people paste the secret itself here.
    return wrong(`the file it names cannot be read (${code})`, "give the path of a file that the bot's user may read");
  }
}
