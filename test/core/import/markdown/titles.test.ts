import { describe, expect, it } from "vitest";
import { askingOf } from "../../../../src/core/import/markdown/asks.ts";
import { isAnswer } from "../../../../src/core/import/markdown/bank-text.ts";
import { isChrome } from "../../../../src/core/import/markdown/chrome.ts";
import { foldLabel, labelOf } from "../../../../src/core/import/markdown/labels.ts";
import { titleOf } from "../../../../src/core/import/markdown/titles.ts";

describe("a title", () => {
  it.each([
    ["1. **What is X?**", "What is X?", "number", 1],
    ["**Q1: What is `a`?**", "What is a?", "question", 1],
    ["**7) Why?**", "Why?", "number", 7],
    ["1\\. Why?", "Why?", "number", 1],
    ["Question 3", "", "question", 3],
    ["**Question 12:** Why?", "Why?", "question", 12],
    ["**Q:** Why?", "Why?", "labelled", null],
    ["1️⃣0️⃣ Why?", "Why?", "number", 10],
    ["第1题 什么是闭包", "什么是闭包", "number", 1],
    ["16) Why? [[src](https://example.com)]", "Why?", "number", 16],
    ["[[↑]](#toc) <a name='x'>Design</a>", "Design", null, null],
    ["What is `<div>` in <b>HTML</b>? 👶", "What is <div> in HTML?", null, null],
    ["Q-learning: when?", "Q-learning: when?", null, null],
    ["2-phase commit", "2-phase commit", null, null],
    ["1.5 times as fast", "1.5 times as fast", null, null],
    ["Questions", "Questions", null, null],
  ])("%s", (markdown, text, counted, number) => {
    const title = titleOf(markdown);
    expect([title.text, title.counted, title.number]).toEqual([text, counted, number]);
  });

  it.each([
    ["[E] Explain sets", "Explain sets", "junior"],
    ["Explain sets (Senior)", "Explain sets", "senior"],
    ["🟡 Explain sets", "Explain sets", "mid"],
    ["Explain [sets]", "Explain [sets]", null],
  ])("%s tells its level", (markdown, text, level) => {
    const title = titleOf(markdown);
    expect([title.text, title.level]).toEqual([text, level]);
  });
});

describe("how a title asks", () => {
  it.each([
    ["What is X?", "marked"],
    ["Is it so? (yes or no)", "marked"],
    ["什么是闭包？", "marked"],
    ["Explain sets", "worded"],
    ["Que es: qué es un conjunto", "no"],
    ["Qué es un conjunto", "worded"],
    ["Что такое множество", "worded"],
    ["List of resources", "no"],
    ["How we work", "no"],
    ["Event loop", "no"],
  ])("%s", (title, asking) => {
    expect(askingOf(title)).toBe(asking);
  });
});

describe("what answers nothing", () => {
  it.each([
    ["TODO", false],
    ["To be completed", false],
    ["*Answer here*", false],
    ["...", false],
    ["", false],
    ["[Read more](https://example.com/a)", false],
    ["See this article: https://example.com/a", false],
    ["[picture: a tree]", false],
    ["42", true],
    ["`x`", true],
    ["Todo lists are answers too", true],
    ["See [the docs](https://example.com), it is a tree", true],
  ])("%s: %s", (text, expected) => {
    expect(isAnswer(text)).toBe(expected);
  });
});

describe("a label", () => {
  it.each([
    ["**Answer:** a tree", { kind: "answer", rest: "a tree" }],
    ["Sample Answer: a tree", { kind: "answer", rest: "a tree" }],
    ["#### Answer: D", { kind: "answer", rest: "D" }],
    ["Ans. a tree", { kind: "answer", rest: "a tree" }],
    ["**Ответ:** дерево", { kind: "answer", rest: "дерево" }],
    ["What to look for in an answer:", { kind: "guidance", rest: "" }],
    ["*What the interviewer is looking for:* calm", { kind: "guidance", rest: "calm" }],
    ["Follow-up questions:", { kind: "follow-ups", rest: "" }],
    ["Difficulty: Hard", { kind: "level", rest: "Hard" }],
    ["Answer the phone", null],
    ["Answers to come", null],
  ])("%s", (text, label) => {
    expect(labelOf(text)).toEqual(label);
  });

  it.each([
    ["<b>Answer</b>", "answer"],
    ["💡 Click to reveal the solution", "answer"],
    ["Show me", "answer"],
    ["Hint", "hint"],
    ["Table of contents", "contents"],
    ["What does the answer section of a packet hold?", null],
    ["Show how a tree is walked", null],
  ])("of a fold: %s", (summary, label) => {
    expect(foldLabel(summary)).toBe(label);
  });
});

describe("what surrounds questions", () => {
  it.each([
    ["Table of Contents", true],
    ["How to use this guide", true],
    ["How do I prepare for the interview?", true],
    ["Tips for the big day", true],
    ["Wrapping up", true],
    ["License", true],
    ["How to contribute", true],
    ["What is an index?", false],
    ["How to use joins", false],
    ["How to build a list in Elm", false],
    ["How to read a file in Python?", false],
    ["How do you prepare a statement?", false],
    ["What are tips of a graph?", false],
  ])("%s: %s", (title, expected) => {
    expect(isChrome(title)).toBe(expected);
  });
});
