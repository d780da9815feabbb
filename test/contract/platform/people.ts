import { expect } from "vitest";
import type { PlatformCase } from "./rig.ts";
import { stageOf } from "./stage.ts";

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
      const { standing, manager } = await platform.person(rig.channel, "nobody" as typeof rig.people.first.id);
      expect({ standing, manager }).toEqual({ standing: "gone", manager: false });
    },
  },
];
