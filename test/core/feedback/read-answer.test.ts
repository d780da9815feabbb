import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyPoint, Question } from "../../../src/core/bank/question.ts";
import { type AnswerReading, READ_CHARS, readAnswer } from "../../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const point = (say: string, aliases: readonly string[], reject: readonly string[] = []): KeyPoint => ({
  say,
  aliases,
  reject,
  must: true,
});

const jwt: Question = aQuestion("jwt", {
  title: "What a JWT is",
  prompt: "How is a JSON Web Token built, and what does its signature give you?",
  answer:
    "It has three parts with dots between them. The payload is not encrypted, so anyone can read it. Check exp, iss and aud as well. It stays valid until it expires, so it is kept short-lived.",
  points: [
    point("A signed JWT has three base64url parts", ["three base64url parts", "header payload signature"]),
    point(
      "It is not encrypted, so anyone can read the payload",
      ["payload is not encrypted", "anyone can read the payload", "only base64"],
      ["payload is encrypted"],
    ),
    point("Claims such as exp, iss and aud must be validated", ["validate exp iss aud", "check the claims"]),
    point("It is hard to revoke before it expires", ["hard to revoke", "short-lived tokens", "denylist"]),
    point("The signature is verified", [
      "signature of token",
      "signature instead of encryption",
      "avoid trusting the client",
    ]),
  ],
});
const vocabulary = vocabularyOf([jwt]);
const rubric = rubricOf(jwt, vocabulary);
const read = (answer: string): AnswerReading => readAnswer(rubric, answer);

/** One point's state, what was matched, and what is to be looked at again. */
function shown(answer: string, at: number): string {
  const { state, quote, look } = read(answer).points[at] ?? { state: "none", quote: null, look: null };
  return [
    state,
    ...(quote === null ? [] : [`"${quote}"`]),
    ...(look === null ? [] : [`${look.why} "${look.quote}"`]),
  ].join(" ");
}

