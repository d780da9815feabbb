const deletion = /\{\{c\d{1,3}::((?:(?!\}\}|\{\{c\d)[\s\S])*?)(?:::((?:(?!\}\}|::|\{\{c\d)[\s\S])*))?\}\}/gu;

/** A text with gaps (`{{c1::Paris::city}}`) as a question with its gaps open, and as its answer; null without any. */
export function clozeOf(text: string): Readonly<{ question: string; answer: string }> | null {
  const found = new RegExp(deletion.source, "u");
  if (!found.test(text)) return null;
  // Gaps stand in gaps, the innermost first.
  let question = text;
  let answer = text;
  for (let depth = 0; depth < 4 && found.test(answer); depth += 1) {
    question = question.replace(deletion, (_whole, _hidden, hint?: string) => `[${hint?.trim() || "…"}]`);
    answer = answer.replace(deletion, (_whole, hidden: string) => `<b>${hidden}</b>`);
  }
  return { question, answer };
}
