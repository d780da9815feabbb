import { describe, expect, it } from "vitest";
import type { Fault } from "../control/faults.ts";
import { opened, smallTeam } from "../opened.ts";

/** What Slack's client makes of a post: its answer, or the error's name and what it carries. */
async function posted(client: Awaited<ReturnType<typeof opened>>["client"], text = "hello"): Promise<unknown> {
  return await client.chat.postMessage({ channel: "CDRILLS", text }).then(
    ({ channel, ts }) => ({ channel, hasTs: ts !== undefined }),
    (error: Readonly<{ name: string; statusCode?: number; retryAfter?: number; data?: { error: string } }>) =>
      [error.name, error.statusCode ?? error.retryAfter ?? error.data?.error]
        .filter((one) => one !== undefined)
        .join(" "),
  );
}

const faults: readonly (readonly [string, Fault, unknown, number])[] = [
  ["is carried out and reset", { kind: "reset" }, "WebAPIRequestError", 1],
  ["never arrives", { kind: "refused" }, "WebAPIRequestError", 0],
  ["is carried out and never answered", { kind: "silent" }, "WebAPIRequestError", 1],
  ["is carried out behind a 502", { kind: "status", status: 502, carriedOut: true }, "WebAPIHTTPError 502", 1],
  ["is lost behind a 503", { kind: "status", status: 503, carriedOut: false }, "WebAPIHTTPError 503", 0],
  // web-api 8.2 reads the body outside of what it wraps (WebClient.js, buildResult): fetch's own error comes through.
  ["gets half an answer", { kind: "cut-body" }, "TypeError", 1],
  [
    "gets a page instead of an answer",
    { kind: "not-json" },
    "WebAPIPlatformError <html><body>Something went wrong</body></html>",
    1,
  ],
  [
    "fails in the middle",
    { kind: "not-ok", error: "fatal_error", carriedOut: true },
    "WebAPIPlatformError fatal_error",
    1,
  ],
  ["is too much", { kind: "busy", retryAfter: "30" }, "WebAPIRateLimitedError 30", 0],
  [
    "is answered for another channel",
    { kind: "wrong-reply", names: "another-channel" },
    { channel: "CELSEWHERE", hasTs: true },
    1,
  ],
  ["is answered without a ts", { kind: "wrong-reply", names: "nothing" }, { channel: "CDRILLS", hasTs: false }, 1],
];

describe("a post that", () => {
  it.each(faults)("%s", async (_name, fault, expected, stands) => {
    const { client, workspace } = await opened();
    await workspace.fault({ method: "chat.postMessage", fault });
    expect(await posted(client)).toEqual(expected);
    expect(await workspace.messages({ channel: "drills" })).toHaveLength(stands);
    expect(await posted(client)).toEqual({ channel: "CDRILLS", hasTs: true });
  });

  it("is held stands already, and is answered when it is let go", async () => {
    const { client, workspace } = await opened();
    await workspace.fault({ method: "chat.postMessage", fault: { kind: "held" } });
    const post = posted(client);
    await expect.poll(async () => (await workspace.wire()).held).toBe(1);
    expect(await workspace.messages({ channel: "drills" })).toHaveLength(1);
    await workspace.release();
    expect(await post).toEqual({ channel: "CDRILLS", hasTs: true });
  });
});

it("meets the requests it was ordered for, and no others", async () => {
  const { client, workspace } = await opened({ ...smallTeam, channels: [{ name: "drills" }, { name: "other" }] });
  const fault: Fault = { kind: "not-ok", error: "internal_error", carriedOut: false };
  await workspace.fault({ method: "chat.postMessage", fault, channel: "drills", nth: 2, times: 2 });
  await client.chat.postMessage({ channel: "COTHER", text: "elsewhere" });
  const answers = [await posted(client), await posted(client), await posted(client), await posted(client)];
  const [fine, failed] = [{ channel: "CDRILLS", hasTs: true }, "WebAPIPlatformError internal_error"];
  expect(answers).toEqual([fine, failed, failed, fine]);
  expect((await workspace.calls("chat.postMessage")).map(({ answer }) => answer)).toEqual([
    "ok",
    "ok",
    "not-ok",
    "not-ok",
    "ok",
  ]);
});

it("says what time it is, right or wrong", async () => {
  const time = { startsAt: "2027-03-15T08:00:00Z", wallMs: 0, speed: 0 };
  const { slack, workspace } = await opened({ ...smallTeam, time, quirks: { dateOffMs: 120_000 } });
  const headers = { authorization: `Bearer ${workspace.keys.botToken}` };
  const date = async () => (await fetch(`${slack.apiUrl}auth.test`, { method: "POST", headers })).headers.get("date");
  expect(await date()).toBe("Mon, 15 Mar 2027 08:02:00 GMT");
  await workspace.fault({ method: "auth.test", fault: { kind: "wrong-date", offMs: -3_600_000 } });
  expect(await date()).toBe("Mon, 15 Mar 2027 07:00:00 GMT");
});

describe("rate limits", () => {
  const time = { startsAt: "2027-03-15T08:00:00Z", wallMs: 0, speed: 0 };
  const limited = { ...smallTeam, time, quirks: { rates: true } };

  it("let one message a second into a channel", async () => {
    const { client, workspace } = await opened(limited);
    expect(await posted(client)).toEqual({ channel: "CDRILLS", hasTs: true });
    expect(await posted(client)).toBe("WebAPIRateLimitedError 1");
    await workspace.moveTime({ instant: "2027-03-15T08:00:01Z" });
    expect(await posted(client)).toEqual({ channel: "CDRILLS", hasTs: true });
  });

  it("let 20 reactions a minute be taken back", async () => {
    const { client } = await opened(limited);
    const take = () => client.reactions.remove({ channel: "CDRILLS", timestamp: "1.0", name: "memo" });
    for (let at = 0; at < 20; at += 1)
      await expect(take()).rejects.toMatchObject({ data: { error: "message_not_found" } });
    await expect(take()).rejects.toMatchObject({ retryAfter: 60 });
  });
});

it("knows whose token it is, and whether it still opens anything", async () => {
  const { client, workspace, slack } = await opened();
  const asked = (token: string) =>
    client.auth.test({ token }).then(
      () => "ok",
      (error: { data: { error: string } }) => error.data.error,
    );
  expect(await asked("xoxb-nobody")).toBe("invalid_auth");
  expect(await asked(workspace.keys.appToken)).toBe("not_allowed_token_type");
  await workspace.revoke();
  expect(await asked(workspace.keys.botToken)).toBe("token_revoked");
  await workspace.uninstall();
  expect(await asked(workspace.keys.botToken)).toBe("account_inactive");
  expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: "POST" })).json()).toEqual({
    ok: false,
    error: "not_authed",
  });
});
