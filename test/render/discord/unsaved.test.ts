import { describe, expect, it } from "vitest";
import { filledForm } from "../../../src/core/message/filled-form.ts";
import type { Form } from "../../../src/core/message/message.ts";
import { answerWith } from "../../../src/render/discord/responses.ts";
import { renderUnsaved } from "../../../src/render/discord/unsaved.ts";
import { validateInteractionResponse } from "../../support/discord/payload/validate.ts";
import { formsFor } from "../samples.ts";

const forms = await formsFor(4_000);
const named = (name: string): Form => {
  const form = forms[name];
  if (form === undefined) throw new Error(`there is no form ${name}`);
  return form;
};
const written = (text: string) =>
  renderUnsaved(filledForm(named("form-answer"), { text }), { text: "write *something* first" });

describe("what could not be saved", () => {
  it("says why, shows what was written letter for letter, and offers to try again", () => {
    expect(written("- a\n||b|| @everyone")).toEqual({
      content: "**Not saved yet.**\n\n**Answer:** write \\*something\\* first",
      embeds: [{ title: "Answer", description: "```\n- a\n||b|| @everyone\n```" }],
      components: [
        {
          type: 1,
          components: [{ type: 2, style: 1, label: "Try again", custom_id: ":try-again/answer/2027-03-15" }],
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  it("says of the form as a whole what is about no field of it", () => {
    expect(renderUnsaved(named("form-holidays"), { "": "The store is busy.", other: "Again." }).content).toBe(
      "**Not saved yet.**\n\nThe store is busy.\n\nAgain.",
    );
  });

  it.each([
    ["nothing", "", 0],
    ["as much as a form takes", "a".repeat(4_000), 1],
    ["more marks than one embed holds", `${"a".repeat(3_000)}${"`".repeat(1_000)}`, 0],
    ["more marks than fit", "`".repeat(4_000), 0],
  ])("is taken with %s in it", (_name, text, embeds) => {
    const message = written(text);
    expect(message.embeds.length).toBe(embeds);
    expect(validateInteractionResponse(answerWith(message))).toEqual([]);
  });

  it("is taken with a reason that is longer than a text", () => {
    const message = renderUnsaved(filledForm(named("form-answer"), { text: "a".repeat(4_000) }), {
      "": "why ".repeat(600),
    });
    expect(message.embeds.map(({ title }) => title)).toEqual([undefined]);
    expect(validateInteractionResponse(answerWith(message))).toEqual([]);
  });
});
