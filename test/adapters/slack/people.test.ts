import { describe, expect, it } from "vitest";
import type { Call } from "../../../src/adapters/slack/calls/client.ts";
import { refusalOf } from "../../../src/adapters/slack/calls/refusals.ts";
import { tooFast } from "../../../src/adapters/slack/calls/transport.ts";
import { asPerson } from "../../../src/adapters/slack/ids.ts";
import { People, personOf } from "../../../src/adapters/slack/people.ts";
import { TestClock } from "../../support/test-clock.ts";

const told = { id: "U1", team_id: "T1", name: "ada", real_name: "Ada Lovelace", tz: "Europe/London" };

describe("what Slack tells of a person", () => {
  it.each([
    ["a member", {}, { standing: "member", manager: false, maySetUp: true }],
    ["an admin", { is_admin: true }, { standing: "member", manager: true, maySetUp: true }],
    ["an owner", { is_owner: true }, { standing: "member", manager: true, maySetUp: true }],
    ["a guest", { is_restricted: true }, { standing: "guest", manager: false, maySetUp: false }],
    ["a guest of one channel", { is_ultra_restricted: true }, { standing: "guest", manager: false, maySetUp: false }],
    ["a stranger", { is_stranger: true }, { standing: "outsider", manager: false, maySetUp: false }],
    [
      "an admin of another workspace",
      { team_id: "T2", is_admin: true },
      { standing: "outsider", manager: false, maySetUp: false },
    ],
    ["a deleted admin", { deleted: true, is_admin: true }, { standing: "gone", manager: false, maySetUp: false }],
    ["a bot", { is_bot: true }, { standing: "member", manager: false, maySetUp: false }],
  ] as const)("makes %s", (_name, change, expected) => {
    expect(personOf({ ...told, ...change }, "T1")).toMatchObject(expected);
  });

  it.each([
    [{ profile: { display_name: "ada", real_name: "Ada L." } }, "ada"],
    [{ profile: { display_name: " ", real_name: "Ada L." } }, "Ada L."],
    [{}, "Ada Lovelace"],
    [{ real_name: "" }, "ada"],
    [{ real_name: undefined, name: undefined }, "U1"],
  ])("names them %j as %s", (change, name) => {
    expect(personOf({ ...told, ...change }, "T1").name).toBe(name);
  });
});

describe("asking for people", () => {
  function asking(answers: readonly (() => unknown)[]) {
    const clock = new TestClock();
    const asked: unknown[] = [];
    const read: Call = async (_method, args, answer) => {
      asked.push(args["user"]);
      return answer.parse((answers[Math.min(asked.length, answers.length) - 1] ?? (() => null))());
    };
    const people = new People({
      clients: { post: read, read, interact: read },
      team: () => "T1",
      now: () => clock.now(),
    });
    return { people, clock, asked };
  }
  const ada = asPerson("U1");

  it("asks once for half a minute, whoever wants to know", async () => {
    const { people, clock, asked } = asking([() => ({ user: told })]);
    await Promise.all([people.person(ada), people.person(ada), people.nameOf(ada)]);
    clock.pass(29_999);
    await people.person(ada);
    expect(asked).toEqual(["U1"]);
    clock.pass(1);
    await people.person(ada);
    expect(asked).toEqual(["U1", "U1"]);
  });

  it("asks again when the clock was set back: nobody keeps a right because of that", async () => {
    const { people, clock, asked } = asking([() => ({ user: told })]);
    await people.person(ada);
    clock.pass(-3_600_000);
    await people.person(ada);
    expect(asked).toEqual(["U1", "U1"]);
  });

  it("tells of somebody unknown as gone, without asking for what is no id", async () => {
    const refuse = () => {
      throw refusalOf("users.info", "user_not_found");
    };
    const { people, asked } = asking([refuse]);
    const gone = { name: "U9", zone: null, manager: false, maySetUp: false, standing: "gone", roles: [] };
    expect(await people.person(asPerson("U9"))).toEqual({ ...gone, id: "U9" });
    expect((await people.person(asPerson("nobody"))).standing).toBe("gone");
    expect(asked).toEqual(["U9"]);
  });

  it("asks again after a failure, and a name that cannot be known now is empty", async () => {
    const busy = () => {
      throw tooFast("users.info", 30_000);
    };
    const { people } = asking([busy, busy, () => ({ user: told })]);
    await expect(people.person(ada)).rejects.toMatchObject({ code: "platform.busy" });
    expect(await people.nameOf(ada)).toBe("");
    expect(await people.nameOf(ada)).toBe("Ada Lovelace");
  });

  it("keeps a name for a day when Slack does not answer", async () => {
    const busy = () => {
      throw tooFast("users.info", null);
    };
    const { people, clock } = asking([() => ({ user: told }), busy]);
    expect(await people.nameOf(ada)).toBe("Ada Lovelace");
    clock.pass(60_000);
    expect(await people.nameOf(ada)).toBe("Ada Lovelace");
    clock.pass(2 * 86_400_000);
    expect(await people.nameOf(ada)).toBe("Ada Lovelace");
  });

  it("gives up on names at the first that cannot be known, so that a crowd waits for none", async () => {
    const busy = () => {
      throw tooFast("users.info", null);
    };
    const { people, asked } = asking([() => ({ user: told }), busy]);
    expect(await people.names(["U1", "U2", "U3", "U1"])).toEqual(new Map([["U1", "Ada Lovelace"]]));
    expect(asked).toEqual(["U1", "U2"]);
  });
});
