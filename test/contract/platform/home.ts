import { expect } from "vitest";
import { workspaceOf } from "../../../src/core/keys.ts";
import type { PlatformCase } from "./rig.ts";
import { messageOf, stageOf } from "./stage.ts";

/** Platforms without such a page show none and ask for none. */
export const homeCases: readonly PlatformCase[] = [
  {
    name: "a person's own page, where there is one, is asked for by them and shows what the bot composed",
    async run(rig) {
      const { platform, heard, first } = await stageOf(rig);
      heard.page = messageOf("Your drills");
      const page = await first.home();
      const { channel, channelName: name } = rig;
      const person = rig.people.first.id;
      const opening = { workspace: workspaceOf(channel), person, channels: [{ channel, name }], pressed: null };
      expect(heard.of("home")).toEqual(platform.facts.home ? [opening] : []);
      expect(page?.text.trim() ?? null).toBe(platform.facts.home ? "Your drills" : null);
    },
  },
  {
    name: "a press on one's own page says what was pressed, and stays on that page",
    async run(rig) {
      const { platform, heard, first, second } = await stageOf(rig);
      if (!platform.facts.home) return;
      const actions = [{ kind: "button", id: "home/1", label: "Next", style: "plain" }] as const;
      heard.page = messageOf("Page one", { actions });
      const opened = await first.home();
      expect(opened?.actions).toEqual([{ kind: "button", id: "home/1", label: "Next", choices: [] }]);
      heard.page = messageOf("Page two");
      expect((await first.home("home/1"))?.text.trim()).toBe("Page two");
      expect(heard.of("home").map(({ pressed }) => pressed)).toEqual([null, "home/1"]);
      expect(heard.of("pressed")).toEqual([]);
      expect([await second.whispers(), await second.channel()]).toEqual([[], []]);
    },
  },
  {
    name: "a page that is left as it is stays, also when the bot could not say what to show",
    async run(rig) {
      const { platform, heard, first } = await stageOf(rig);
      if (!platform.facts.home) return;
      heard.page = messageOf("Your drills");
      await first.home();
      heard.page = null;
      expect((await first.home())?.text.trim()).toBe("Your drills");
      heard.broken = true;
      expect((await first.home())?.text.trim()).toBe("Your drills");
    },
  },
  {
    name: "the address of a message, where it has one, is https and its own",
    async run(rig) {
      const { platform, channel, key, ask } = await stageOf(rig);
      const one = platform.facts.linkTo(await ask());
      const other = platform.facts.linkTo(await platform.post(channel, messageOf("Another"), key("question", 1)));
      expect(one === null).toBe(other === null);
      if (one === null || other === null) return;
      expect([new URL(one).protocol, new URL(other).protocol]).toEqual(["https:", "https:"]);
      expect(one === other).toBe(false);
    },
  },
];
