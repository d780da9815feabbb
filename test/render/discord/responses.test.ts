import { describe, expect, it } from "vitest";
import { commands } from "../../../src/core/commands/grammar.ts";
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
import { listeningBot } from "../listening-bot.ts";
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

const further = [
  "",
  "hlep",
  "preview 10",
  "search Title",
  "search",
  "managers list",
  "away until 2027-03-20",
  "pause until 2027-03-20",
  "now a",
  "now nowhere",
];
const typed = [...further, ...commands.map(({ name }) => name)];

describe("what the bot answers is taken by Discord and loses no word:", () => {
  it.each(typed)("/drill %s, before the question, while it is open, and after the reveal", async (text) => {
    for (const local of [null, "2027-03-15T09:30", "2027-03-15T16:00"]) {
      const { bot, command } = await listeningBot();
      if (local !== null) await bot.at("2027-03-15T09:30");
      if (local !== null) await bot.at(local);
      expect(faultsOf(await command(text))).toEqual([]);
    }
  });

  it.each(["answer/2027-03-15", "result/2027-03-15", "late/2027-03-15", "answers/2027-03-15", "me/export/0", "sample"])(
    "%s, pressed once it is revealed",
    async (action) => {
      const { bot, press } = await listeningBot();
      await bot.at("2027-03-15T09:30");
      await bot.at("2027-03-15T16:00");
      expect(faultsOf(await press(action))).toEqual([]);
    },
  );
});

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
