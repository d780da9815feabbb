import { createServer } from "node:http";
import { App, HTTPReceiver } from "@slack/bolt";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { listen } from "../../stand-in/listen.ts";
import type { Opening } from "../control/opening.ts";
import { opened, quiet, smallTeam } from "../opened.ts";

/** Bolt behind an address of its own, and a workspace that sends there. */
async function reached(arrange: (app: App) => void, opening: Opening = smallTeam) {
  const { slack, workspace, client } = await opened(opening);
  const { signingSecret, botToken } = workspace.keys;
  const receiver = new HTTPReceiver({ signingSecret, endpoints: "/slack/events", logger: quiet });
  const app = new App({ token: botToken, receiver, clientOptions: { slackApiUrl: slack.apiUrl }, logger: quiet });
  arrange(app);
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await receiver.stop()));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : null;
  await workspace.deliverTo({ via: "http", url: `http://127.0.0.1:${port}/slack/events` });
  return { workspace, client };
}

const startsAt = "2027-03-15T08:00:00Z";
const nothing = (): void => undefined;

describe("over signed HTTP", () => {
  it("an event, a command and a press arrive", async () => {
    const heard: string[] = [];
    const { workspace, client } = await reached((app) => {
      app.message(async ({ message }) => void heard.push("text" in message ? (message.text ?? "") : ""));
      app.command("/drill", async ({ ack, command }) => await ack({ text: `heard ${command.text}` }));
      app.action("go", async ({ ack, respond }) => {
        await ack();
        await respond({ text: "gone", replace_original: true });
      });
    });
    await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    await vi.waitFor(() => expect(heard).toEqual(["hello"]));
    const command = await workspace.command({ user: "anna", channel: "drills", text: "help" });
    expect(command).toEqual({ heard: true, reply: { text: "heard help" } });
    const button = { type: "button" as const, action_id: "go", text: { type: "plain_text" as const, text: "Go" } };
    const blocks = [{ type: "actions" as const, elements: [button] }];
    const { ts = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "ready", blocks });
    await workspace.press({ user: "anna", place: { in: "message", channel: "drills", ts }, action: "go" });
    await vi.waitFor(async () => {
      const [, message] = await workspace.messages({ channel: "drills" });
      expect(message?.text).toBe("gone");
    });
  });

  it.each([
    ["right", 200],
    ["wrong-secret", 401],
    ["stale", 401],
    // Bolt 5.1 lets stamps of the future pass (fault 73).
    ["future", 200],
    ["missing", 401],
  ] as const)("a %s signature is answered with %i", async (signature, status) => {
    const { workspace } = await reached(nothing);
    const body = { type: "url_verification", challenge: "c" };
    expect((await workspace.knock({ as: "json", body, signature })).status).toBe(status);
  });

  it.each([
    ["again until it is taken", {}, [undefined, "1 http_error", "2 http_error"], 0],
    ["once where the app wants no more", { "x-slack-no-retry": "1" }, [undefined], 1],
  ] as const)("an event that is answered with an error comes %s", async (_name, headers, expected, lost) => {
    const { workspace } = await opened({ ...smallTeam, time: { startsAt, wallMs: Date.now(), speed: 0 } });
    const tries: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      const { "x-slack-retry-num": num, "x-slack-retry-reason": reason } = request.headers;
      tries.push(num === undefined ? undefined : `${String(num)} ${String(reason)}`);
      response.writeHead(tries.length < 3 ? 503 : 200, headers).end();
    });
    onTestFinished(() => void server.close());
    await workspace.deliverTo({ via: "http", url: await listen(server) });
    await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    for (const [at, instant] of ["2027-03-15T08:00:01Z", "2027-03-15T08:01:02Z"].entries()) {
      const isOver = at + 1 >= expected.length;
      await vi.waitFor(async () => expect((await workspace.wire()).retrying).toBe(isOver ? 0 : 1));
      await workspace.moveTime({ instant });
    }
    await vi.waitFor(async () => expect((await workspace.wire()).unheard).toBe(0));
    expect(tries).toEqual(expected);
    expect((await workspace.wire()).lost).toHaveLength(lost);
  });

  it("an app that is not there is told why it was tried again", async () => {
    const { workspace } = await opened({ ...smallTeam, time: { startsAt, wallMs: Date.now(), speed: 1_000 } });
    await workspace.deliverTo({ via: "http", url: "http://127.0.0.1:9" });
    await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    await vi.waitFor(async () => expect((await workspace.wire()).lost).toHaveLength(1));
    expect(await workspace.command({ user: "anna", channel: "drills", text: "help" })).toEqual({
      heard: false,
      reply: null,
    });
  });
});
