import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** Who may talk to the server. `token` is null when only this machine can reach it. */
export type Door = Readonly<{ token: string | null; names: ReadonlySet<string> }>;
export type Refused = Readonly<{ status: 401 | 403; why: string }>;

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);
const cookieName = "drill-playground";

/** Whether only this machine can reach a server that listens on this host. */
export const isLoopback = (host: string): boolean => loopback.has(host) || host === "::1";

/** The door of a server that listens on `host`; `names` are further names it is reached by, such as a proxy's. */
export function doorFor(host: string, names: readonly string[]): Door {
  const token = isLoopback(host) ? null : randomBytes(32).toString("base64url");
  return { token, names: new Set([...loopback, host.toLowerCase(), ...names.map((name) => name.toLowerCase())]) };
}

/**
 * Refuses names that are not ours: a page of another site can point its own name at this machine (DNS rebinding), and
 * the browser then takes us for that site. A bare address cannot be pointed anywhere, so with a token it is let in.
 */
export function refusesHost(headers: IncomingHttpHeaders, door: Door): Refused | null {
  const host = hostOf(`http://${headers.host ?? ""}`);
  const name = host === null ? "" : host.hostname.toLowerCase();
  const bare = isIP(name.replace(/^\[|\]$/g, "")) !== 0;
  if (door.names.has(name) || (bare && door.token !== null)) return null;
  return { status: 403, why: "this playground is not reached by that name; use the address it printed" };
}

/** Refuses what a page of another origin sent, and what says no origin: browsers say it with every POST and socket. */
export function refusesOrigin(headers: IncomingHttpHeaders): Refused | null {
  const origin = hostOf(headers.origin ?? "");
  if (origin !== null && origin.host === hostOf(`${origin.protocol}//${headers.host ?? ""}`)?.host) return null;
  return { status: 403, why: "only the playground's own page may ask for this" };
}

/** Refuses whoever lacks the token where one is needed. */
export function refusesToken(headers: IncomingHttpHeaders, door: Door): Refused | null {
  if (door.token === null || same(cookieOf(headers.cookie ?? ""), door.token)) return null;
  return { status: 401, why: "open the address that the playground printed when it started, with its token" };
}

/** The cookie for a first visit with the right token; null for a wrong one, or where none is needed. */
export function cookieFor(token: unknown, door: Door): string | null {
  if (door.token === null || typeof token !== "string" || !same(token, door.token)) return null;
  return `${cookieName}=${door.token}; Path=/; HttpOnly; SameSite=Strict`;
}

/** Headers of every answer. Scripts and styles come from this server alone, and no other page may frame it. */
export const safeHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** An SVG opened by itself is a page: this one may draw and nothing else. */
export const pictureHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  "Cache-Control": "private, max-age=31536000, immutable",
};

function hostOf(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function cookieOf(header: string): string {
  const pair = header.split(";").find((one) => one.trim().startsWith(`${cookieName}=`));
  return pair?.trim().slice(cookieName.length + 1) ?? "";
}

/** Compares in a time that tells nothing about where two texts differ. */
function same(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
