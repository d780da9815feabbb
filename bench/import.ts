/** P5: 10,000 questions brought in from guides, as `drill bank import` does it, beside reading and writing them with libraries alone. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { importBank } from "../src/compose/import-bank.ts";
import { mb, ms } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const FILES = 20;
const EACH = 500;

/** Measures the import. Needs about 100 MB in the folder for temporary files, which it removes. */
export async function run(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), "drill-bench-import-"));
  try {
    const guides = join(root, "guides");
    mkdirSync(guides);
    for (let at = 0; at < FILES; at += 1) writeFileSync(join(guides, `guide-${at}.md`), guideText(at));
    const first = await timed(() => imported(guides, join(root, "bank")));
    const peak = peakMb();
    const again = await timed(() => imported(guides, join(root, "bank")));
    const beside = await timed(async () => plainLibraries(guides, join(root, "plain")));
    const all = FILES * EACH;
    if (first.value.new !== all || again.value.unchanged !== all || beside.value !== all) {
      throw new Error(`not all came through: ${first.value.new}, ${again.value.unchanged}, ${beside.value}`);
    }
    return [
      {
        what: "import 10,000 questions from 20 guides into an empty folder",
        ours: `${ms(first.ms)}; ${peak} the whole process, at its peak`,
        beside: `${ms(beside.ms)}: markdown-it and a file for each heading, nothing checked or kept safe`,
        goal: "≤ 10 s, ≤ 300 MB",
      },
      { what: "the same again, which writes nothing", ours: ms(again.ms), beside: "–", goal: "≤ 10 s" },
    ];
  } finally {
    rmSync(root, { recursive: true });
  }
}

const peakMb = (): string => mb(process.resourceUsage().maxRSS / 1024);

async function timed<T>(act: () => Promise<T>): Promise<Readonly<{ ms: number; value: T }>> {
  const began = performance.now();
  const value = await act();
  return { ms: performance.now() - began, value };
}

async function imported(guides: string, out: string) {
  const options = { topic: null, level: null, licence: null, author: null };
  const request = { paths: [guides], out, elsewhere: ["content"], dryRun: false, source: null, options };
  return (await importBank({ ...request, progress: () => undefined })).report;
}

/** Cuts each guide at its headings and writes what lies between. */
function plainLibraries(guides: string, out: string): number {
  mkdirSync(out);
  const markdown = new MarkdownIt();
  let written = 0;
  for (const name of readdirSync(guides)) {
    const lines = readFileSync(join(guides, name), "utf8").split("\n");
    const tokens = markdown.parse(lines.join("\n"), {});
    const begins = tokens.flatMap((token) =>
      token.type === "heading_open" && token.tag === "h3" ? (token.map?.[0] ?? []) : [],
    );
    for (const [at, begin] of begins.entries()) {
      writeFileSync(join(out, `${written}.md`), lines.slice(begin, begins[at + 1]).join("\n"));
      written += 1;
    }
  }
  return written;
}

const nouns =
  "index cache token queue retry lock shard replica header cookie session schema cursor webhook broker gateway proxy tenant ledger quorum".split(
    " ",
  );
const noun = (at: number): string => nouns[at % nouns.length] ?? "index";

/** A guide of the usual kind: topics, numbered questions, some 100 words of answer with a list and code. */
function guideText(guide: number): string {
  const questions = Array.from({ length: EACH }, (_, at) => questionText(guide * EACH + at));
  return `# Interview questions about the ${noun(guide)}\n\nSome words before them.\n\n${questions.join("\n")}`;
}

function questionText(at: number): string {
  const topic = at % 100 === 0 ? `## The ${noun(at / 100)} in practice\n\n` : "";
  const sentence = `It is kept beside the ${noun(at + 5)} and checked on every write, before anybody reads it. `;
  return `${topic}### ${at + 1}. How do you keep the ${noun(at)}-${at} from losing the ${noun(at * 7)} when the ${noun(at * 3)} of ${at * 11} fails?

${sentence.repeat(3)}

- first the ${noun(at + 1)}
- then the **${noun(at + 2)}**

\`\`\`sql
-- # no heading
SELECT ${noun(at)} FROM ${noun(at + 3)};
\`\`\`

${sentence.repeat(3)}
`;
}

if (import.meta.main) console.table(await run());
