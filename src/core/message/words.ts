import { bankWords } from "./words/bank.ts";
import { commandWords } from "./words/command.ts";
import { drillWords } from "./words/drill.ts";
import { flagWords } from "./words/flag.ts";
import { personWords } from "./words/person.ts";
import { stateWords } from "./words/state.ts";

/**
 * Everything the bot says, in one catalogue: British English, short, friendly, never "wrong". Another language is another
 * object of this shape.
 */
export const words = {
  ...drillWords,
  ...flagWords,
  ...commandWords,
  ...stateWords,
  ...personWords,
  ...bankWords,
} as const;
