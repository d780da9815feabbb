import { describe, expect, it } from "vitest";
import type { Response } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { fit as fitDoc } from "../../../src/render/discord/fit.ts";
import { isModal, renderForm } from "../../../src/render/discord/form.ts";
import { renderMessage } from "../../../src/render/discord/message.ts";
import { renderPanel } from "../../../src/render/discord/panel.ts";
import {
  answerLater,
  answerWith,
  offer,
  openForm,
  replaceLater,
  replaceWith,
} from "../../../src/render/discord/responses.ts";
import { validateInteractionResponse, validateMessage } from "../../support/discord/payload/validate.ts";
import { everyAnswerIsTaken } from "../every-answer.ts";
import { missingFrom, wordsIn } from "./reading.ts";

/** What Discord would refuse of an answer, and what it would not say. */
function faultsOf(response: Response): readonly string[] {
  if (response.kind === "form") {
    const { form } = response;
    return validateInteractionResponse(isModal(form) ? openForm(renderForm(form)) : answerWith(renderPanel(form)));
  }
  if (response.kind !== "message") return [`${response.kind} is no answer`];
  const messages = partsOf(response.message, fitDoc).map((part) => renderMessage(part, null));
  return [
    ...messages.flatMap((message) => validateInteractionResponse(answerWith(message))),
    ...messages.flatMap((message) => validateInteractionResponse(replaceWith(message))),
    ...messages.flatMap((message) => validateMessage(message, "follow-up")),
    ...missingFrom(wordsIn(messages), response.message.doc),
  ];
}

everyAnswerIsTaken("Discord", faultsOf);

describe("the first answer to an interaction", () => {
  const message = { content: "a", embeds: [], components: [], allowed_mentions: { parse: [] } };

  it("is for that person alone, or stands where something stood", () => {
    expect(answerWith(message)).toEqual({ type: 4, data: { ...message, flags: 64 } });
    expect(replaceWith(message)).toEqual({ type: 7, data: message });
  });

  it("may be put off", () => {
    expect([answerLater, replaceLater]).toEqual([{ type: 5, data: { flags: 64 } }, { type: 6 }]);
    expect([answerLater, replaceLater].flatMap(validateInteractionResponse)).toEqual([]);
  });

  it("offers what was found, 25 at most, each in 100 characters, and nothing that could not come back whole", () => {
    const found = Array.from({ length: 30 }, (_, at) => ({
      value: `${at}`.padStart(100 + (at === 0 ? 1 : 0), "v"),
      label: "a ".repeat(80),
    }));
    const offered = offer(found);
    expect(validateInteractionResponse(offered)).toEqual([]);
    expect(offered.data.choices?.length).toBe(25);
    expect(offered.data.choices?.[0]).toEqual({ name: `${"a ".repeat(49)}a…`, value: "1".padStart(100, "v") });
  });
});
