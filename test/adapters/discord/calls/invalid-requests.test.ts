import { describe, expect, it } from "vitest";
import { InvalidRequests } from "../../../../src/adapters/discord/calls/invalid-requests.ts";

const minute = 60_000;

/** So many requests that were answered like that, a millisecond apart. */
function noted(count: number, status: number, scope: string | null = null): InvalidRequests {
  const invalid = new InvalidRequests();
  for (let at = 0; at < count; at += 1) invalid.note(status, scope, at);
  return invalid;
}

describe("fault 13: refused requests", () => {
  it.each([
    [401, null],
    [403, null],
    [429, "user"],
    [429, "global"],
    [429, null],
  ])(
    "%i of scope %s count: after 2,000 in ten minutes nothing is asked until the first is that old",
    (status, scope) => {
      expect(noted(1_999, status, scope).waitMs(2_000)).toBe(0);
      const invalid = noted(2_000, status, scope);
      expect(invalid.waitMs(2_000)).toBe(10 * minute - 2_000);
      expect(invalid.waitMs(10 * minute)).toBe(0);
    },
  );

  it.each([
    [200, null],
    [400, null],
    [404, null],
    [429, "shared"],
    [500, null],
  ])("%i of scope %s do not", (status, scope) => {
    expect(noted(5_000, status, scope).waitMs(5_000)).toBe(0);
  });

  it("wait no longer than ten minutes, also on a clock that was set back", () => {
    expect(noted(2_000, 403).waitMs(-3_600_000)).toBe(10 * minute);
  });
});
