import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTopics } from "../../../src/core/bank/topics.ts";

const read = (text: string) => {
  const { topics, problems } = parseTopics("topics.yaml", text);
  return { topics: topics.map(({ id }) => id), problems: problems.map(({ line, message }) => `${line}: ${message}`) };
};

describe("parseTopics", () => {
  it("keeps the order of the list", () => {
    const text =
      "\ufeff- id: http\r\n  title: HTTP\r\n  line: The web.\r\n- { id: data, title: Data, line: Tables. }\r\n";
    expect(parseTopics("topics.yaml", text)).toEqual({
      topics: [
        { id: "http", title: "HTTP", line: "The web." },
        { id: "data", title: "Data", line: "Tables." },
      ],
      problems: [],
    });
  });

  it("reads the shipped topics", () => {
    expect(read(readFileSync("content/topics.yaml", "utf8"))).toEqual({
      topics: ["http", "api-design", "security", "data", "architecture", "operations", "behavioural"],
      problems: [],
    });
  });

  it("takes an empty file for no topics", () => {
    expect(read("# none yet\n")).toEqual({ topics: [], problems: [] });
  });

  it("reads the levels that a topic promises", () => {
    const { topics } = parseTopics("topics.yaml", "- { id: a, title: A, line: x, levels: [junior, senior] }");
    expect(topics).toEqual([{ id: "a", title: "A", line: "x", levels: ["junior", "senior"] }]);
  });

  const faulty: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
    ["a map", "http: HTTP", ["1: the YAML must be a list"]],
    [
      "a topic twice",
      "- { id: a, title: A, line: x }\n- { id: a, title: B, line: y }",
      ["2: the topic `a` is listed twice, here and in line 1"],
    ],
    ["an id that is none", "- { id: A b, title: A, line: x }", ["1: `id` of item 1 is not a topic's id"]],
    [
      "a missing line and an unknown key",
      "- id: a\n  title: A\n  lines: x",
      ["1: `line` of item 1 is missing", "3: unknown key `lines` in item 1"],
    ],
    [
      "a level that is none",
      "- { id: a, title: A, line: x, levels: [expert] }",
      ["1: `levels`, item 1 of item 1 is none of junior, mid, senior"],
    ],
    ["broken YAML", "- id: 'a", ["1: not valid YAML: Missing closing 'quote"]],
    [
      "an alias",
      "- &a { id: a, title: A, line: x }\n- *a",
      [
        "1: YAML anchors (`&name`) and aliases (`*name`) are not allowed",
        "2: YAML anchors (`&name`) and aliases (`*name`) are not allowed",
      ],
    ],
  ];
  it.each(faulty)("refuses %s", (_name, text, problems) => {
    expect(read(text)).toEqual({ topics: [], problems });
  });
});
