import type {
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APITextDisplayComponent,
} from "discord-api-types/v10";
import type { Doc } from "../../core/message/doc.ts";
import type { Form } from "../../core/message/message.ts";
import { splitDoc } from "../../core/message/split.ts";
import { shortened } from "../shortened.ts";
import { customIdOf } from "./custom-id.ts";
import { isField, renderField } from "./fields.ts";
import { limits } from "./limits.ts";
import { renderMarkdown } from "./markdown.ts";
import { component } from "./numbers.ts";

type Part = APILabelComponent | APITextDisplayComponent;

/** Whether a form can be a modal, which has five parts at most; another one is a panel (`renderPanel`). */
export const isModal = (form: Form): boolean =>
  form.fields.every(isField) && form.fields.length > 0 && form.fields.length + above(form).length <= limits.formParts;

/**
 * A form as a modal; `actionOf` gives `Form.id` back, and `readValues` what was entered. A title that is too long stands
 * whole above the fields. Ask `isModal` first.
 */
export const renderForm = (form: Form): APIModalInteractionResponseCallbackData => ({
  custom_id: customIdOf(null, form.id),
  title: shortened(form.title, limits.title),
  components: [...above(form), ...form.fields.map(renderField)],
});

/** What is said above the fields. It was made to fit one message; of anything longer the beginning is said. */
function above({ title, intro }: Form): readonly Part[] {
  const heading: Doc = [{ kind: "heading", level: 3, children: [{ kind: "text", value: title }] }];
  const said = title.trim().length > limits.title ? [...heading, ...intro] : intro;
  const [first = []] = splitDoc(said, (part) => renderMarkdown(part).length <= limits.textDisplay);
  const content = renderMarkdown(first);
  return content === "" ? [] : [{ type: component.text, content }];
}
