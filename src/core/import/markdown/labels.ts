import { MATCHED_CHARS } from "./blocks.ts";
import { plainTitle } from "./titles.ts";

/** What the words at the begin of a line say of those that follow. */
export type LabelKind = "answer" | "guidance" | "hint" | "follow-ups" | "level" | "tags";
export type Label = Readonly<{ kind: LabelKind; rest: string }>;

const answerKind =
  "(?:(?:the|a|sample|example|suggested|model|possible|expected|short|long|quick|brief|simple|good|great|strong|ideal|correct|right|best|reference|detailed|full|complete|official|potential)\\s+){0,3}";
const answerWord =
  "(?:answers?|ans|solutions?|soln|response|explanation|respuestas?|resposta|réponse|antwort|lösung|risposta|ответ|решение|відповідь|odpowiedź|cevap|trả lời|参考答案|答案|解答|回答|解析|答|答え|정답|답변|답)";
const guidanceWord =
  "(?:what (?:(?:the|an?|your|good) )?(?:interviewers?|employers?|recruiters?|hiring managers?|we|they|you)(?:['’]re| is| are|['’]s)? (?:really )?(?:looking|listening|look|listen) for|(?:what|things|points|signals?|key points) to (?:look|listen|watch) (?:out )?for(?: in (?:an?|the) (?:good |strong |great )?(?:answer|response|candidate)s?)?|look(?:ing)? (?:out )?for|listen(?:ing)? for|what (?:a |an )?(?:good|great|strong|ideal|excellent|successful) (?:answer|candidate|response)s?[^:*_]{0,40}|what (?:this|the) question (?:tests|assesses|evaluates|measures|reveals|shows)|why (?:we|you should|to|interviewers|employers|they)? ?ask(?: (?:this|it))?(?: question)?|(?:question )?(?:purpose|intent|intention|objective)(?: of (?:this|the) question)?|(?:scoring|evaluation|assessment|grading|interviewer|interviewers?['’]s?|hiring manager)(?: (?:guide|criteria|notes?|rubric|guidance|guidelines|tips?))?|(?:green|red|yellow) flags?|warning signs|rubric|how to (?:evaluate|assess|score|judge|grade)(?: (?:the|an?|this))?(?: (?:answers?|responses?|candidates?))?|(?:good|great|strong|weak|bad|poor|average) (?:signs?|signals?|candidates?)|criteria|(?:guidance|note|notes) for (?:the )?interviewers?|expected (?:points|signals?|keywords))";
const patterns: readonly (readonly [LabelKind, string])[] = [
  ["guidance", guidanceWord],
  [
    "follow-ups",
    "(?:(?:possible |potential |suggested )?follow[- ]?ups?(?: questions?)?|additional questions|probing questions?|probes?)",
  ],
  ["hint", "(?:hints?|clue|подсказка|pista|提示)"],
  ["level", "(?:difficulty(?: level)?|level|seniority|experience level|nivel|niveau|сложность|难度)"],
  ["tags", "(?:tags?|topics?|category|categories|keywords|skills?|theme)"],
  ["answer", `${answerKind}${answerWord}`],
];

// The colon may stand inside or outside of the emphasis; without one the words are all of the line, or emphasised.
const tail =
  "(?:\\s?\\(?#?\\d{0,4}\\)?)(?:(?<colon>\\s?[*_]{0,3}\\s?[:：]\\s?[*_]{0,3})|(?<bold>\\s?[.!]?[*_]{1,3}\\s?[-–—.]?)|(?<dash>\\s[-–—]\\s|(?<=\\bans)\\.\\s)|(?<end>[.!?]?)$)(?<rest>.*)$";
const opening =
  "^[\\s>]{0,12}(?:[-*+•]\\s{1,4})?(?:#{1,6}\\s)?[\\p{Extended_Pictographic}\\ufe0f\\u200d✓✔\\s]{0,8}(?<marks>[*_]{0,3})(?:[\\p{Extended_Pictographic}\\ufe0f\\s]{0,4})\\[?";
const compiled = patterns.map(([kind, words]) => [kind, new RegExp(`${opening}${words}\\]?${tail}`, "iu")] as const);

/** The label that a line begins with, and what follows it on the line; null where it begins with none. */
export function labelOf(text: string): Label | null {
  if (text.length > MATCHED_CHARS) return labelOfLong(text);
  for (const [kind, pattern] of compiled) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const { marks = "", bold, rest = "" } = groups;
    // `**Answer** …` closes what it opened; `Answer** …` is no label.
    if (bold !== undefined && marks === "") continue;
    return { kind, rest: rest.trim() };
  }
  return null;
}

/** Answers are often one long line. */
function labelOfLong(text: string): Label | null {
  const label = labelOf(text.slice(0, 100));
  return label === null ? null : { kind: label.kind, rest: `${label.rest}${text.slice(100)}`.trim() };
}

/** `A: …`, `A1. …`: the answer's label where questions are labelled `Q`; null for `A.` in a list of choices. */
export function shortAnswer(text: string): string | null {
  const [, stars, , rest] =
    /^\s{0,6}(?:>\s?)?(?:[-*+]\s)?(\*{0,2})(?:A|R)\d{0,4}(\s?[.:：)])\*{0,2}(?=\s|$)(.*)$/u.exec(
      text.slice(0, MATCHED_CHARS),
    ) ?? [];
  if (rest === undefined) return null;
  const whole = `${rest}${text.slice(MATCHED_CHARS)}`.trim();
  // `**A: all of it in bold**` opened what it closes at its end.
  return stars !== "" && !/^[^*]*\*\*\s*[:.]?/u.test(rest) ? whole : whole.replace(/^\*\*\s*/u, "");
}

const showing =
  "(?:(?:👉|💡|click|tap|press|here|me|to|for|show|see|view|reveal|expand|open|toggle|check|get|display|unfold|unhide|read|the|my|our|your|full|sample|example|suggested|possible|correct|short|detailed|spoiler|on|and|a)[\\s:!,-]{1,3}){0,6}";
const foldAnswer = new RegExp(
  `^${showing}(?:${answerWord}|results?|output|details|code|examples?|implementation|explanations?|respuesta|ответ|ver respuesta|показать|mostrar|afficher|anzeigen|查看|点击|展开)(?![\\p{L}\\p{N}])(?!.*[?？]$)`,
  "iu",
);
const foldOnly =
  /^(?:details?|more|read more|see more|show more|learn more|spoiler(?: alert)?|click(?: me| here)?|expand|reveal|show(?: me)?|open|toggle|view|tl;?dr|here|why|why\?)[\s!.:…▼▾→]*$/iu;
const foldContents =
  /^(?:table of contents?|contents?|toc|index|list of questions|all questions|目录|目次|содержание|índice|sommaire|inhalt)[\s:]*$/iu;

/** What the summary of a `<details>` block says of the block: a label, its table of contents, or null for a question or a topic. */
export function foldLabel(summary: string): LabelKind | "contents" | null {
  const text = plainTitle(summary);
  if (foldContents.test(text)) return "contents";
  if (foldAnswer.test(text) || foldOnly.test(text) || text === "") return "answer";
  if (
    /^(?:(?:show|need|get|see|view|click for)\s)?(?:me\s)?(?:an?\s|the\s)?(?:hints?|clues?|подсказка|pista|提示)\b(?!.*\?.)/iu.test(
      text,
    )
  )
    return "hint";
  const label = labelOf(text);
  return label !== null && label.rest === "" ? label.kind : null;
}
