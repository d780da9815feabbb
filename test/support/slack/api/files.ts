import type { Channel } from "../state/types.ts";
import { maybe, need } from "./arguments.ts";
import type { Call, Method } from "./call.ts";
import { Refused } from "./reply.ts";

/** The methods that upload a picture (platform-facts.md 1.6; web-api WebClient.js, filesUploadV2 [P]). */
export const files: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": {
    scope: "files:write",
    answer: ({ workspace, args, base }) => {
      const id = workspace.name("F");
      const name = need(args, "filename");
      workspace.files.set(id, { id, name, title: name, size: Number(need(args, "length")), state: "waiting" });
      return { ok: true, file_id: id, upload_url: `${base}/upload/${workspace.keys.team}/${id}` };
    },
  },
  "files.completeUploadExternal": {
    scope: "files:write",
    answer: (call) => {
      const { workspace, args } = call;
      const given = Array.isArray(args["files"]) ? args["files"] : [];
      const done = given.map((one: Readonly<{ id: string; title?: string }>) => {
        const file = workspace.files.get(one.id);
        if (file?.["state"] !== "uploaded") throw new Refused("file_not_found");
        const shared = { ...file, title: one.title ?? file["name"], mimetype: "image/png", filetype: "png" };
        workspace.files.set(one.id, shared);
        return shared;
      });
      const channel = maybe(args, "channel_id");
      if (channel !== null) share(call, workspace.channels.get(channel), done);
      return { ok: true, files: done };
    },
  },
  "files.info": {
    scope: "files:read",
    answer: ({ workspace, args }) => {
      const file = workspace.files.get(need(args, "file"));
      if (file === undefined) throw new Refused("file_not_found");
      return { ok: true, file };
    },
  },
};

function share({ workspace, talk, args }: Call, channel: Channel | undefined, done: readonly object[]): void {
  if (channel === undefined) throw new Refused("channel_not_found");
  const { botUser: user, botId: bot } = workspace.keys;
  const text = maybe(args, "initial_comment") ?? "";
  talk.say({ channel, user, bot, text, thread: maybe(args, "thread_ts"), files: done.map((one) => ({ ...one })) });
}
