import { expect, it } from "vitest";
import { z } from "zod";
import { decodingOnce } from "../../../src/adapters/keyv/decoding.ts";
import { textOf } from "../../../src/adapters/keyv/row-text.ts";
import { codecOf } from "../../../src/core/codecs.ts";

const codec = codecOf(z.object({ stage: z.string() }));
const text = (stage: string): string => textOf("drills/a", () => ({ stage }));

/** A decoder that tells how often it had to decode. */
function counted() {
  let times = 0;
  const decode = decodingOnce({
    ...codec,
    decode: (raw) => {
      times += 1;
      return codec.decode(raw);
    },
  });
  return { decode, times: () => times };
}

it("decodes the same text of a row once", () => {
  const { decode, times } = counted();
  expect(decode("drills/a", text("open"))).toBe(decode("drills/a", text("open")));
  expect(times()).toBe(1);
});

it("decodes anew what changed, whoever changed it, and keeps rows apart", () => {
  const { decode } = counted();
  expect(decode("drills/a", text("open"))).toEqual({ stage: "open" });
  expect(decode("drills/a", text("revealed"))).toEqual({ stage: "revealed" });
  expect(decode("drills/b", text("open"))).toEqual({ stage: "open" });
  expect(decode("drills/a", text("open"))).toEqual({ stage: "open" });
});

it("remembers the latest 256 rows and no more", () => {
  const { decode, times } = counted();
  for (let row = 0; row <= 256; row += 1) decode(`drills/${row}`, text("open"));
  decode("drills/1", text("open"));
  expect(times()).toBe(257);
  decode("drills/0", text("open"));
  expect(times()).toBe(258);
});

it("says each time that a row is damaged", () => {
  const { decode } = counted();
  const problem = { code: "store.damaged", message: "drills/a: the record cannot be read (stage: invalid_type)" };
  const damaged = textOf("drills/a", () => ({ stage: 1 }));
  expect(() => decode("drills/a", damaged)).toThrow(expect.objectContaining(problem));
  expect(() => decode("drills/a", damaged)).toThrow(expect.objectContaining(problem));
});