describe("readAnswer", () => {
  const rows: readonly (readonly [name: string, answer: string, at: number, shown: string])[] = [
    ["the words of an alias", "You have to check all the claims first.", 2, 'covered "check all the claims"'],
    [
      "other forms of the words",
      "We're validating `exp`, `iss` and `aud`.",
      2,
      'covered "validating `exp`, `iss` and `aud"',
    ],
    [
      "a point in its own words",
      "The claims exp, iss, aud are all validated there.",
      2,
      'covered "claims exp, iss, aud are all validated"',
    ],
    ["most of a longer alias", "We validate exp and iss.", 2, 'covered "validate exp and iss"'],
    [
      "an alias of three words without one",
      "It has three very different signed parts.",
      0,
      'covered "three very different signed parts"',
    ],
    [
      "two of an alias's three words the other way round",
      "Parts that people find there are three.",
      0,
      'maybe "Parts that people find there are three"',
    ],
    [
      "a loose match of what is denied elsewhere",
      "It is not hard to revoke. They are short-lived.",
      3,
      'maybe "short-lived" denied "hard to revoke"',
    ],
    [
      "one match in the sentence with a mistake on another point",
      "The payload is encrypted, so we have a denylist.",
      3,
      'maybe "denylist"',
    ],
    [
      "one match in another sentence than a mistake on another point",
      "The payload is encrypted. We have a denylist.",
      3,
      'maybe "denylist"',
    ],
    [
      "two matches in other sentences than a mistake on another point",
      "The payload is encrypted. We have a denylist. It stays hard to revoke.",
      3,
      'covered "hard to revoke"',
    ],
    [
      "a loose match in another sentence than a mistake on another point",
      "The payload is encrypted. It has three very different signed parts.",
      0,
      'maybe "three very different signed parts"',
    ],
    [
      "two matches in the sentence with a mistake on another point",
      "The payload is encrypted, so we have a denylist, since it is hard to revoke.",
      3,
      'covered "hard to revoke"',
    ],
    ["two words side by side that no other point has", "It has three parts.", 0, 'covered "three parts"'],
    [
      "a denial of something else than the alias",
      "The encryption proves it, so the payload is not bad.",
      1,
      "not-spotted",
    ],
    ["a part with a word of the prompt", "They use a short token.", 3, 'maybe "short token"'],
    ["words of several aliases", "Its header has base64url parts.", 0, 'covered "header has base64url parts"'],
    ["a part that is too small", "We validate something.", 2, "not-spotted"],
    [
      "words too far apart",
      "Check what the client sends over with each of its later calls, and the claims.",
      2,
      "not-spotted",
    ],
    ["words of two sentences", "You should check. Then come the claims.", 2, "not-spotted"],
    ["two words the other way round", "Claims in a token you check.", 2, 'covered "Claims in a token you check"'],
    ["two words the other way round, far apart", "Claims in these two tokens you check.", 2, "not-spotted"],
    ["what is denied", "It is not hard to revoke.", 3, 'not-spotted denied "hard to revoke"'],
    [
      "the opposite of what the point calls it",
      "It is easy to revoke short-lived tokens.",
      3,
      'not-spotted denied "revoke short"',
    ],
    [
      "what is said once and denied once",
      "It is not hard to revoke. Some say hard to revoke.",
      3,
      'covered "hard to revoke"',
    ],
    [
      "one word of what is denied elsewhere",
      "It is not hard to revoke. We have a denylist.",
      3,
      'maybe "denylist" denied "hard to revoke"',
    ],
    [
      "a denial that belongs to the point",
      "The payload isn't encrypted at all.",
      1,
      'covered "payload isn\'t encrypted"',
    ],
    [
      "a point without its denial",
      "Its payload is encrypted with the key.",
      1,
      'not-spotted mistake "payload is encrypted"',
    ],
    [
      "a mistake that is denied",
      "Payload is not encrypted by anyone.",
      1,
      'covered "Payload is not encrypted by anyone"',
    ],
    [
      "a mistake beside the point",
      "The payload is encrypted. But anyone can read the payload.",
      1,
      'maybe "anyone can read the payload" mistake "payload is encrypted"',
    ],
    [
      "words in their order where one is set against another",
      "A signature instead of encryption.",
      4,
      'covered "signature instead of encryption"',
    ],
    ["the same words the other way round", "It uses encryption instead of a signature.", 4, "not-spotted"],
    [
      "a denial of what averts",
      "It does not avoid trusting the client.",
      4,
      'not-spotted denied "avoid trusting the client"',
    ],
    [
      "a denial of what stands between",
      "Nobody minds trusting the client.",
      4,
      'not-spotted denied "trusting the client"',
    ],
    [
      "a mistake and the point in one sentence",
      "The payload is encrypted, anyone can read the payload.",
      1,
      'not-spotted mistake "payload is encrypted"',
    ],
    ["one rare word", "So you keep a denylist on the server.", 3, 'covered "denylist"'],
    ["a word with a slip", "So you keep a denylsit on the server.", 3, 'covered "denylsit"'],
    ["what is asked", "Is it hard to revoke?", 3, 'maybe "hard to revoke"'],
    ["words of the prompt alone", "It has the signature of a token in it.", 4, 'maybe "signature of a token"'],
    [
      "a row of a table",
      "| part | what |\n|---|---|\n| claims | you check them here |",
      2,
      'covered "claims | you check"',
    ],
    ["code", "```\n// check the claims\n```", 2, 'covered "check the claims"'],
    ["small words of English around an alias", "It is only base64 and no more than that.", 1, 'covered "only base64"'],
  ];
  it.each(rows)("reads %s", (_name, answer, at, expected) => {
    expect(shown(answer, at)).toBe(expected);
  });

  it("is told by a word between bars that the prompt lacks, and not by one that it has", () => {
    const cost = aQuestion("cost", {
      prompt: "What does the cost do?",
      points: [point("It rises", ["cost|price yearly|do"])],
    });
    const said = ["The price goes up yearly.", "The cost goes up yearly.", "What prices do.", "What costs do."];
    const found = said.map((text) => readAnswer(rubricOf(cost, vocabulary), text).points[0]?.state);
    expect(found).toEqual(["covered", "covered", "covered", "maybe"]);
  });

  it("is content with one of the words between bars, and with no word beside them", () => {
    const cost = aQuestion("cost", { points: [point("It rises", ["raise|bump cost|rounds later|yearly"])] });
    const said = ["We bump the rounds yearly.", "Raise its cost later.", "Raise, bump it.", "Cost and rounds, later."];
    const found = said.map((text) => readAnswer(rubricOf(cost, vocabulary), text).points[0]?.state);
    expect(found).toEqual(["covered", "covered", "not-spotted", "maybe"]);
  });

  it("quotes a phrase rather than a chance meeting, and the one with most of the person's words", () => {
    const tea = aQuestion("tea", { points: [point("It steeps", ["hot water", "steeps three minutes", "warm pot"])] });
    const quoted = (answer: string) => readAnswer(rubricOf(tea, vocabulary), answer).points[0]?.quote;
    expect(quoted("A warm pot, hot water, and it steeps for three minutes.")).toBe("steeps for three minutes");
    expect(quoted("It steeps minutes. We use a warm pot.")).toBe("warm pot");
    expect(quoted("A warm pot and hot water.")).toBe("warm pot");
  });

  it("gives key words a maybe at the most", () => {
    const { listsKeyWords, points } = read("header, payload, signature, denylist, claims, exp, iss, aud, validate");
    expect({ listsKeyWords, states: points.map(({ state }) => state) }).toEqual({
      listsKeyWords: true,
      states: ["maybe", "not-spotted", "maybe", "maybe", "not-spotted"],
    });
  });

  it("passes over a sentence that repeats the prompt, and reads on", () => {
    const answer = `${jwt.prompt} It is hard to revoke.`;
    expect([read(answer).cannotTell, shown(answer, 3)]).toEqual([null, 'covered "hard to revoke"']);
  });

  const untold: readonly (readonly [why: AnswerReading["cannotTell"], answer: string])[] = [
    ["no-words", "👍 …"],
    ["no-words", ""],
    ["other-language", "Die Claims muss man prüfen, und ein Denylist für die Tokens ist nicht schlecht."],
    ["repeats-the-question", jwt.prompt.toUpperCase()],
  ];
  it.each(untold)("cannot tell: %s", (why, answer) => {
    const { cannotTell, points } = read(answer);
    expect({ cannotTell, states: new Set(points.map(({ state }) => state)) }).toEqual({
      cannotTell: why,
      states: new Set(["not-spotted"]),
    });
  });

  it("reads the reference answer, and says that it is one", () => {
    expect([read(jwt.answer).copiesReference, shown(jwt.answer, 1)]).toEqual([
      true,
      'covered "payload is not encrypted, so anyone can read"',
    ]);
    expect(read("I keep it short-lived, as it stays valid until it expires.").copiesReference).toBe(false);
  });

  it("reads no further than its cap", () => {
    const early = `${"word is here. ".repeat(READ_CHARS / 14 - 5)} check the claims`;
    const late = `${"word is here. ".repeat(READ_CHARS / 14 + 1)} check the claims`;
    expect([shown(early, 2), shown(late, 2)]).toEqual(['covered "check the claims"', "not-spotted"]);
  });

  it("has nothing to say of a question without points", () => {
    expect(readAnswer(rubricOf(aQuestion("a"), vocabulary), "It is a cache that keeps data.").points).toEqual([]);
  });
});

