/** What a column holds. `other` is kept with its name; `nothing` says nothing of a question, such as a number. */
export type Role =
  | "question"
  | "title"
  | "answer"
  | "correct"
  | "wrong"
  | "choice"
  | "explanation"
  | "guidance"
  | "followUps"
  | "topic"
  | "tags"
  | "level"
  | "licence"
  | "author"
  | "other"
  | "nothing";

/** A column by its name: what it holds, and for a choice the letter that answers name it by. */
export type Named = Readonly<{ role: Role; name: string; key: string | null }>;

const roles: readonly (readonly [role: Role, pattern: RegExp])[] = [
  [
    "question",
    /^(?:(?:interview|quiz|exam|test|technical) )?(?:questions?(?: (?:text|stem|body|prompt))?|q|front|prompt|terms?|stem|problem|frage|pregunta|pergunta|domanda|вопрос|питання|pytanie|soru|问题|問題|题目|質問|질문)$/u,
  ],
  ["title", /^(?:(?:question )?(?:title|name|heading)|summary)$/u],
  [
    "correct",
    /^(?:(?:the )?(?:correct|right)(?: (?:answers?|options?|choices?|responses?))?|answer key|key|solution key|correct ans)$/u,
  ],
  ["wrong", /^(?:(?:incorrect|wrong) (?:answers?|options?|choices?)|distractors?)(?: ?\d)?$/u],
  [
    "answer",
    /^(?:(?:the )?(?:short|long|full|sample|model|expected|ideal|reference|example|suggested|best|good|detailed|possible|your) )?(?:answers?(?: text)?|ans|a|back|definitions?|responses?|solutions?|antwort|respuesta|resposta|réponse|risposta|ответ|відповідь|odpowiedź|cevap|答案|回答|解答|정답|답변)$/u,
  ],
  ["explanation", /^(?:(?:answer )?(?:explanations?|rationale|reasoning|feedback)|why|justification)$/u],
  [
    "guidance",
    /^(?:guidance|(?:what )?(?:to )?look(?:ing)? for|what the interviewer (?:is looking|looks) for|(?:evaluation|scoring|assessment|grading)(?: (?:criteria|notes|guide))?|criteria|rubric|interviewer notes|notes for (?:the )?interviewers?|good signs|key points|expected points|listen for)$/u,
  ],
  ["followUps", /^follow ?ups?(?: questions?)?$/u],
  [
    "topic",
    /^(?:topics?|categor(?:y|ies)|decks?|subjects?|areas?|sections?|themes?|modules?|domains?|skills?|technolog(?:y|ies)|tech|chapters?|units?|competenc(?:y|e|ies)|kategorie|thema|categoría|tema|tópico|категория|тема|分类|主题)$/u,
  ],
  ["tags", /^(?:tags?|keywords?|labels?|hashtags?)$/u],
  [
    "level",
    /^(?:(?:difficulty|experience|seniority|skill|question)? ?levels?|difficulty|seniority|complexity|grade|hardness|schwierigkeit|dificultad|dificuldade|сложность|уровень|难度)$/u,
  ],
  ["licence", /^licen[cs]es?$/u],
  ["author", /^(?:authors?|written by|contributors?|created by|credits?)$/u],
  [
    "nothing",
    /^(?:#|№|nr|no|num|number|id|ids|index|row|s ?no|sl ?no|sr ?no|serial(?: no| number)?|question (?:#|no|number|id|type|nr)|type|kind|format|time(?: limit| in seconds)?|time limit sec|seconds|duration|points?|marks?|score|weight|image(?: link| url)?|picture|photo|video|media|date|created(?: at| on)?|updated(?: at| on)?|last modified|votes?|likes|views|upvotes|status|done|completed|asked|count|frequency|acceptance(?: rate)?|guid|uuid|notetype|note type|randomize|shuffle)$/u,
  ],
];

const choice = /^(?:options?|choices?|answers?|alternatives?|opt|possible answers?|response)? ?\(?([a-h]|[1-8])\)?$/u;

/** What the name of a column says of it. `answers` alone is an answer; `answer 1` is a choice. */
export function namedColumn(cell: string): Named {
  const name = cell.replace(/\s+/gu, " ").trim();
  const plain = name
    .toLowerCase()
    .replace(/\([^()]*\)|\s[-–—]\s.*$/gu, "")
    .replace(/[_\-/.:*?]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const bare = plain === "" ? name.toLowerCase() : plain;
  const role = roles.find(([, pattern]) => pattern.test(bare))?.[0];
  if (role !== undefined) return { role, name, key: null };
  const [whole, key] = choice.exec(bare) ?? [];
  if (key === undefined || whole === undefined) return { role: name === "" ? "nothing" : "other", name, key: null };
  return { role: "choice", name, key: /\d/u.test(key) ? String.fromCharCode(64 + Number(key)) : key.toUpperCase() };
}

const NAME_CHARS = 80;

/** The columns that a first line names, or null where it is no such line: it names none that asks, or is a question itself. */
export function namedColumns(cells: readonly string[]): readonly Named[] | null {
  if (cells.some((cell) => cell.length > NAME_CHARS)) return null;
  const named = withLetters(cells.map(namedColumn));
  const roleAt = (role: Role): boolean => named.some((column) => column.role === role);
  if (!roleAt("question") && !(roleAt("title") && (roleAt("answer") || roleAt("correct")))) return null;
  const others = named.filter(({ role }) => role !== "question" && role !== "other");
  return others.length > 0 || cells.filter((cell) => cell.trim() !== "").length === 1 ? named : null;
}

/**
 * `a` and `q` are short for answer and question, unless `b` is there too: then they are choices. A column `1` alone is
 * none.
 */
function withLetters(named: readonly Named[]): readonly Named[] {
  const letters = new Set(named.map(({ name }) => name.trim().toLowerCase()));
  const lettered = letters.has("a") && letters.has("b");
  const choices = named.filter(({ role }) => role === "choice").length + (lettered ? 1 : 0);
  return named.map((column): Named => {
    if (lettered && column.name.trim().toLowerCase() === "a") return { ...column, role: "choice", key: "A" };
    return column.role === "choice" && choices < 2 ? { ...column, role: "other", key: null } : column;
  });
}
