import type { Response } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { fit as fitDoc } from "../../../src/render/slack/fit.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { validateMessage, validateView } from "../../support/slack/payload/validate.ts";
import { everyAnswerIsTaken } from "../every-answer.ts";
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

everyAnswerIsTaken("Slack", faultsOf);
