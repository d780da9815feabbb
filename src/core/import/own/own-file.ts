import { withPlainLineEnds } from "../../bank/line-ends.ts";
import { questionIdOf } from "../../bank/names.ts";
import { parseQuestion } from "../../bank/parse.ts";
import { splitQuestion } from "../../bank/sections.ts";
import { readYaml } from "../../bank/yaml.ts";
import type { ImportSource } from "../found.ts";
import type { Own } from "./own.ts";

/**
 * Reads a file of a bank (front matter with `topic` and `level`, a prompt, `## Answer`), whose name is its id; null when
 * the text is none. A draft is told, and not brought along.
 */
export function readOwnFile({ name, text }: ImportSource): Own | null {
  const id = questionIdOf((name.split("/").at(-1) ?? "").replace(/\.md$/u, ""), null);
  const topic = topicIn(withPlainLineEnds(text));
  if (id === null || topic === null) return null;
  const { question, draft, problems } = parseQuestion({ file: name, id, folder: topic, text });
  if (question !== null) {
    const { file: _file, ...whole } = question;
    return { questions: [whole], skipped: [] };
  }
  const reason = `a draft of a bank, which ${draft?.draft ?? ""}`;
  if (draft !== undefined) return { questions: [], skipped: [{ line: 1, reason }] };
  return { questions: [], skipped: problems.map(({ line, message, fix }) => ({ line, reason: `${message}: ${fix}` })) };
}

/** The topic that a bank's file names; null where the file is none. */
function topicIn(text: string): string | null {
  if (!text.startsWith("---")) return null;
  const { frontMatter, answer } = splitQuestion(text);
  if (frontMatter === null || answer === null) return null;
  if (!/^level:/mu.test(frontMatter.text) || !/^topic:/mu.test(frontMatter.text)) return null;
  const reading = readYaml(frontMatter.text, frontMatter.line);
  if (reading.kind !== "read") return "";
  const { value } = reading;
  return typeof value === "object" && value !== null && "topic" in value ? String(value.topic) : null;
}
