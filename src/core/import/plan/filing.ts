import type { Topic } from "../../bank/question.ts";
import { parseTopics } from "../../bank/topics.ts";
import { BotError } from "../../errors.ts";
import type { Proposal } from "./proposal.ts";
import { type ImportTopic, MOST_TOPICS, topicCalled, topicFrom, topicsText } from "./topics.ts";

/** The topics that new questions go under, and `topics.yaml` with them. */
export type Filing = Readonly<{
  /** Set where there would be too many: all new questions go under this one. */
  all: ImportTopic | null;
  added: readonly Topic[];
  /** The text to write; null where the list stays as it is. */
  text: string | null;
}>;

/**
 * Files new proposals under topics, of which a folder keeps a list that people can choose from. `name` is what they come
 * from, as a whole. Raises `bank.invalid` where the list that is there cannot be read.
 */
export function filingOf(proposals: readonly Proposal[], current: string | null, name: string): Filing {
  const { topics, problems } = parseTopics("topics.yaml", current ?? "");
  const [problem] = problems;
  if (problem !== undefined) {
    throw new BotError("bank.invalid", `topics.yaml:${problem.line}: ${problem.message}`, {
      hint: `${problem.fix}, and import again: nothing was written`,
    });
  }
  const listed = new Set(topics.map(({ id }) => id));
  const wanted = new Map<string, Topic>();
  for (const { topic, text } of proposals) {
    if (!listed.has(topic.id) && !wanted.has(topic.id)) wanted.set(topic.id, topicFrom(topic, text.origin.source));
  }
  const added = [...wanted.values()];
  if (added.length === 0) return { all: null, added, text: null };
  const text = topics.length + added.length > MOST_TOPICS ? null : topicsText(current, added);
  return text === null ? filedTogether(current, listed, name) : { all: null, added, text };
}

function filedTogether(current: string | null, listed: ReadonlySet<string>, name: string): Filing {
  const all = topicCalled(name) ?? { id: "imported", title: "Imported" };
  if (listed.has(all.id)) return { all, added: [], text: null };
  const added = [topicFrom(all, name)];
  const text = topicsText(current, added);
  if (text !== null) return { all, added, text };
  throw new BotError("bank.invalid", "topics.yaml has no room for another topic", {
    hint: "import with --topic and one of its topics; nothing was written",
  });
}
