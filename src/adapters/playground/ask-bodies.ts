import { z } from "zod";
import { playPerson } from "./people.ts";
import type { Ask, Asks } from "./protocol.ts";

/** Longest message or field that is taken, in characters; three pages of writing. */
export const longestText = 8000;

const as = z.string().refine((id) => playPerson(id) !== null, "nobody here has this id");
const id = z.string().min(1).max(80);
const text = z.string().max(longestText, `at most ${longestText} characters`);
const said = text.refine((value) => value.trim() !== "", "there is nothing in it");
const name = z.string().max(200);

const schemas: { readonly [K in Ask]: z.ZodType<Asks[K]> } = {
  say: z.object({ as, thread: id.nullable(), text: said }),
  edit: z.object({ as, message: id, text: said }),
  delete: z.object({ as, message: id }),
  command: z.object({ as, thread: id.nullable(), text }),
  press: z.object({ as, message: id, action: name, value: text.nullable() }),
  submit: z.object({
    as,
    thread: id.nullable(),
    form: name,
    values: z.record(name, z.union([text, z.array(text).max(200)])),
  }),
  point: z.object({ as, message: id, mark: z.enum(["mine", "not-mine"]) }),
  choices: z.object({ as, form: name, field: name, typed: name }),
  clock: z.object({ as, move: z.enum(["next-event", "day"]) }),
};

/** Whether the last part of an address is something that can be asked. */
export const isAsk = (kind: string): kind is Ask => Object.hasOwn(schemas, kind);

/** What was asked, or what is wrong with it in one line. */
export function readAsk<K extends Ask>(kind: K, body: unknown): Asks[K] | Readonly<{ wrong: string }> {
  const read = schemas[kind].safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { wrong: `${issue?.path.join(".") || "the request"}: ${issue?.message ?? "not understood"}` };
}
