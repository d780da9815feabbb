import { describe, expect, it } from "vitest";
import {
  answerBlocks,
  movedUp,
  pointsDoc,
  type RevealContent,
  revealLine,
  revealMessages,
} from "../../../src/core/message/reveal-messages.ts";
import { anAnswer, aRevealedDrill } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";

const point = (say: string, must: boolean) => ({ say, aliases: [], reject: [], must });
const question = aQuestion("etag", {
  title: "ETags",
  points: [point("It is a **validator**", true), point("Weak ones exist", false), point("It saves the body", true)],
  followUps: ["And `If-Match`?"],
  sources: ["RFC 9110", "MDN"],
});
const content = (changes: Partial<RevealContent> = {}): RevealContent => ({
  drill: aRevealedDrill(),
  question,
  answers: [],
  coverage: null,
  threadRead: true,
  questionGone: false,
  ...changes,
});
const lines = (changes: Partial<RevealContent> = {}): readonly (readonly string[])[] =>
  revealMessages(content(changes)).map(({ doc }) => readable(doc).split("\n"));

describe("a reveal", () => {
  it("is three messages: the reference answer, the key points, the answers given through the form", () => {
    expect(lines({ answers: [anAnswer("U1", "one"), anAnswer("U2", "two")] })).toEqual([
      ["Reference answer", "It is etag.", "Sources: RFC 9110 · MDN"],
      [
        "What a good answer covers",
        "It is a validator",
        "It saves the body",
        "Worth a mention",
        "Weak ones exist",
        "Going further",
        "And If-Match?",
      ],
      ["Answers given through the form", "Name of U1", "one", "Name of U2", "two"],
    ]);
  });

  it("says behind each point how many covered it, where that is told, and nothing of who", () => {
    const answers = ["U1", "U2", "U3", "U4"].map((person) => anAnswer(person, "in the thread", { from: "thread" }));
    expect(lines({ answers, coverage: { answers: 3, covered: [2, 0, 3] } })[1]).toEqual([
      "What a good answer covers",
      "It is a validator · 2 of 3",
      "It saves the body · 3 of 3",
      "Worth a mention",
      "Weak ones exist · 0 of 3",
      "Behind each point: how many of the answers I can read cover it.",
      "Going further",
      "And If-Match?",
    ]);
  });

  it("names each in its summary, also where the points are missing", () => {
    const summaries = (changes: Partial<RevealContent>): readonly string[] =>
      revealMessages(content({ answers: [anAnswer("U1", "one")], ...changes })).map(({ summary }) => summary);
    expect(summaries({})).toEqual([
      "Reference answer: ETags",
      "What a good answer covers: ETags",
      "Answers given through the form: ETags",
    ]);
    expect(summaries({ question: { ...question, points: [], followUps: [] } })).toEqual([
      "Reference answer: ETags",
      "Answers given through the form: ETags",
    ]);
  });

  it("says above all else that its answer was corrected since it was shown, and nothing of its question's correction", () => {
    const first = (corrected: Readonly<{ question: boolean; answer: boolean }>) =>
      lines({ drill: aRevealedDrill({ corrected }) })[0]?.[0];
    expect(first({ question: false, answer: true })).toBe("Corrected since it was first shown.");
    expect(first({ question: true, answer: false })).toBe("Reference answer");
  });

  it("has its buttons under the last message, whichever that is", () => {
    const actions = (changes: Partial<RevealContent>) =>
      revealMessages(content(changes)).map((message) => message.actions.map(({ id }) => id));
    const buttons = ["result/2027-03-15", "late/2027-03-15", "answers/2027-03-15", "flag/2027-03-15"];
    expect(actions({ answers: [anAnswer("U1", "one")] })).toEqual([[], [], buttons]);
    expect(actions({ answers: [anAnswer("U1", "in the thread", { from: "thread" })] })).toEqual([[], buttons]);
    const bare = { ...question, points: [], followUps: [] };
    expect(actions({ question: bare, answers: [anAnswer("U1", "x", { from: "thread" })] })).toEqual([buttons]);
  });

  it("does not quote what was written in the thread", () => {
    const answers = [anAnswer("U1", "spoken", { from: "thread" }), anAnswer("U2", "written")];
    expect(lines({ answers }).at(-1)).toEqual(["Answers given through the form", "Name of U2", "written"]);
  });

  it("quotes the first ten, and says how many more there are", () => {
    const answers = Array.from({ length: 13 }, (_, index) => anAnswer(`U${index + 1}`, `text ${index + 1}`));
    const last = lines({ answers }).at(-1) ?? [];
    expect(last.slice(-3)).toEqual(["Name of U10", "text 10", "and 3 more behind All answers"]);
    expect(
      lines({ answers: answers.slice(0, 10) })
        .at(-1)
        ?.at(-1),
    ).toBe("text 10");
  });

  it("says when nobody answered", () => {
    expect(lines().at(-1)).toEqual(["Nobody answered this one."]);
  });

  it("says first that the thread could not be read, or that the question is gone and how it went", () => {
    expect(lines({ threadRead: false, questionGone: true })[0]).toEqual([
      "Nothing can be said under the question any more, so its answer stands here.",
      "I could not read the whole thread in time, so some answers may be missing from the count.",
      "ETags",
      "What is etag?",
      "Reference answer",
      "It is etag.",
      "Sources: RFC 9110 · MDN",
    ]);
  });

  it("leaves out what the question does not have", () => {
    const bare = { ...question, sources: [], points: [], followUps: [] };
    expect(lines({ question: bare })).toEqual([["Reference answer", "It is etag."], ["Nobody answered this one."]]);
    expect(pointsDoc(bare, null)).toEqual([]);
  });
});

