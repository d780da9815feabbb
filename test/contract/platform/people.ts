import { expect } from "vitest";
import type { PlatformCase } from "./rig.ts";
import { elsewhere, stageOf } from "./stage.ts";

export const peopleCases: readonly PlatformCase[] = [
  {
    name: "people are known by name, zone and role",
    async run(rig) {
      const { platform } = await stageOf(rig);
      const { manager, first, second } = rig.people;
      for (const person of [manager, first, second]) {
        expect(await platform.person(rig.channel, person.id)).toEqual(person);
      }
      expect([manager.manager, first.manager, second.manager]).toEqual([true, false, false]);
    },
  },
  {
    name: "a person who is not there is gone and manages nothing",
    async run(rig) {
      const { platform } = await stageOf(rig);
      const nobody = await platform.person(rig.channel, "nobody" as typeof rig.people.first.id);
      const { standing, manager, roles } = nobody;
      expect({ standing, manager, roles }).toEqual({ standing: "gone", manager: false, roles: [] });
    },
  },
  {
    name: "a channel says its name, and that the bot can work there",
    async run(rig) {
      const { platform } = await stageOf(rig);
      const { channel, channelName: name } = rig;
      expect(await platform.channel(channel)).toEqual({ channel, name, general: false, lacks: null });
    },
  },
  {
    name: "a channel that is not there says so, and what to do about it",
    async run(rig) {
      const { platform } = await stageOf(rig);
      const { lacks } = await platform.channel(elsewhere(rig.channel));
      expect(lacks?.why).toBe("channel-gone");
      expect(lacks?.hint).toMatch(/\S/);
    },
  },
];
