import { expect, it } from "vitest";
import { startSlackBot } from "./slack-bot.ts";

it("asks for a person once in 30 s, and takes no turn for one who is known", async () => {
  const { rig, app } = await startSlackBot();
  const person = rig.people.first.id;
  const slack = app.world.platforms.get("slack");
  const counted = () => slack?.facts.pacing?.count({ kind: "person", channel: rig.channel, person });
  const asked = { route: "users.info", posts: false };
  expect(counted()).toEqual(asked);
  expect((await slack?.person(rig.channel, person))?.name).toBe("jonas");
  expect(counted()).toBe(null);
  rig.clock.pass(29_999);
  expect(counted()).toBe(null);
  rig.clock.pass(1);
  expect(counted()).toEqual(asked);
});
