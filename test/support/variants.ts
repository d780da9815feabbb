import type { Variant } from "../../src/core/bank/variant.ts";
import type { PersonId, QuestionId } from "../../src/core/keys.ts";
import { anOpenDrill } from "./drills.ts";

/** Words that Jonas let be kept for review under the drill of Monday, 15 March 2027. */
export const aVariant = (given: Partial<Variant> = {}): Variant => ({
  channel: anOpenDrill().channel,
  date: Temporal.PlainDate.from("2027-03-15"),
  person: "U2" as PersonId,
  question: "caching" as QuestionId,
  point: 1,
  say: "It keeps copies",
  kind: "did-say",
  words: "there are copies around",
  at: Temporal.Instant.from("2027-03-15T15:10:00Z"),
  ...given,
});
