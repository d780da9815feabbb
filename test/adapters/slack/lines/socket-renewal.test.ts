import { expect, it } from "vitest";
import { keeper, someLine, until } from "./some-line.ts";

// Slack lets a connection live for some hours, then says so and wants the next one (platform-facts.md, 1.5).

const renewals = 5;

const said = (text: string) => ({ type: "message", channel: "CBACKEND", user: "UADA", text, ts: "1805097600.000100" });

it("a day of renewals is without a gap: what is said before, while and after the next connection opens is heard once", async () => {
  const { line, slack, gaps } = await someLine({ pause: async () => undefined });
  const { take, taken } = keeper();
  const wasOpen: boolean[] = [];
  await line.start(take);
  for (let renewal = 0; renewal < renewals; renewal += 1) {
    await slack.event(said("before"));
    await slack.fault({ method: "apps.connections.open", fault: { kind: "held" } });
    await slack.socket({ do: "disconnect", reason: renewal % 2 === 0 ? "warning" : "refresh_requested" });
    await until(async () => (await slack.wire()).held === 1);
    await slack.event(said("while"));
    await until(() => taken.length === 3 * renewal + 2);
    wasOpen.push(line.isOpen());
    await slack.release();
    await until(async () => {
      const { sockets, leaving } = await slack.wire();
      return sockets - leaving === 1;
    });
    await slack.event(said("after"));
    await until(async () => (await slack.wire()).unheard === 0);
  }
  expect(wasOpen).toEqual(Array(renewals).fill(true));
  expect([taken.length, gaps(), (await slack.calls("apps.connections.open")).length]).toEqual([
    3 * renewals,
    1,
    renewals + 1,
  ]);
  expect((await slack.wire()).lost).toEqual([]);
});
