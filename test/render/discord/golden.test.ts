import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { APIInteractionResponse } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../../src/core/keys.ts";
import { commandDefinitions } from "../../../src/render/discord/commands.ts";
import { fit as fitDoc } from "../../../src/render/discord/fit.ts";
import { isModal, renderForm } from "../../../src/render/discord/form.ts";
import { markOf } from "../../../src/render/discord/mark.ts";
import { renderMessage } from "../../../src/render/discord/message.ts";
import { panelPart, renderPanel } from "../../../src/render/discord/panel.ts";
import { answerWith, openForm } from "../../../src/render/discord/responses.ts";
import { renderUnsaved } from "../../../src/render/discord/unsaved.ts";
import {
  validateCommands,
  validateInteractionResponse,
  validateMessage,
} from "../../support/discord/payload/validate.ts";
import { formsFor, messagesFor } from "../samples.ts";

/** `GOLDEN=write` keeps what is drawn now; then look at what git says has changed. */
const writes = process.env["GOLDEN"] === "write";
const folder = new URL("golden/", import.meta.url);

function kept(name: string, drawn: unknown): unknown {
  const file = new URL(`${name}.json`, folder);
  if (writes) writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  return JSON.parse(readFileSync(file, "utf8"));
}

const messages = messagesFor(fitDoc);
const forms = await formsFor(4_000);
const mark = markOf("discord/1/2/question/2027-03-15/0" as DeliveryKey);

type Drawn = readonly [name: string, response: APIInteractionResponse];

/** A form as it is answered with: as a modal, or as a panel and the modals of its parts. */
const drawnForms: readonly Drawn[] = Object.entries(forms).flatMap(([name, form]): readonly Drawn[] =>
  isModal(form)
    ? [[name, openForm(renderForm(form))] as const]
    : [
        [name, answerWith(renderPanel(form))] as const,
        [`${name}-part`, openForm(renderForm(panelPart(form, 0)))] as const,
      ],
);
const unsaved: readonly Drawn[] = Object.entries(forms).flatMap(([name, form]): readonly Drawn[] =>
  name === "form-answer"
    ? [["unsaved", answerWith(renderUnsaved(form, { text: "write something first" }))] as const]
    : [],
);

describe("what is kept is what is drawn:", () => {
  it.each(Object.entries(messages))("%s", (name, several) => {
    const drawn = several.map((message) => renderMessage(message, mark));
    expect(drawn.flatMap((message) => validateMessage(message))).toEqual([]);
    expect(drawn).toEqual(kept(name, drawn));
  });

  it.each([...drawnForms, ...unsaved])("%s", (name, response) => {
    expect(validateInteractionResponse(response)).toEqual([]);
    expect(response).toEqual(kept(name, response));
  });

  it("commands", () => {
    expect(validateCommands(commandDefinitions())).toEqual([]);
    expect(commandDefinitions()).toEqual(kept("commands", commandDefinitions()));
  });

  it("and nothing else is kept", () => {
    const names = [...Object.keys(messages), ...[...drawnForms, ...unsaved].map(([name]) => name), "commands"];
    expect(readdirSync(folder).toSorted()).toEqual(names.map((name) => `${name}.json`).toSorted());
  });
});
