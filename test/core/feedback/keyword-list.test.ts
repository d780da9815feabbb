import { describe, expect, it } from "vitest";
import { isKeyWordList, isListing } from "../../../src/core/feedback/keyword-list.ts";
import { sentencesIn } from "../../../src/core/feedback/sentences.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";

const vocabulary = vocabularyOf([]);
const read = (text: string) => sentencesIn(text).map((span) => tokensIn(text, span, vocabulary));

const lists = [
  "dns, tcp, tls handshake, method, headers, status code, cookies",
  "redis memcached ttl invalidation stampede hit rate",
  "- etag\n- cache-control\n- cdn\n- max-age",
  "I would mention dns, tcp, tls, handshake, method, headers, status code, cookies, tokens.",
  "redis write-through cache-aside stampede",
  "redis",
  "Keywords: acid, atomicity and isolation",
  "scale up, scale out, load balancer, sticky cookies, autoscaling",
  "GET safe, PUT, PATCH, READ, WRITE, 404",
  "read replicas, lessons learned, deliver email twice",
  "delete token / read replicas + keep copies · stop server",
  "acid - base - read on schema - joins - write path",
  "verify token stop server read replicas keep copies delete key",
];
const answers = [
  "Cookies are httponly, secure, samesite.",
  "keep copies in redis, ttl on keys, delete the key after a write",
  "Vertical: one bigger machine. Horizontal: more machines side by side.",
  "measure first, then add an index, check the plan",
  "back up the data, roll out the change, then wait",
  "HTTP is stateless so the session travels in a cookie",
];

describe("a list of key words", () => {
  it.each(lists)("is: %s", (text) => expect(isKeyWordList(read(text))).toBe(true));
  it.each(answers)("is not: %s", (text) => expect(isKeyWordList(read(text))).toBe(false));
  it("is nothing at all", () => expect(isKeyWordList([])).toBe(false));
});

it("finds a long list among sentences, but not one that says of what it is", () => {
  const long = "etag, max-age, no-store, private, public, cdn, edge, vary, purge, immutable, s-maxage, hash";
  expect(
    [
      long,
      `Headers: ${long}`,
      "etag, max-age",
      "It is a cache that keeps copies of data near the people who read it",
    ].map((text) => read(text).map(isListing)),
  ).toEqual([[true], [false], [false], [false]]);
});
