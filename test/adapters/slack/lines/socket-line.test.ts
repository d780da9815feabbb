import { describe, expect, it } from "vitest";
import type { Acknowledgement } from "../../../../src/adapters/slack/lines/line.ts";
import { keeper, someLine, until } from "./some-line.ts";

const hello = { type: "message", channel: "CBACKEND", user: "UADA", text: "hello", ts: "1805097600.000100" };

describe("saved first", () => {
  it("an event is acknowledged when it was taken, and not before", async () => {
    const { line, slack } = await someLine();
    const saved = Promise.withResolvers<Acknowledgement>();
    let isTaken = false;
    await line.start(() => {
      isTaken = true;
      return saved.promise;
    });
    await slack.event(hello);
    await until(() => isTaken);
    expect((await slack.wire()).unheard).toBe(1);
    saved.resolve(null);
    await until(async () => (await slack.wire()).unheard === 0);
  });

  it("an event that was not saved is sent again, and acknowledged once it is", async () => {
    const { line, slack, log } = await someLine();
    let tries = 0;
    await line.start(async () => {
      tries += 1;
      if (tries === 1) throw new Error("the store does not answer");
      return null;
    });
    await slack.event(hello);
    await until(async () => (await slack.wire()).unheard === 0);
    expect(tries).toBe(2);
    expect(log.map(({ event }) => event)).toEqual([
      "a payload from Slack was not saved or not acknowledged; Slack sends it again",
    ]);
  });

  it("what a form or a search wants to hear comes with the acknowledgement", async () => {
    const { line, slack } = await someLine();
    await line.start(async () => ({ options: [] }));
    expect(await slack.interaction({ type: "block_suggestion" })).toEqual({ heard: true, reply: { options: [] } });
  });
});

describe("connections", () => {
  it("a start tells of the gap before it, once", async () => {
    const { line, gaps } = await someLine();
    await line.start(keeper().take);
    expect([line.isOpen(), gaps()]).toEqual([true, 1]);
  });

  it("fault 10: asked to refresh, the next connection stands before the one before goes, and nothing is missed", async () => {
    const { line, slack, gaps } = await someLine({ pause: async () => undefined });
    const { take, taken } = keeper();
    await line.start(take);
    for (const reason of ["warning", "refresh_requested"] as const) {
      await slack.socket({ do: "disconnect", reason });
      await slack.event(hello);
      await slack.event(hello);
      await until(async () => (await slack.calls("apps.connections.open")).length === (reason === "warning" ? 2 : 3));
      // The one before may be kept for some seconds; the next one stands before it is told to go itself.
      await until(async () => {
        const { sockets, leaving } = await slack.wire();
        return sockets - leaving === 1;
      });
      await until(async () => (await slack.wire()).unheard === 0);
    }
    expect([taken.length, gaps(), line.isOpen()]).toEqual([4, 1, true]);
  });

  it("a connection that breaks is opened again at once, and the gap is told", async () => {
    const { line, slack, gaps, waits, hurry } = await someLine();
    await line.start(keeper().take);
    await slack.socket({ do: "break" });
    await until(() => waits.length === 1);
    expect([waits, gaps(), line.isOpen()]).toEqual([[250], 1, false]);
    hurry();
    await until(() => gaps() === 2);
    expect(line.isOpen()).toBe(true);
  });

  it.each([
    ["link_disabled", 300_000],
    ["too_many_websockets", 60_000],
  ] as const)("fault 10: after %s it waits %d ms and says so", async (reason, waitMs) => {
    const { line, slack, waits, log } = await someLine();
    await line.start(keeper().take);
    await slack.socket({ do: "disconnect", reason });
    await until(() => waits.length === 1);
    expect(waits).toEqual([waitMs]);
    expect(log).toEqual([{ level: "info", event: "slack's socket ended", fields: { reason, waitMs } }]);
  });

  it("fault 11: an end that has gone silent is noticed and replaced", async () => {
    const { line, slack, gaps, waits, hurry } = await someLine({ silentMs: 500 });
    await line.start(keeper().take);
    await slack.socket({ do: "silent" });
    await until(() => waits.length === 1);
    await slack.socket({ do: "speaking" });
    hurry();
    await until(() => gaps() === 2);
    expect(line.isOpen()).toBe(true);
  });

  it("waits between openings double up to half a minute and no further", async () => {
    const { line, slack, waits, hurry } = await someLine();
    await line.start(keeper().take);
    await slack.socket({ do: "keep-out" });
    await slack.socket({ do: "break" });
    for (let tries = 1; tries <= 8; tries += 1) {
      await until(() => waits.length === tries);
      hurry();
    }
    expect(waits.slice(0, 8)).toEqual([250, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
});

describe("starting and stopping", () => {
  it("a start without Slack goes on trying, and connects when it is there", async () => {
    const { line, slack, gaps, waits, hurry } = await someLine();
    await slack.socket({ do: "keep-out" });
    await line.start(keeper().take);
    expect([line.isOpen(), gaps()]).toEqual([false, 0]);
    await slack.socket({ do: "let-in" });
    await until(() => waits.length === 1);
    hurry();
    await until(() => line.isOpen());
    expect(gaps()).toBe(1);
  });

  it("a token that Slack does not know ends the start, with what to do", async () => {
    const { line } = await someLine({ appToken: "xapp-wrong" });
    await expect(line.start(keeper().take)).rejects.toMatchObject({
      code: "platform.refused",
      why: "token-revoked",
      message: "slack: apps.connections.open was refused (invalid_auth)",
    });
  });

  it("a stop takes nothing more, and a second one is harmless", async () => {
    const { line, slack } = await someLine();
    const { take, taken } = keeper();
    await line.start(take);
    await line.stop();
    await line.stop();
    await slack.event(hello);
    await until(async () => (await slack.wire()).sockets === 0);
    expect([taken, line.isOpen()]).toEqual([[], false]);
  });

  it("a stop while the next connection is being opened leaves nothing behind", async () => {
    const { line, slack } = await someLine();
    await line.start(keeper().take);
    await slack.fault({ method: "apps.connections.open", fault: { kind: "held" } });
    await slack.socket({ do: "disconnect", reason: "refresh_requested" });
    await until(async () => (await slack.wire()).held === 1);
    const stopping = line.stop();
    await slack.release();
    await stopping;
    await until(async () => (await slack.wire()).sockets === 0);
    expect(line.isOpen()).toBe(false);
  });

  it("a stop waits for what was taken, so that it is acknowledged", async () => {
    const { line, slack } = await someLine();
    const saved = Promise.withResolvers<Acknowledgement>();
    let isTaken = false;
    await line.start(() => {
      isTaken = true;
      return saved.promise;
    });
    await slack.event(hello);
    await until(() => isTaken);
    const stopping = line.stop();
    saved.resolve(null);
    await stopping;
    await until(async () => (await slack.wire()).unheard === 0);
  });
});
