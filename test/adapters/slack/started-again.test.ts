import { expect, it } from "vitest";
import { Recorder } from "../../contract/platform/stage.ts";
import { SlackRig } from "./slack-rig.ts";

it("may be started again after Slack refused it, and then hears people", async () => {
  const rig = new SlackRig();
  const platform = await rig.open();
  const slack = await rig.slack();
  const heard = new Recorder();
  await slack.fault({ method: "auth.test", fault: { kind: "not-ok", error: "invalid_auth", carriedOut: false } });
  await expect(platform.start(heard.handlers)).rejects.toMatchObject({ code: "platform.refused" });
  expect(platform.isConnected()).toBe(false);
  await platform.start(heard.handlers);
  expect(platform.isConnected()).toBe(true);
  await rig.as(rig.people.first.id).command("help");
  expect(heard.of("command").map(({ text }) => text)).toEqual(["help"]);
  await rig.close();
});