const pieces = [
  "check",
  "the claims",
  "not",
  "payload",
  "is encrypted",
  "?",
  "\n- ",
  "| a |",
  "```",
  "🚀",
  "\ud800",
  "مرحبا",
  "ﬁ",
  "\u202e",
  ". ",
  ", ",
  "`",
];
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 200 }).map((list) => list.join(" ")),
);

describe("readAnswer on any text", () => {
  it("never throws, quotes the answer verbatim, and says the same twice", () => {
    fc.assert(
      fc.property(text, (answer) => {
        const { points } = read(answer);
        for (const { quote, look, state } of points) {
          expect(answer.includes(quote ?? "") && answer.includes(look?.quote ?? "")).toBe(true);
          expect(quote === null).toBe(state === "not-spotted");
        }
        expect(read(answer).points).toEqual(points);
      }),
      { numRuns: 300 },
    );
  });

  const long: readonly (readonly [name: string, answer: string])[] = [
    ["one word", "x".repeat(READ_CHARS)],
    ["one sentence", "check the claims not ".repeat(500)],
    ["bullets", "- check\n".repeat(1_250)],
    ["dots", ".".repeat(READ_CHARS)],
    ["backticks", "` ".repeat(5_000)],
    ["pipes", "|".repeat(READ_CHARS)],
    ["one need again and again", "claims ".repeat(1_400)],
    ["denials", "not ".repeat(2_500)],
    ["marks", "́".repeat(READ_CHARS)],
    ["emoji", "👩‍💻".repeat(2_000)],
    ["signs", "a-".repeat(5_000)],
  ];
  // How long it takes is measured in bench/feedback.ts.
  it.each(long)("reads the longest text to its end: %s", (_name, answer) => {
    const { points } = read(answer);
    expect(points.map(({ state }) => state).includes("covered")).toBe(false);
    expect(points).toEqual(read(answer.padEnd(READ_CHARS * 2, " ")).points);
  });
});