describe("the line in the channel", () => {
  it("says what was revealed and how many answered, from the thread and through the form", () => {
    const answers = [anAnswer("U1", "spoken", { from: "thread" }), anAnswer("U2", "written")];
    expect(readable(revealLine(content({ answers }), null).doc)).toBe("Revealed: ETags · 2 answered");
  });

  it("leads to the thread where that has an address", () => {
    const { summary, doc } = revealLine(content(), "https://chat.example/1");
    expect([summary, readable(doc)]).toEqual([
      "Revealed: ETags · 0 answered",
      "Revealed: ETags · 0 answered (https://chat.example/1)",
    ]);
  });
});

describe("one answer", () => {
  const shown = (changes: Parameters<typeof anAnswer>[2], text = "words"): string =>
    readable(answerBlocks(anAnswer("U1", text, changes)));

  it.each([
    ["in time", {}, "Name of U1\nwords"],
    ["edited", { edited: true }, "Name of U1 (edited)\nwords"],
    ["late", { late: true }, "Name of U1 (late)\nwords"],
    ["late and edited", { late: true, edited: true }, "Name of U1 (late, edited)\nwords"],
    ["hidden", { hidden: true }, "Name of U1\nHidden by a manager."],
  ])("%s", (_name, changes, expected) => expect(shown(changes)).toBe(expected));

  it("whose text is gone says so", () => {
    expect(shown({}, "")).toBe("Name of U1\nDeleted by its author.");
  });

  it("cannot leave its box: headings, links and mentions in it are words", () => {
    expect(answerBlocks(anAnswer("U1", "# Big\n<!channel> [go](https://evil.example)")).at(1)).toEqual({
      kind: "quote",
      children: [
        { kind: "paragraph", children: [{ kind: "strong", children: [{ kind: "text", value: "Big" }] }] },
        {
          kind: "paragraph",
          children: [{ kind: "text", value: "<!channel> go (https://evil.example)" }],
        },
      ],
    });
  });

  it("a name with a line break or a control character in it is one clean line", () => {
    const [who] = answerBlocks(anAnswer("U1", "words", { name: "Ada\nLovelace\u0000" }));
    expect(who).toEqual({
      kind: "paragraph",
      children: [{ kind: "strong", children: [{ kind: "person", id: "U1", name: "Ada Lovelace\uFFFD" }] }],
    });
  });
});

describe("a part that is not needed any more", () => {
  it("says where its words are", () => {
    expect(readable(movedUp().doc)).toBe("What stood here is further up now.");
  });
});
