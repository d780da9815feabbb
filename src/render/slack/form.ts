import type { KnownBlock, ModalView } from "@slack/types";
import type { Form } from "../../core/message/message.ts";
import { renderBlocks } from "./blocks.ts";
import { renderField } from "./fields.ts";
import { limits } from "./limits.ts";
import { escapeText, plainLabel } from "./text-objects.ts";

/**
 * A form as a modal view. `Form.id` is the `callback_id`; `metadata` comes back as `private_metadata` (at most 3,000
 * characters) and is not a secret: ids only. A title that is too long stands whole above the fields.
 */
export function renderForm({ id, title, submit, intro, fields }: Form, metadata: string): ModalView {
  const inputs = fields.flatMap(renderField);
  const whole = escapeText(title).length <= limits.title ? [] : wholeTitle(title);
  const said = renderBlocks(intro, { blocks: limits.viewBlocks - inputs.length - whole.length, table: false });
  return {
    type: "modal",
    callback_id: id,
    private_metadata: metadata,
    title: plainLabel(title, limits.title),
    submit: plainLabel(submit, limits.title),
    blocks: [...whole, ...said, ...inputs],
  };
}

const wholeTitle = (title: string): KnownBlock[] => [{ type: "header", text: plainLabel(title, limits.header) }];
