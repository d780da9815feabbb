import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../../src/core/keys.ts";
import { answerForm } from "../../../src/core/message/answer-messages.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { revealMessages } from "../../../src/core/message/reveal-messages.ts";
import { fit as fitDoc } from "../../../src/render/discord/fit.ts";
import { isModal, renderForm } from "../../../src/render/discord/form.ts";
import { limits, tableColumns } from "../../../src/render/discord/limits.ts";
import { markIn, markOf } from "../../../src/render/discord/mark.ts";
import { renderMessage } from "../../../src/render/discord/message.ts";
import { openForm } from "../../../src/render/discord/responses.ts";
import { displayWidth } from "../../../src/render/display-width.ts";
import { everyShown } from "../../support/discord/draw/read-markdown.ts";
import { validateInteractionResponse, validateMessage } from "../../support/discord/payload/validate.ts";
import { anOpenDrill, aRevealedDrill } from "../../support/drills.ts";
import { files, questionIn, saidOf } from "../shipped.ts";
import { addressesIn, linksIn, missingFrom, shownIn, strangersIn, wordsIn } from "./reading.ts";

const mark = markOf("discord/1/2/question/2027-03-15/0" as DeliveryKey);

describe("every shipped question", () => {
  it.each(files)("%s is taken by Discord, loses no word and hides nothing, in each message of its day", (file) => {
    for (const message of saidOf(questionIn(file))) {
      const messages = partsOf(message, fitDoc).map((part) => renderMessage(part, mark));
      expect(messages.flatMap((one) => [...validateMessage(one), ...validateMessage(one, "edit")])).toEqual([]);
      expect(missingFrom(wordsIn(messages), message.doc)).toEqual([]);
      expect(messages.map(markIn)).toEqual(messages.map(() => mark));
      const shown = messages.flatMap(shownIn);
      expect(strangersIn(shown)).toEqual([]);
      const addresses = addressesIn(message.doc);
      expect(linksIn(shown).filter((url) => !addresses.has(decodeURIComponent(url)) && !addresses.has(url))).toEqual(
        [],
      );
    }
  });

  it.each(files)("%s is asked in the text of its message, tells no more in it, and its form is a modal", (file) => {
    const question = questionIn(file);
    const [asked, sealed] = saidOf(question).map((message) => renderMessage(message, mark));
    expect(asked?.content.startsWith("## ")).toBe(true);
    expect(sealed?.content).toBe(asked?.content);
    expect(asked?.embeds.length).toBe(1);
    const form = answerForm(anOpenDrill(), question, "", limits.input);
    expect(isModal(form)).toBe(true);
    expect(validateInteractionResponse(openForm(renderForm(form)))).toEqual([]);
  });

  it.each(files)("%s has a reference answer and points that go out as one message each", (file) => {
    const question = questionIn(file);
    const whole = (doc: Doc): number => fitDoc(doc).length;
    const content = {
      drill: aRevealedDrill(),
      question,
      answers: [],
      coverage: null,
      threadRead: true,
      questionGone: false,
    };
    expect(
      revealMessages(content)
        .slice(0, 2)
        .map(({ doc }) => whole(doc)),
    ).toEqual([1, 1]);
  });

  it.each(files)("%s has no table that is wider than a phone", (file) => {
    const shown = saidOf(questionIn(file)).flatMap((message) =>
      partsOf(message, fitDoc).flatMap((part) => shownIn(renderMessage(part, mark))),
    );
    const drawn = everyShown(shown).flatMap((node) =>
      node.kind === "fence" && /^-+ {2}-/mu.test(node.value) ? [node.value] : [],
    );
    expect(drawn.flatMap((table) => table.split("\n")).filter((line) => displayWidth(line) > tableColumns)).toEqual([]);
  });
});
