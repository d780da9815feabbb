import type { Question } from "../../src/core/bank/question.ts";
import { aQuestion } from "./questions.ts";

/** A small question with three must points and a bonus, which answers in plain words can cover. */
export const cachingQuestion: Question = aQuestion("caching", {
  title: "Caching",
  topic: "data",
  prompt: "Your product page runs the same five slow reads for every visitor. What would you do about that?",
  answer: "A cache holds copies where they are faster to read.",
  points: [
    {
      say: "A cache keeps copies in a faster place",
      aliases: ["keeps copies", "keep hot data in memory", "hot data in memory"],
      reject: [],
      must: true,
    },
    {
      say: "It takes load off the database",
      aliases: ["less load", "takes load off", "fewer queries"],
      reject: [],
      must: true,
    },
    {
      say: "Stale data is served until a TTL removes it",
      aliases: ["stale data", "old values", "expiry time"],
      reject: ["ttl guarantees fresh data"],
      must: true,
    },
    { say: "The hit rate is watched", aliases: ["hit rate", "hit ratio"], reject: [], must: false },
  ],
});
