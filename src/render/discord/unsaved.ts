import type { APIEmbed } from "discord-api-types/v10";
import type { Block, Doc } from "../../core/message/doc.ts";
import type { FieldValues, Form } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { shortened } from "../shortened.ts";
import { limits } from "./limits.ts";
import { renderMarkdown, textInCode } from "./markdown.ts";
import { type DiscordMessage, renderMessage } from "./message.ts";

/** The action of *Try again*, followed by the id of the form. */
export const tryAgainAction = "try-again/";

/**
 * What is said in place of a form that could not be saved, since Discord closes it whatever comes of it: why, by field, what
 * was written, so that it can be copied, and *Try again*. `form` holds what was entered; errors by name, `""` for all of it.
 */
export function renderUnsaved(form: Form, errors: Readonly<Record<string, string>>): DiscordMessage {
  const doc: Doc = [
    { kind: "paragraph", children: [{ kind: "strong", children: [{ kind: "text", value: words.form.notSaved }] }] },
    ...errorBlocks(form, errors),
  ];
  const said = renderMessage(
    {
      summary: words.form.notSaved,
      doc,
      actions: [{ kind: "button", id: tryAgainAction + form.id, label: words.form.tryAgain, style: "primary" }],
      pictures: [],
      thread: null,
    },
    null,
  );
  return { ...said, embeds: [...said.embeds, ...writtenIn(form, said.embeds)] };
}

/** What is wrong, by the words of its field. */
export const errorBlocks = (form: Form, errors: Readonly<Record<string, string>>): Doc =>
  Object.entries(errors).map(([name, error]): Block => {
    const label = form.fields.find((field) => field.name === name)?.label;
    const said = { kind: "text", value: error } as const;
    if (label === undefined) return { kind: "paragraph", children: [said] };
    const strong = { kind: "strong", children: [{ kind: "text", value: `${label}: ` }] } as const;
    return { kind: "paragraph", children: [strong, said] };
  });

/** What was typed, letter for letter, in embeds under the words of its field, as far as embeds go. */
function writtenIn({ fields }: Form, before: readonly APIEmbed[]): readonly APIEmbed[] {
  let room = limits.embeds - before.reduce((sum, { description = "" }) => sum + description.length, 0);
  return fields.flatMap((field) => {
    const text = field.kind === "text" ? field.value : "";
    const title = shortened(field.label, limits.label);
    const description = renderMarkdown([{ kind: "code", language: null, text }]);
    const size = title.length + description.length;
    if (description === "" || description.length > limits.description || size > room) return [];
    room -= size;
    return [{ title, description }];
  });
}

/** As much of a message as what was written stands in, as Discord gives it back. */
export type UnsavedMessage = Readonly<{
  embeds?: readonly Readonly<{ title?: string | undefined; description?: string | undefined }>[] | undefined;
}>;

/** What was typed into the fields of a form, as far as `renderUnsaved` could show it; by name. */
export function readUnsaved({ fields }: Form, { embeds = [] }: UnsavedMessage): FieldValues {
  return Object.fromEntries(
    fields.flatMap((field): (readonly [string, string])[] => {
      if (field.kind !== "text") return [];
      const shown = embeds.find(({ title }) => title === shortened(field.label, limits.label))?.description;
      const text = shown === undefined ? null : textInCode(shown);
      return text === null ? [] : [[field.name, text]];
    }),
  );
}
