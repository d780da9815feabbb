import { createHmac } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { sdkLog } from "../../../../src/adapters/slack/calls/sdk-log.ts";
import { HttpLine } from "../../../../src/adapters/slack/lines/http-line.ts";
import type { Take } from "../../../../src/adapters/slack/lines/line.ts";
import { httpPath } from "../../../../src/adapters/slack/lines/paths.ts";
import { type LogLine, listeningLog } from "../../../support/silent-log.ts";
import { keeper } from "./some-line.ts";

const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const now = Temporal.Instant.from("2027-03-15T08:00:00Z");
const stampNow = now.epochMilliseconds / 1000;

async function listening(take: Take, log: LogLine[] = []) {
  const line = new HttpLine({
    signingSecret: secret,
    host: "127.0.0.1",
    port: 0,
    now: () => Temporal.Now.instant(),
    logger: sdkLog(listeningLog(log)),
    log: listeningLog(log),
    afterGap: () => undefined,
  });
  onTestFinished(() => line.stop());
  await line.start(take);
  return { line, address: `http://127.0.0.1:${line.port}${httpPath}` };
}

type Knock = Readonly<{ stamp?: number; by?: string; type?: string }>;

async function knock(address: string, body: string, { stamp, by = secret, type = "application/json" }: Knock = {}) {
  const at = stamp ?? Math.floor(Date.now() / 1000);
  const hash = createHmac("sha256", by).update(`v0:${at}:${body}`).digest("hex");
  const headers = { "content-type": type, "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
  const response = await fetch(address, { method: "POST", headers, body });
  return [response.status, response.headers.get("x-slack-no-retry"), await response.text()];
}

describe("what is signed and saved", () => {
  it("is taken as it came and acknowledged with nothing", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    expect(await knock(address, '{"type":"event_callback","text":"ä <b>"}')).toEqual([200, null, ""]);
    expect(taken).toEqual([{ type: "event_callback", text: "ä <b>" }]);
  });

  it("comes as a form too, as commands and interactions do", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    const type = "application/x-www-form-urlencoded";
    await knock(address, "command=%2Fdrill&text=help", { type });
    await knock(address, `payload=${encodeURIComponent('{"type":"block_actions"}')}`, { type });
    expect(taken.map((one) => ({ ...(one as object) }))).toEqual([
      { command: "/drill", text: "help" },
      { type: "block_actions" },
    ]);
  });

  it("is answered with what the acknowledgement says", async () => {
    const { address } = await listening(async () => ({ response_action: "errors", errors: { text: "Say more." } }));
    const said = '{"response_action":"errors","errors":{"text":"Say more."}}';
    expect(await knock(address, '{"type":"view_submission"}')).toEqual([200, null, said]);
  });

  it("is answered with 503 and may come again when it was not saved", async () => {
    let tries = 0;
    const log: LogLine[] = [];
    const { address } = await listening(async () => {
      tries += 1;
      if (tries === 1) throw new Error("the store does not answer");
      return null;
    }, log);
    const stamp = Math.floor(Date.now() / 1000);
    expect(await knock(address, "{}", { stamp })).toEqual([503, null, ""]);
    // Slack's first repeat can come within the same second, and is then signed alike.
    expect(await knock(address, "{}", { stamp })).toEqual([200, null, ""]);
    expect(log.map(({ event }) => event)).toEqual(["a payload from Slack was not saved; Slack sends it again"]);
  });

  it("proves the address to Slack without being taken", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    const body = '{"type":"url_verification","challenge":"c1"}';
    expect(await knock(address, body)).toEqual([200, null, '{"challenge":"c1"}']);
    expect(taken).toEqual([]);
  });
});

describe("fault 73: what is not from Slack", () => {
  const wrong: readonly (readonly [name: string, knock: () => Knock])[] = [
    ["another secret", () => ({ by: "another" })],
    ["a stamp of more than five minutes ago", () => ({ stamp: Math.floor(Date.now() / 1000) - 302 })],
    ["a stamp of more than five minutes ahead", () => ({ stamp: Math.floor(Date.now() / 1000) + 302 })],
    ["a stamp of 1970", () => ({ stamp: 0 })],
    ["a stamp that is no whole number", () => ({ stamp: stampNow + 0.5 })],
  ];
  it.each(wrong)("%s is answered with 401, and nothing is taken", async (_name, how) => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    expect((await knock(address, "{}", how()))[0]).toBe(401);
    expect(taken).toEqual([]);
  });

  it("a request that was taken is refused when somebody sends it again", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    const stamp = Math.floor(Date.now() / 1000);
    expect((await knock(address, "{}", { stamp }))[0]).toBe(200);
    expect((await knock(address, "{}", { stamp }))[0]).toBe(401);
    expect(taken).toEqual([{}]);
  });

  it("headers that are missing, another path and another method are refused", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    expect((await fetch(address, { method: "POST", body: "{}" })).status).toBe(401);
    expect((await fetch(`${address}/x`, { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(address)).status).toBe(404);
    expect(taken).toEqual([]);
  });

  it("a body that is no JSON is a bad request, and five megabytes are too many", async () => {
    const { take, taken } = keeper();
    const { address } = await listening(take);
    expect((await knock(address, "{"))[0]).toBe(400);
    expect((await knock(address, " ".repeat(5 * 1024 * 1024)))[0]).toBe(413);
    expect(taken).toEqual([]);
  });
});

describe("its life", () => {
  it("a port that is taken is a problem of the settings", async () => {
    const { line, address } = await listening(keeper().take);
    const other = new HttpLine({
      signingSecret: secret,
      host: "127.0.0.1",
      port: line.port ?? 0,
      now: () => now,
      logger: sdkLog(listeningLog([])),
      log: listeningLog([]),
      afterGap: () => undefined,
    });
    await expect(other.start(keeper().take)).rejects.toMatchObject({
      code: "config.invalid",
      message: `slack: cannot listen on ${address.slice(7, -httpPath.length)} (EADDRINUSE)`,
    });
  });

  it("a stop lets what was taken come to its end", async () => {
    const saved = Promise.withResolvers<null>();
    let isTaken = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      isTaken = resolve;
    });
    const { line, address } = await listening(() => {
      isTaken();
      return saved.promise;
    });
    const answer = knock(address, "{}");
    await taken;
    const stopping = line.stop();
    saved.resolve(null);
    await stopping;
    expect((await answer)[0]).toBe(200);
    expect(line.isOpen()).toBe(false);
  });
});
