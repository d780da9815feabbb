import { problemsIn } from "./problems.ts";
import type { Problem, Topic } from "./question.ts";
import { faultsOf, topicList } from "./schema.ts";
import { readYaml } from "./yaml.ts";

/** A folder's topics in their order, or every problem of the file. */
export type TopicsRead = Readonly<{ topics: readonly Topic[]; problems: readonly Problem[] }>;

/** Reads `topics.yaml`: a list of `id`, `title` and `line`. With a problem there are no topics. Never throws. */
export function parseTopics(file: string, text: string): TopicsRead {
  const reading = readYaml(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), 1);
  if (reading.kind === "unreadable") return { topics: [], problems: problemsIn(file, reading.faults) };
  const { value, faults, lineOf } = reading;
  const result = topicList.safeParse(value ?? [], { reportInput: true });
  if (!result.success)
    return { topics: [], problems: problemsIn(file, [...faults, ...faultsOf(result.error, lineOf)]) };
  const twice = result.data.flatMap(({ id }, at) => {
    const first = result.data.findIndex((topic) => topic.id === id);
    if (first === at) return [];
    const message = `the topic \`${id}\` is listed twice, here and in line ${lineOf([first])}`;
    return [{ line: lineOf([at]), message, fix: "keep one of the two" }];
  });
  const problems = problemsIn(file, [...faults, ...twice]);
  return { topics: problems.length === 0 ? result.data : [], problems };
}
