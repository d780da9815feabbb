/** Words that begin a question or a task in English, where no question mark ends it. */
const english =
  /^(?:(?:so|and|now|then|ok|please|briefly|in your own words)[, ]+)?(?:(?:what|how|why|when|where)(?:'s|’s|s|'re)?(?! (?:we|it|they|i|you|this|our|us)\b)|which|who|whose|whom|explain|describe|define|compare|contrast|differentiate|distinguish|discuss|elaborate|outline|summari[sz]e|illustrate|demonstrate|calculate|compute|derive|prove|estimate|identify|implement|suppose|imagine|consider|given|assume|mention|true or false|tell (?:me|us)|walk (?:me|us)|talk (?:me|us|about|through)|let(?:'s|’s| us) (?:say|assume|imagine|suppose)|list (?!of\b)\S|give (?:me|us|an?|some|the|two|three|examples?|\d)|name (?:the|an?|some|any|all|two|three|four|five|\d)|state (?:the|what|how|why|any|some|two|three)|write (?:an?|the|code|out|some|down|sql|your|two)|design (?:an?|the|and)\b|find (?:the|an?|all|out)|show (?:how|that|the|an?|me)|build an?|create an?|(?:what is the |the )?differences? between|is|are|was|were|can|could|do|does|did|have|has|had|should|would|will|may|must|if (?:you|a|an|the|we|i|your|there|two)|in (?:what|which|your)|at what|for (?:what|which)|under (?:what|which)|to (?:what|which)|on (?:what|which)|by what|from (?:what|which)|with which|through which)(?=[\s:,(]|$)/iu;

/** The same in the languages that the popular collections are translated into. */
const others =
  /^(?:¿|qué|cuál(?:es)?|cómo|cuándo|dónde|por qué|explica|explique|describe|describa|mencione|o que|qual|quais|por que|explique|descreva|qu[’']est-ce|quel(?:le)?s?|comment|pourquoi|quand|où|expliquez|décrivez|citez|was|wie|warum|weshalb|welche[rsnm]?|wann|wozu|wofür|worin|erkläre|erklären|beschreibe|beschreiben|nenne|nennen|che cos|cos[’']è|cosa|quali|perché|spiega|descrivi|что|как|какие|какой|какая|какое|каким|каков|почему|зачем|чем|когда|где|кто|объясните|расскажите|опишите|назовите|приведите|перечислите|для чего|в чём|в чем|що|які|який|чому|навіщо|co to|czym|jak|jaki[em]?|jaka|dlaczego|kiedy|wyjaśnij|opisz|nedir|nasıl|neden|hãy)(?=[\s:,]|$)/iu;

const asian =
  /什么|甚麼|什麼|如何|怎么|怎麼|怎样|为什么|哪些|哪个|区别|區別|说说|谈谈|简述|解释一下|是否|吗$|とは$|ですか|ますか|ください|せよ$|무엇|설명|어떻게|인가|차이/u;

// After the mark only quotes, brackets, marks of emphasis and stops.
const marked = /[?？؟](?:["'”’»)\]*_`.!\s]{0,6}(?:\((?:[^()]{0,60})\))?["'”’»)\]*_`.!:\s]{0,6})$/u;

/** How a title asks: with a question mark, in words that ask or set a task, or not at all. The title is plain text. */
export type Asking = "marked" | "worded" | "no";

export function askingOf(title: string): Asking {
  const text = title.trim();
  if (text === "") return "no";
  if (marked.test(text.slice(-100))) return "marked";
  const begin = text.replace(/^[("'“‘«*_`[\s]{1,6}/u, "").slice(0, 80);
  if (english.test(begin) || others.test(begin)) return "worded";
  return asian.test(text.slice(0, 300)) ? "worded" : "no";
}

/** Whether a title asks something or sets a task. */
export const asks = (title: string): boolean => askingOf(title) !== "no";

/** Whether a paragraph asks: it ends with a question, or begins with one. */
export function paragraphAsks(text: string): boolean {
  if (askingOf(text) === "marked") return true;
  return askingOf(text) === "worded" && /[?？]/u.test(text.slice(0, 600));
}
