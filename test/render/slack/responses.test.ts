import { describe, expect, it } from "vitest";
import { commands } from "../../../src/core/commands/grammar.ts";
import type { Response } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { fit as fitDoc } from "../../../src/render/slack/fit.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { validateMessage, validateView } from "../../support/slack/payload/validate.ts";
import { listeningBot } from "../listening-bot.ts";
import { missingFrom, readBlocks, readText } from "./read-blocks.ts";

/** What Slack would refuse of an answer, and what it would not say. */
function faultsOf(response: Response): readonly string[] {
  if (response.kind === "form") return validateView(renderForm(response.form, "{}"));
  if (response.kind !== "message") return [`${response.kind} is no answer`];
  const forms = partsOf(response.message, fitDoc).map((part) => renderMessage(part, null));
  const refused = forms
    .flat()
    .flatMap(({ text, blocks }) => validateMessage(blocks.length === 0 ? { text } : { text, blocks }));
  const said = forms.map(([rich]) => readBlocks(rich.blocks)).join("\n");
  const written = forms.map(([, , plain]) => readText(plain.text)).join("\n");
  return [...refused, ...missingFrom(said, response.message.doc), ...missingFrom(written, response.message.doc)];
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

describe("what the bot answers is taken by Slack and loses no word:", () => {
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
