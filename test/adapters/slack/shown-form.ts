import type { FieldValues } from "../../../src/core/message/message.ts";
import type { SeenForm } from "../../contract/platform/rig.ts";
import { isRecord } from "../../support/slack/payload/record.ts";
import { listOf, textOfBlocks, wordsOf } from "./shown.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A modal as a person reads it when it opens. */
export function formOf(view: Fields): SeenForm {
  const blocks = listOf(view["blocks"]);
  const inputs = blocks.filter(({ type }) => type === "input");
  return {
    id: String(view["callback_id"]),
    title: wordsOf(view["title"]),
    intro: textOfBlocks(blocks),
    labels: inputs.map(({ label }) => wordsOf(label)),
    values: Object.fromEntries(inputs.map((input) => [nameOf(input), initialOf(input)])),
    errors: {},
  };
}

const elementOf = (input: Fields): Fields => (isRecord(input["element"]) ? input["element"] : {});
const nameOf = (input: Fields): string => String(elementOf(input)["action_id"]);

function initialOf(input: Fields): FieldValues[string] {
  const element = elementOf(input);
  if (element["type"] === "checkboxes" || element["type"] === "multi_static_select") {
    return listOf(element["initial_options"]).map(({ value }) => String(value));
  }
  const chosen = element["initial_option"];
  if (isRecord(chosen)) return String(chosen["value"]);
  return String(element["initial_value"] ?? element["initial_time"] ?? element["initial_date"] ?? "");
}
