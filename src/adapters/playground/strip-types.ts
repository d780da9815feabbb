/** A program of its own: reads a JSON list of TypeScript texts and writes them back as JSON without their types. */
import { stripTypeScriptTypes } from "node:module";
import { text } from "node:stream/consumers";

const sources: unknown = JSON.parse(await text(process.stdin));
if (!Array.isArray(sources)) throw new TypeError("give a list of texts");
process.stdout.write(JSON.stringify(sources.map((source) => stripTypeScriptTypes(String(source)))));
