import { expect, it } from "vitest";
import { openedDiscord } from "./opened.ts";

it("may be started again after Discord refused it, and then hears people", async () => {
  const { app, platform, heard, rig } = await openedDiscord();
  // Invalid intents: only a person, or another version, mends that.
  await app.gateway({ do: "refuse", code: 4013, times: 1 });
  await expect(platform.start(heard.handlers)).rejects.toMatchObject({ code: "platform.refused" });
  expect(platform.isConnected()).toBe(false);
  await platform.start(heard.handlers);
  expect(platform.isConnected()).toBe(true);
  await rig.as(rig.people.first.id).command("help");
  expect(heard.of("command").map(({ text }) => text)).toEqual(["help"]);
  await platform.stop();
});
