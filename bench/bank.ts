/** P5: a bank of 10,000 questions, beside reading the same files with libraries alone. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { openFolder } from "../src/adapters/content/folder.ts";
import { bankOf } from "../src/core/bank/bank.ts";
import { createBankSearch } from "../src/core/bank/search.ts";
import { median, ms, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const QUESTIONS = 10_000;
const TOPICS = ["http", "api-design", "security", "data", "architecture", "operations", "behavioural"] as const;

/** Measures P5. Needs about 60 MB in the folder for temporary files, which it removes. */
export async function run(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), "drill-bench-bank-"));
  try {
    generate(root);
    // The page cache is warm for both, and each code path has been compiled.
    const loads: Timed<Folder>[] = [];
    const besides: Timed<number>[] = [];
    for (let round = 0; round < 3; round += 1) {
      besides.push(timed(() => plainLibraries(root)));
      loads.push(timed(() => openFolder({ path: root, namespace: null, mustExist: true })));
    }
    const load = middle(loads);
    return [loadRow(load, middle(besides)), reloadRow(root, load.value), ...searchRows(load.value)];
  } finally {
    rmSync(root, { recursive: true });
  }
}

type Folder = ReturnType<typeof openFolder>;
type Timed<T> = Readonly<{ ms: number; value: T }>;

function timed<T>(act: () => T): Timed<T> {
  const began = performance.now();
  const value = act();
  return { ms: performance.now() - began, value };
}

/** The one that took neither longest nor shortest, of three. */
function middle<T>(all: readonly Timed<T>[]): Timed<T> {
  const took = median(all.map((each) => each.ms));
  const found = all.find((each) => each.ms === took);
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}

function loadRow(load: Timed<Folder>, beside: Timed<number>): BenchRow {
  const { questions, problems } = load.value.contents();
  if (questions.length !== QUESTIONS || problems.length > 0 || beside.value !== QUESTIONS) {
    throw new Error(`the bank is not sound: ${questions.length} questions, ${JSON.stringify(problems[0])}`);
  }
  return {
    what: `load ${QUESTIONS.toLocaleString("en")} questions, checked`,
    ours: `${ms(load.ms)} (× ${(load.ms / beside.ms).toFixed(2)})`,
    beside: `${ms(beside.ms)}: yaml + markdown-it (in place of gray-matter + remark), nothing checked`,
    goal: "≤ 2 s",
  };
}

/** From the moment a watcher reports the file until the new bank is in force. */
function reloadRow(root: string, folder: Folder): BenchRow {
  const directory = join(root, "data");
  const name = "question-10.md";
  const times = Array.from({ length: 20 }, (_, round) => {
    writeFileSync(join(directory, name), questionText("data", 10, `Edited for the ${round}th time`));
    const { ms: took, value } = timed(() => {
      folder.refresh(new Map([[directory, new Set([name])]]));
      return bankOf([folder.contents()]);
    });
    const title = value.questions.get("question-10")?.title;
    if (title !== `Edited for the ${round}th time`) throw new Error(`the edit is not in force: ${title}`);
    return took;
  });
  return {
    what: "reload one changed file",
    ours: `${ms(median(times))} (worst ${ms(Math.max(...times))})`,
    beside: "–",
    goal: "≤ 50 ms",
  };
}

function searchRows(folder: Folder): BenchRow[] {
  const bank = bankOf([folder.contents()]);
  const search = createBankSearch();
  const find = (words: string) => search.find(bank, { words, limit: 20, keep: () => true });
  const first = timed(() => find("index"));
  const nouns = words(7);
  const queries = Array.from(
    { length: 1_000 },
    (_, at) => `${nouns[at % nouns.length]} ${nouns[(at * 7) % nouns.length]}`,
  );
  for (const query of queries.slice(0, 100)) find(query);
  const times = queries.map((query) => timed(() => find(query)).ms);
  const plain = queries.slice(0, 100).map((query) => timed(() => scan(bank.questions.values(), query)).ms);
  return [
    { what: "first search, which indexes", ours: ms(first.ms), beside: "–", goal: "–" },
    {
      what: "search p99",
      ours: ms(percentile(times, 0.99)),
      beside: `${ms(percentile(plain, 0.99))}: looking through all texts, exact words only`,
      goal: "≤ 10 ms",
    },
  ];
}

function scan(
  questions: Iterable<Readonly<{ title: string; prompt: string; tags: readonly string[] }>>,
  query: string,
) {
  const wanted = query.split(" ");
  return [...questions].filter(({ title, prompt, tags }) => {
    const text = `${title} ${prompt} ${tags.join(" ")}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Reads every file, its front matter and its Markdown, and keeps nothing. */
function plainLibraries(root: string): number {
  const markdown = new MarkdownIt();
  let read = 0;
  for (const topic of TOPICS) {
    for (const name of readdirSync(join(root, topic))) {
      const [, front = "", body = ""] = readFileSync(join(root, topic, name), "utf8").split(/^---$/m);
      parse(front);
      markdown.parse(body, {});
      read += 1;
    }
  }
  return read;
}

function generate(root: string): void {
  writeFileSync(
    join(root, "topics.yaml"),
    TOPICS.map((id) => `- { id: ${id}, title: ${id}, line: About ${id}. }\n`).join(""),
  );
  for (const topic of TOPICS) mkdirSync(join(root, topic));
  for (let at = 0; at < QUESTIONS; at += 1) {
    const topic = at === 10 ? "data" : (TOPICS[at % TOPICS.length] ?? "http");
    writeFileSync(
      join(root, topic, `question-${at}.md`),
      questionText(topic, at, `Question ${at} about ${words(at)[0]}`),
    );
  }
}

const vocabulary =
  "index cache token queue retry lock shard replica header cookie session schema cursor webhook broker gateway proxy tenant ledger quorum".split(
    " ",
  );

/** Twelve words that differ from question to question, the same in every run. */
const words = (at: number): string[] =>
  Array.from(
    { length: 12 },
    (_, word) => `${vocabulary[(at * 7 + word * word) % vocabulary.length]}${(at * 13 + word * 31) % 400}`,
  );

/** A question of the usual size: eight points with six aliases each, and some 150 words of answer. */
function questionText(topic: string, at: number, title: string): string {
  const nouns = words(at);
  const points = Array.from({ length: 8 }, (_, point) => {
    const aliases = Array.from(
      { length: 6 },
      (_, alias) => `${nouns[(point + alias) % 12]} before ${nouns[(point * alias + 5) % 12]} ${point}`,
    );
    return `  - say: The ${nouns[point]} is kept beside the ${nouns[point + 2]} and checked\n${point > 5 ? "    bonus: true\n" : ""}    aliases: [${aliases.join(", ")}]\n`;
  });
  const sentence = `The ${nouns.join(" and the ")} are what people look at first, in this order.`;
  return `---\ntitle: ${title}\ntopic: ${topic}\nlevel: mid\ntags: [${nouns[0]}, ${nouns[1]}]\npoints:\n${points.join("")}followUps:\n  - What would you do about the ${nouns[3]}?\nsources: ["RFC 9110, section ${at}"]\n---\nHow do you keep the ${nouns[4]} from losing the ${nouns[5]} when the ${nouns[6]} fails?\n\n## Answer\n\n${Array.from({ length: 6 }, () => sentence).join("\n\n")}\n\n\`\`\`sql\nSELECT ${nouns[7]} FROM ${nouns[8]};\n\`\`\`\n`;
}

if (import.meta.main) console.table(await run());
