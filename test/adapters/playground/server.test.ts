import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Playground } from "../../../src/adapters/playground/playground.ts";
import { messageOf, Recorder } from "../../contract/platform/stage.ts";
import { PlayRig } from "./play-rig.ts";

type Sent = Readonly<{ method?: string; path: string; headers?: Record<string, string>; body?: string }>;
type Got = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; body: string }>;

let rig: PlayRig;
let playground: Playground;
const addressOf = () => new URL(playground.address ?? "");

beforeEach(async () => {
  rig = await PlayRig.make();
  playground = await rig.open();
  await playground.start(new Recorder().handlers);
});
afterEach(() => rig.close());

/** Sends exactly this, where `fetch` would mend paths and hosts. */
function send({ method = "GET", path, headers = {}, body = "" }: Sent, to = addressOf()): Promise<Got> {
  const { port, hostname } = to;
  return new Promise((resolve, reject) => {
    const sending = request({ host: hostname, port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

const sayAs = (as: string) => JSON.stringify({ as, thread: null, text: "hello" });
const asked = (headers: Record<string, string>, body: string, ask = "say"): Sent => ({
  method: "POST",
  path: `/api/${ask}`,
  headers: { "content-type": "application/json", ...headers },
  body,
});

/** What comes of a web socket: "open", or the status it was turned away with. */
function socketTo(path: string, headers: Record<string, string>): Promise<string | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${addressOf().host}${path}`, { headers });
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", (error) => resolve(error.message));
  });
}

describe("the playground's server", () => {
  it("serves the page with headers that keep other pages out", async () => {
    const { status, headers } = await send({ path: "/" });
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-powered-by"]).toBe(undefined);
  });

  it("serves the page's TypeScript without its types, and what it imports", async () => {
    const { status, headers, body } = await send({ path: "/protocol.ts" });
    expect([status, headers["content-type"]]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(body.includes("export type")).toBe(false);
    expect(body.includes('export const botId = "bot";')).toBe(true);
  });

  it.each([
    "/page/../playground.ts",
    "/page/..%2fplayground.ts",
    "/page/%2e%2e/playground.ts",
    "/page/tsconfig.json",
    "/page/",
    "/pictures/..%2froom.jsonl",
    "/pictures/room.jsonl",
    "//etc/passwd",
    "/nothing",
  ])("has nothing at %s", async (path) => {
    expect((await send({ path })).status).toBe(404);
  });

  it("refuses another host's name, also for reading", async () => {
    for (const path of ["/", "/api/state?as=mira", "/protocol.ts"]) {
      expect((await send({ path, headers: { host: "evil.test" } })).status).toBe(403);
    }
  });

  it("refuses asks of another origin, and of none", async () => {
    expect((await send(asked({ origin: "http://evil.test" }, sayAs("mira")))).status).toBe(403);
    expect((await send(asked({}, sayAs("mira")))).status).toBe(403);
    expect((await rig.as(rig.people.first.id).state()).messages).toEqual([]);
    expect((await send(asked({ origin: addressOf().origin }, sayAs("mira")))).status).toBe(200);
  });

  it.each([
    ["a form of another page", { "content-type": "text/plain" }, sayAs("mira"), "say", 415],
    ["what is no JSON", {}, "{", "say", 400],
    ["a name nobody has", {}, sayAs("mallory"), "say", 400],
    ["the bot's name", {}, sayAs("bot"), "say", 400],
    ["an ask there is not", {}, sayAs("mira"), "toString", 404],
    ["an empty message", {}, JSON.stringify({ as: "mira", thread: null, text: " \n" }), "say", 400],
    [
      "a message that is too long",
      {},
      JSON.stringify({ as: "mira", thread: null, text: "x".repeat(8001) }),
      "say",
      400,
    ],
    [
      "a body that is too long",
      {},
      JSON.stringify({ as: "mira", thread: null, text: "x".repeat(300_000) }),
      "say",
      413,
    ],
    ["a thread there is not", {}, JSON.stringify({ as: "mira", thread: "m99", text: "hello" }), "say", 400],
    ["a press on a message there is not", {}, pressOn("m99"), "press", 400],
  ])("refuses %s", async (_what, headers, body, ask, status) => {
    const got = await send(asked({ origin: addressOf().origin, ...headers }, body, ask));
    expect(got.status).toBe(status);
    expect(JSON.parse(got.body).kind).toBe("failed");
    expect((await rig.as(rig.people.first.id).state()).messages).toEqual([]);
  });

  it("takes news listeners from its own page alone", async () => {
    const { origin } = addressOf();
    expect(await socketTo("/live?as=mira", { origin })).toBe("open");
    expect(await socketTo("/live?as=mira", { origin: "http://evil.test" })).toBe(403);
    expect(await socketTo("/live?as=mira", {})).toBe(403);
    expect(await socketTo("/live?as=mira", { origin: "http://evil.test", host: "evil.test" })).toBe(403);
    expect(await socketTo("/live?as=mallory", { origin })).toBe(404);
    expect(await socketTo("/other?as=mira", { origin })).toBe(404);
  });

  it("holds back who asks too fast, and nobody else", async () => {
    const say = (as: string) => send(asked({ origin: addressOf().origin }, sayAs(as)));
    for (let count = 0; count < 60; count += 1) expect((await say("mira")).status).toBe(200);
    expect((await say("mira")).status).toBe(429);
    expect((await say("jonas")).status).toBe(200);
    rig.clock.pass(1000);
    expect((await say("mira")).status).toBe(200);
  });

  it("serves a picture so that it can only be looked at", async () => {
    const bytes = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const pictures = [{ name: "x.svg", type: "image/svg+xml", bytes, alt: "x" }] as const;
    await playground.whisper(rig.channel, rig.people.first.id, messageOf("see", { pictures }));
    const [whisper] = (await rig.as(rig.people.first.id).state()).whispers;
    const { status, headers } = await send({ path: whisper?.message.pictures[0]?.url ?? "" });
    expect([status, headers["content-type"]]).toEqual([200, "image/svg+xml"]);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    );
  });
});

describe("a playground that others can reach", () => {
  it("asks for its token, and takes it once from the address", async () => {
    const other = await PlayRig.make({ host: "127.0.0.2" });
    const open = await other.open();
    await open.start(new Recorder().handlers);
    const address = new URL(open.address ?? "");
    try {
      expect((await send({ path: "/" }, address)).status).toBe(401);
      expect((await send({ path: "/?token=wrong" }, address)).status).toBe(401);
      expect((await send({ path: "/api/state?as=mira" }, address)).status).toBe(401);
      expect((await send(asked({ origin: address.origin }, sayAs("mira")), address)).status).toBe(401);
      const visit = await send({ path: `/${address.search}` }, address);
      expect([visit.status, visit.headers["location"]]).toEqual([303, "/"]);
      const cookie = String(visit.headers["set-cookie"]).split(";")[0] ?? "";
      expect((await send({ path: "/", headers: { cookie } }, address)).status).toBe(200);
      expect((await send(asked({ origin: address.origin, cookie }, sayAs("mira")), address)).status).toBe(200);
      expect((await send(asked({ origin: "http://evil.test", cookie }, sayAs("mira")), address)).status).toBe(403);
    } finally {
      await other.close();
    }
  });
});

describe("the port", () => {
  const port = () => Number(addressOf().port);

  it("is the next free one when the default is busy", async () => {
    const other = await PlayRig.make({ port: port(), portChosen: false });
    const second = await other.open();
    await second.start(new Recorder().handlers);
    expect(Number(new URL(second.address ?? "").port) > port()).toBe(true);
    await other.close();
  });

  it("is an error that says what to do when the chosen one is busy", async () => {
    const other = await PlayRig.make({ port: port(), portChosen: true });
    const second = await other.open();
    await expect(second.start(new Recorder().handlers)).rejects.toMatchObject({
      code: "config.invalid",
      message: `the playground cannot listen on 127.0.0.1:${port()}: the port is taken`,
      hint: "stop the other program, or choose another PORT",
    });
    await other.close();
  });
});

function pressOn(message: string): string {
  return JSON.stringify({ as: "mira", message, action: "answer", value: null });
}
