import { describe, expect, it } from "vitest";
import { stemOf } from "../../../src/core/feedback/stems.ts";

/** Words that must meet under one stem. */
const families: readonly (readonly [name: string, ...words: readonly string[]])[] = [
  ["endings", "retry", "retries", "retrying", "retried"],
  ["two spellings", "authorisation", "authorization", "authorise", "authorize", "authz"],
  ["two spellings of verbs", "normalise", "normalize", "normalisation", "normalised"],
  ["raising and rising, spelled alike everywhere", "raise", "raised", "raises", "raising"],
  ["a verb and its noun", "deploy", "deployments", "deployed"],
  ["rise", "rise", "rises", "rising"],
  ["analyse", "analyse", "analyze", "analysing"],
  ["behaviour", "behaviour", "behavior"],
  ["irregular verbs", "send", "sent", "sends"],
  ["irregular plurals", "index", "indices", "indexes"],
  ["what Porter leaves apart", "cacheable", "cache", "caching"],
  ["short forms", "db", "database", "databases"],
  ["shorter forms", "k8s", "kubernetes"],
  ["less of it", "less", "fewer", "lower", "reduces", "decreased"],
  ["failing", "failure", "crashed", "fails"],
  ["sending on", "routes", "dispatches", "forwarding"],
  ["limits", "limited", "caps", "restricted"],
  ["memory", "memory", "ram"],
  ["waiting", "latency", "delays"],
  ["checks", "verify", "validates", "checking"],
];

/** Words that must stay apart. */
const apart: readonly (readonly [string, string])[] = [
  ["synchronous", "asynchronous"],
  ["stateless", "stateful"],
  ["put", "patch"],
  ["http", "https"],
  ["integrity", "integration"],
  ["get", "retrieve"],
  ["server", "service"],
  ["horizontal", "vertical"],
  ["delete", "remove"],
  ["throttle", "limit"],
  ["us", "use"],
  ["authenticity", "authentication"],
  ["identical", "identity"],
  ["identify", "identifier"],
  ["several", "severe"],
  ["stateful", "state"],
  ["containers", "contains"],
];

describe("stemOf", () => {
  it.each(families)("brings together %s", (_name, first = "", ...others) => {
    expect(others.map(stemOf)).toEqual(others.map(() => stemOf(first)));
  });

  it.each(apart)("keeps %s and %s apart", (one, other) => {
    expect(stemOf(one) === stemOf(other)).toBe(false);
  });

  it.each(["429", "n+1", "кэш", "x".repeat(10_000)])("leaves %.10s as it is", (word) => {
    expect(stemOf(word)).toBe(word);
  });
});
