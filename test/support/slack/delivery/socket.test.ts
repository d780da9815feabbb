import { SocketModeClient } from "@slack/socket-mode";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { RunningSlack, SlackWorkspace } from "../client.ts";
import { opened, quiet, smallTeam } from "../opened.ts";

type Got = Readonly<{ type: string; id: unknown; attempt: unknown; reason: unknown }>;

/** Slack's own socket client, which notes what it gets and acknowledges what it is told to. */
async function listening(slack: RunningSlack, { keys }: SlackWorkspace, accepts: (got: Got) => boolean = () => true) {
  const got: Got[] = [];
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const client = new SocketModeClient({
    appToken: keys.appToken,
    clientOptions,
    clientPingTimeout: 150,
    logger: quiet,
  });
  client.on("slack_event", async ({ ack, body, retry_num, retry_reason }) => {
    const seen = { type: body.event?.type ?? body.type, id: body.event_id, attempt: retry_num, reason: retry_reason };
    got.push(seen);
    if (accepts(seen)) await ack();
  });
  await client.start();
  onTestFinished(() => client.disconnect());
  return { client, got };
}

const startsAt = "2027-03-15T08:00:00Z";
const fast = (speed: number) => ({ startsAt, wallMs: Date.now(), speed });

describe("an event", () => {
  it("comes once when it is acknowledged", async () => {
    const { slack, workspace } = await opened();
    const { got } = await listening(slack, workspace);
    const [ts = ""] = await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    await workspace.react({ channel: "drills", ts, user: "ben", name: "eyes" });
    await vi.waitFor(() =>
      expect(got.map(({ type, attempt }) => [type, attempt])).toEqual([
        ["message", 0],
        ["reaction_added", 0],
      ]),
    );
    await vi.waitFor(async () => expect((await workspace.wire()).unheard).toBe(0));
  });

  it("comes three more times until it is acknowledged, and is then given up", async () => {
    const { slack, workspace } = await opened({ ...smallTeam, time: fast(10_000) });
    const { got } = await listening(slack, workspace, () => false);
    await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    await vi.waitFor(() =>
      expect(got.map(({ attempt, reason }) => [attempt, reason])).toEqual([
        [0, ""],
        [1, "timeout"],
        [2, "timeout"],
        [3, "timeout"],
      ]),
    );
    await vi.waitFor(async () => expect((await workspace.wire()).lost).toHaveLength(1));
    const { lost } = await workspace.wire();
    expect(new Set(got.map(({ id, type }) => `${String(id)} ${type}`))).toEqual(new Set(lost));
  });

  it("that nobody was there for comes when somebody is, if that is soon enough", async () => {
    const time = fast(0);
    const { slack, workspace } = await opened({ ...smallTeam, time });
    await workspace.write({ channel: "drills", user: "anna", text: "is anybody there?" });
    const { got } = await listening(slack, workspace);
    await workspace.moveTime({ instant: "2027-03-15T08:00:01Z" });
    await vi.waitFor(() => expect(got.map(({ attempt, reason }) => [attempt, reason])).toEqual([[1, "no_connection"]]));
  });

  it("may never leave, or come twice under two ids", async () => {
    const { slack, workspace } = await opened({
      ...smallTeam,
      time: fast(20),
      quirks: { twice: 1 },
    });
    const { got } = await listening(slack, workspace);
    await workspace.write({ channel: "drills", user: "anna", text: "hello" });
    await vi.waitFor(() => expect(got).toHaveLength(2));
    expect(new Set(got.map(({ id }) => id)).size).toBe(2);
    await workspace.quirks({ dropped: 1 });
    await workspace.write({ channel: "drills", user: "anna", text: "and again" });
    expect((await workspace.wire()).lost).toHaveLength(1);
  });
});

it("goes to any one of several sockets", async () => {
  const { slack, workspace } = await opened();
  const [one, other] = [await listening(slack, workspace), await listening(slack, workspace)];
  for (const text of ["1", "2", "3", "4"]) await workspace.write({ channel: "drills", user: "anna", text });
  await vi.waitFor(() => expect(one.got.length + other.got.length).toBe(4));
  expect([one.got.length, other.got.length]).toEqual([2, 2]);
});

it("has room for ten sockets", async () => {
  const { slack, workspace } = await opened();
  for (let at = 0; at < 10; at += 1) await listening(slack, workspace);
  const { appToken } = workspace.keys;
  const socket = new WebSocket(`${slack.apiUrl.replace("http", "ws").replace("/api/", "/link/")}${appToken}`);
  const told = await new Promise((resolve) =>
    socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data)))),
  );
  expect(told).toEqual({ type: "disconnect", reason: "too_many_websockets", debug_info: { host: "stand-in" } });
  expect((await workspace.wire()).sockets).toBe(10);
});

describe("a socket", () => {
  it("comes back when it is told to go", async () => {
    const { slack, workspace } = await opened();
    const { client, got } = await listening(slack, workspace);
    const back = new Promise((resolve) => client.once("connected", resolve));
    await workspace.socket({ do: "disconnect", reason: "refresh_requested" });
    await back;
    await workspace.write({ channel: "drills", user: "anna", text: "still there?" });
    await vi.waitFor(() => expect(got).toHaveLength(1));
  });

  it("that is half open is noticed by its client", async () => {
    const { slack, workspace } = await opened();
    const { client, got } = await listening(slack, workspace, () => true);
    const closing = new Promise((resolve) => {
      const look = setInterval(() => {
        // The client has asked for the goodbye that never comes: WebSocket.CLOSING.
        if (Reflect.get(client, "websocket")?.readyState !== 2) return;
        clearInterval(look);
        resolve("closing");
      }, 10);
    });
    await workspace.socket({ do: "silent" });
    await workspace.write({ channel: "drills", user: "anna", text: "nobody hears this" });
    expect(await closing).toBe("closing");
    expect(got).toEqual([]);
    await workspace.socket({ do: "speaking" });
  });
});

it("tells no app what its scopes do not cover, or what happens where it is not", async () => {
  const channels = [
    { name: "drills" },
    { name: "elsewhere", withBot: false },
    { name: "secret", kind: "private" as const },
  ];
  const { slack, workspace } = await opened({ ...smallTeam, channels, scopes: ["channels:history"] });
  const { got } = await listening(slack, workspace);
  for (const channel of ["secret", "elsewhere", "drills"])
    await workspace.write({ channel, user: "anna", text: "<@UDRILLBOT> hello" });
  await vi.waitFor(() => expect(got.map(({ type }) => type)).toEqual(["message"]));
});
