import { describe, expect, it } from "vitest";
import {
  cookieFor,
  doorFor,
  refusesHost,
  refusesOrigin,
  refusesToken,
} from "../../../src/adapters/playground/guard.ts";

const home = doorFor("127.0.0.1", []);
const outside = doorFor("0.0.0.0", ["drill.example"]);

describe("the names a playground answers to", () => {
  it.each([
    ["127.0.0.1:3000", null, null],
    ["localhost:3000", null, null],
    ["[::1]:3000", null, null],
    ["evil.test:3000", 403, 403],
    ["localhost.evil.test", 403, 403],
    ["127.0.0.1.evil.test", 403, 403],
    ["192.0.2.7:3000", 403, null],
    ["drill.example", 403, null],
    ["DRILL.example", 403, null],
    ["", 403, 403],
    ["a b", 403, 403],
  ])("%j", (host, atHome, withToken) => {
    expect(refusesHost({ host }, home)?.status ?? null).toBe(atHome);
    expect(refusesHost({ host }, outside)?.status ?? null).toBe(withToken);
  });
});

describe("the origins a playground takes asks from", () => {
  it.each([
    ["http://127.0.0.1:3000", "127.0.0.1:3000", null],
    ["https://drill.example", "drill.example", null],
    ["http://127.0.0.1:3001", "127.0.0.1:3000", 403],
    ["http://evil.test", "127.0.0.1:3000", 403],
    ["null", "127.0.0.1:3000", 403],
    [undefined, "127.0.0.1:3000", 403],
  ])("%s at %s", (origin, host, status) => {
    const headers = origin === undefined ? { host } : { host, origin };
    expect(refusesOrigin(headers)?.status ?? null).toBe(status);
  });
});

describe("the token", () => {
  it("is needed only where others can reach the playground", () => {
    expect([home.token, outside.token?.length]).toEqual([null, 43]);
    expect(refusesToken({}, home)).toBe(null);
    expect(refusesToken({}, outside)?.status).toBe(401);
  });

  it("is given as a cookie for the right address alone", () => {
    expect(cookieFor("wrong", outside)).toBe(null);
    expect(cookieFor(undefined, outside)).toBe(null);
    expect(cookieFor("", home)).toBe(null);
    const cookie = `drill-playground=${outside.token}; Path=/; HttpOnly; SameSite=Strict`;
    expect(cookieFor(outside.token, outside)).toBe(cookie);
  });

  it.each([
    [(token: string) => `drill-playground=${token}`, null],
    [(token: string) => `other=1; drill-playground=${token}; more=2`, null],
    [(token: string) => `drill-playground=${token}x`, 401],
    [(token: string) => `other-drill-playground=${token}`, 401],
    [() => "drill-playground=", 401],
  ])("is read from the cookies (%#)", (cookie, status) => {
    expect(refusesToken({ cookie: cookie(outside.token ?? "") }, outside)?.status ?? null).toBe(status);
  });
});
