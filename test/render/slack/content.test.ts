import { describe, expect, it } from "vitest";
import { answerForm } from "../../../src/core/message/answer-messages.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { revealMessages } from "../../../src/core/message/reveal-messages.ts";
import { fit as fitDoc } from "../../../src/render/slack/fit.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { anOpenDrill, aRevealedDrill } from "../../support/drills.ts";
import { validateMessage, validateView } from "../../support/slack/payload/validate.ts";
import { files, questionIn, saidOf } from "../shipped.ts";
import { missingFrom, readBlocks, readText } from "./read-blocks.ts";

const shown = (parts: readonly Message[], form: 0 | 1): string =>
  parts.map((part) => readBlocks(renderMessage(part, "m")[form].blocks)).join("\n");

describe("every shipped question", () => {
  it("is found", () => expect(files.length > 50).toBe(true));

  it.each(files)("%s is taken by Slack and loses no word, in each message of its day and each form of it", (file) => {
    for (const message of saidOf(questionIn(file))) {
      const parts = partsOf(message, fitDoc);
      for (const forms of parts.map((part) => renderMessage(part, "m"))) {
        expect(
          forms.flatMap(({ text, blocks }) => validateMessage(blocks.length === 0 ? { text } : { text, blocks })),
        ).toEqual([]);
      }
      const texts = parts.map((part) => readText(renderMessage(part, "m")[2].text)).join("\n");
      for (const said of [shown(parts, 0), shown(parts, 1), texts]) expect(missingFrom(said, message.doc)).toEqual([]);
    }
  });

  it.each(files)("%s and its reference answer go out as one message each, and its form is taken", (file) => {
    const question = questionIn(file);
    const whole = (doc: Doc): number => fitDoc(doc).length;
    const [asked] = saidOf(question);
    const [reference, points] = revealMessages({
      drill: aRevealedDrill(),
      question,
      answers: [],
      coverage: null,
      threadRead: true,
      questionGone: false,
    });
    expect([asked, reference, points].map((message) => whole(message?.doc ?? []))).toEqual([1, 1, 1]);
    expect(validateView(renderForm(answerForm(anOpenDrill(), question, "", 3_000), "{}"))).toEqual([]);
  });
});
