// Makes the schemas of what may be sent to Slack from the types in roots.ts and @slack/types:
//
//     node test/support/slack/payload/generate.ts
//
// They are kept in test/fixtures/slack/payloads.schema.json; a test fails while that file is not what this makes.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator, type Schema } from "ts-json-schema-generator";
import { focus } from "./focus.ts";

/** Where the schemas are kept. */
export const schemaFile = fileURLToPath(new URL("../../../fixtures/slack/payloads.schema.json", import.meta.url));

/** What the reference has and @slack/types 3.2 lacks. */
const additions = [
  // docs.slack.dev/reference/block-kit/block-elements/rich-text-list-element: "if the offset = 4, the first number would be 5".
  { to: "RichTextList", field: "offset", schema: { type: "number" } },
  // docs.slack.dev/reference/block-kit/block-elements/rich-text-preformatted-element: for syntax highlighting.
  { to: "RichTextPreformatted", field: "language", schema: { type: "string" } },
] as const;

function completed(schema: Schema): Schema {
  for (const { to, field, schema: added } of additions) {
    const definition = schema.definitions?.[to];
    if (typeof definition !== "object" || definition.properties === undefined)
      throw new Error(`no ${to} in the schema`);
    definition.properties[field] = added;
  }
  return schema;
}

/** The schemas as JSON text: closed objects, unions that are told apart by their `type`. */
export function payloadSchemas(): string {
  const generator = createGenerator({
    path: fileURLToPath(new URL("roots.ts", import.meta.url)),
    tsconfig: fileURLToPath(new URL("../../../../tsconfig.json", import.meta.url)),
    type: "*",
    additionalProperties: false,
    // The generator brings a TypeScript of its own, older than the project's: it reads the types and checks nothing.
    skipTypeCheck: true,
    sortProps: true,
    jsDoc: "none",
  });
  return `${JSON.stringify(focus(completed(generator.createSchema("*"))), null, 1)}\n`;
}

if (import.meta.main) writeFileSync(schemaFile, payloadSchemas());
