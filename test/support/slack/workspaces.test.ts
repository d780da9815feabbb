import { expect, it, vi } from "vitest";
import { bolted, clientOf, opened, smallTeam } from "./opened.ts";

it("keeps workspaces apart though their ids are the same", async () => {
  const { slack, workspace: acme } = await opened();
  const other = await slack.open({ ...smallTeam, team: "TOTHER" });
  await clientOf(slack, acme).chat.postMessage({ channel: "CDRILLS", text: "for acme" });
  await clientOf(slack, other).chat.postMessage({ channel: "CDRILLS", text: "for the others" });
  expect((await acme.messages({ channel: "drills" })).map(({ text }) => text)).toEqual(["for acme"]);
  expect((await other.messages({ channel: "drills" })).map(({ text }) => text)).toEqual(["for the others"]);
});

it("sends what happens in two installations of one app over the same sockets", async () => {
  const { slack, workspace: acme } = await opened({ ...smallTeam, appToken: "xapp-one" });
  const other = await slack.open({ ...smallTeam, team: "TOTHER", appToken: "xapp-one" });
  const heard: unknown[] = [];
  await bolted(slack, acme, (app) => {
    app.event("message", async ({ body }) => void heard.push(body.team_id));
  });
  for (const workspace of [acme, other]) await workspace.write({ channel: "drills", user: "anna", text: "hello" });
  await vi.waitFor(() => expect(heard).toEqual(["TACME", "TOTHER"]));
});

it("names the foreign workspace of whoever writes in a shared channel", async () => {
  const people = [{ name: "anna" }, { name: "eve", team: "TPARTNER", isStranger: true }];
  const { slack, workspace } = await opened({ people, channels: [{ name: "drills", sharedWith: ["TPARTNER"] }] });
  const heard: unknown[] = [];
  await bolted(slack, workspace, (app) => {
    app.event("message", async ({ body, event }) => {
      const theirs = "user_team" in event ? event.user_team : null;
      heard.push([body.team_id, body.context_team_id, body.is_ext_shared_channel, theirs]);
    });
  });
  await workspace.write({ channel: "drills", user: "eve", text: "hello from next door" });
  await vi.waitFor(() => expect(heard).toEqual([["TPARTNER", "TACME", true, "TPARTNER"]]));
});

it("opens a workspace once, and again when it was closed", async () => {
  const { slack, workspace } = await opened();
  await expect(slack.open(smallTeam)).rejects.toThrow("workspace TACME is open already");
  await workspace.close();
  expect((await slack.open(smallTeam)).keys).toEqual(workspace.keys);
});
