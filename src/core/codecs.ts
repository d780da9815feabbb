import { z } from "zod";
import type { ChannelKey, DeliveryKey, MessageId, PersonId, QuestionId } from "./keys.ts";

/** How a record goes to JSON and back. Decoding raises a ZodError that names the wrong field. */
export type Codec<T> = Readonly<{ decode: (raw: unknown) => T; encode: (value: T) => unknown }>;

/** The codec of a zod schema. */
export const codecOf = <S extends z.ZodType>(schema: S): Codec<z.output<S>> => ({
  decode: (raw) => schema.parse(raw),
  encode: (value) => z.encode(schema, value),
});

/** ISO text ⇄ a Temporal value; text that does not parse becomes an issue of the record, not a crash. */
function temporal<T extends object>(is: (value: unknown) => value is T, from: (text: string) => T) {
  return z.codec(z.string(), z.custom<T>(is), {
    decode: (text, context): T => {
      try {
        return from(text);
      } catch {
        context.issues.push({ code: "custom", input: text, message: `not a date or time: ${text}` });
        return z.NEVER;
      }
    },
    encode: (value) => String(value),
  });
}

/** An ISO instant in UTC ⇄ `Temporal.Instant`. */
export const instant = temporal(
  (value) => value instanceof Temporal.Instant,
  (text) => Temporal.Instant.from(text),
);
/** An ISO date ⇄ `Temporal.PlainDate`. */
export const plainDate = temporal(
  (value) => value instanceof Temporal.PlainDate,
  (text) => Temporal.PlainDate.from(text),
);
/** A wall-clock time ⇄ `Temporal.PlainTime`. */
export const plainTime = temporal(
  (value) => value instanceof Temporal.PlainTime,
  (text) => Temporal.PlainTime.from(text),
);

const branded = <T extends string>() => z.custom<T>((value) => typeof value === "string" && value !== "");

export const channelKeyField = branded<ChannelKey>();
export const deliveryKeyField = branded<DeliveryKey>();
export const personIdField = branded<PersonId>();
export const messageIdField = branded<MessageId>();
export const questionIdField = branded<QuestionId>();
