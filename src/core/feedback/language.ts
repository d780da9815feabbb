import { isDenial, isFunctionWord } from "./function-words.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Small words of languages that share letters and technical terms with English, none of them an English word. */
const foreign: ReadonlySet<string> = new Set(
  `der das die und ist nicht ein eine einer eines einem mit für auf dem den wird werden sich auch bei oder wenn dass kann
  sind nur zum zur vom wie nach über durch immer noch mehr einen keine ich wir muss hat haben damit als diese dieser jeder
  aus vor unter zwischen ohne aber schon dann weil
  le les des une est dans pour que qui sur avec pas sont par ou mais cette ces aux peut être il elle nous du ne
  el los las del una es por para con como pero más este esta son se lo su ser puede hay cuando si también
  il gli di che è con sono della dei delle nel alla anche più questo quando viene
  os um uma da dos das em não com mais são pode
  het een en van dat niet zijn voor met op wordt ook maar naar worden kan geen
  och är att som på av för inte med det till kan jag
  nie się jest na od po że oraz dla jak przez ale są
  ve bir bu için ile çok daha olarak`
    .split(/\s+/)
    .filter((word) => !isFunctionWord(word) && !isDenial(word) && word.length > 1),
);

/** Letters of other scripts in more than this share of the words make it another language. */
const OTHER_SCRIPT = 0.5;
/** So many small words of another language are needed; one or two may be names or slips. */
const LEAST = 3;

/** Without any small English word, so many of the others unknown to the bank are no English either. */
const UNKNOWN = { share: 0.6, least: 6 };

/** Whether an answer is surely in another language than the bank, which is in English. */
export function isOtherLanguage(tokens: readonly Token[], { has }: Pick<Vocabulary, "has">): boolean {
  const words = tokens.filter(({ word }) => /\p{L}/u.test(word));
  const otherScript = words.filter(({ word }) =>
    /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(word),
  );
  if (otherScript.length > words.length * OTHER_SCRIPT) return true;
  const english = words.filter(({ word }) => isFunctionWord(word) || isDenial(word)).length;
  const other = words.filter(({ word }) => foreign.has(word)).length;
  if (other >= LEAST && other > english) return true;
  const unknown = words.filter(({ word }) => !has(word)).length;
  return english === 0 && words.length >= UNKNOWN.least && unknown > words.length * UNKNOWN.share;
}
