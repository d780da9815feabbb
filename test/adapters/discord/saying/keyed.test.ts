import { describe, expect, it } from "vitest";
import {
  carriesKey,
  lacksThread,
  nonceOf,
  signIn,
  signOf,
  titleIn,
} from "../../../../src/adapters/discord/saying/keyed.ts";
import type { DeliveryKey } from "../../../../src/core/keys.ts";
import { renderMessage } from "../../../../src/render/discord/message.ts";
import { messageOf } from "../../../contract/platform/stage.ts";

const key = (part: number) => `discord/1/2/question/2027-03-15/${part}` as DeliveryKey;
const bot = "100000000000000001";
const actions = [{ kind: "button", id: "answer", label: "Answer", style: "primary" }] as const;

/** A message as the history gives it back. */
function posted(sign: string | null, more: Parameters<typeof messageOf>[1] = {}) {
  const { content, components } = renderMessage(messageOf("Why?", more), sign);
  return { id: "100000000000000009", author: { id: bot }, content, components };
}

describe("the nonce of a delivery", () => {
  it("is the same for its key for ever, of 24 characters, and another for another", () => {
    expect(nonceOf(key(0))).toBe(nonceOf(key(0)));
    expect([nonceOf(key(0)).length, new Set([0, 1, 2].map((part) => nonceOf(key(part)))).size]).toEqual([24, 3]);
    expect(nonceOf(key(0))).toMatch(/^[\w-]{24}$/u);
  });
});

describe("a message of the history", () => {
  it.each([
    ["with controls", { actions }],
    ["of words alone", {}],
  ])("%s is known by its key, and by no other", (_name, more) => {
    const message = posted(signOf(key(0), false), more);
    expect([carriesKey(message, key(0), bot), carriesKey(message, key(1), bot)]).toEqual([true, false]);
  });

  it("of somebody else is not ours, whatever it carries", () => {
    const message = { ...posted(signOf(key(0), false)), author: { id: "100000000000000002" } };
    expect(carriesKey(message, key(0), bot)).toBe(false);
  });

  it("says whether it was to have a thread, and still is known by its key", () => {
    const wanting = posted(signOf(key(0), true), { actions });
    expect([carriesKey(wanting, key(0), bot), lacksThread(wanting, key(0))]).toEqual([true, true]);
    expect(lacksThread({ ...wanting, thread: { id: wanting.id } }, key(0))).toBe(false);
    expect(lacksThread(posted(signOf(key(0), false), { actions }), key(0))).toBe(false);
    expect(lacksThread(posted(null, { actions }), key(0))).toBe(false);
  });

  it("was to have none though its mark ends as the sign for a thread does", () => {
    const parts = Array.from({ length: 500 }, (_, part) => key(part)).filter((one) => signOf(one, false).endsWith("T"));
    expect(parts.length).toBe(90);
    expect(parts.filter((one) => lacksThread(posted(signOf(one, false)), one))).toEqual([]);
  });

  it("keeps what it carries where it is posted again in other words", () => {
    const sign = signIn(posted(signOf(key(0), true), { actions }));
    expect(sign).toBe(signOf(key(0), true));
  });
});

describe("the title of a thread that is started late", () => {
  it.each([
    ["## Idempotency keys\nWhat are they for?", "Idempotency keys"],
    ["**What does `a \\* b` cost?**", "What does `a * b` cost?"],
    ["\n\nplain", "plain"],
    ["", "Answers"],
  ])("of %j is %j", (content, title) => {
    expect(titleIn({ id: "1", author: { id: bot }, content })).toBe(title);
  });

  it("has no mark in it", () => {
    expect(titleIn(posted(signOf(key(0), true)))).toBe("Why?");
  });
});
