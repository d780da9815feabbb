import { messageOf } from "../platform/stage.ts";
import { broken, type Mutant } from "./broken.ts";

export const peopleMutants: readonly Mutant[] = [
  {
    name: "gives everybody a role",
    rig: () =>
      broken({ platform: (p) => ({ person: async (c, id) => ({ ...(await p.person(c, id)), roles: ["R1"] }) }) }),
    caughtBy: "a person who is not there is gone and manages nothing",
  },
  {
    name: "calls a channel by its key",
    rig: () => broken({ platform: (p) => ({ channel: async (c) => ({ ...(await p.channel(c)), name: c }) }) }),
    caughtBy: "a channel says its name, and that the bot can work there",
  },
  {
    name: "takes every channel for the general one",
    rig: () => broken({ platform: (p) => ({ channel: async (c) => ({ ...(await p.channel(c)), general: true }) }) }),
    caughtBy: "a channel says its name, and that the bot can work there",
  },
  {
    name: "can work everywhere",
    rig: () => broken({ platform: (p) => ({ channel: async (c) => ({ ...(await p.channel(c)), lacks: null }) }) }),
    caughtBy: "a channel that is not there says so, and what to do about it",
  },
  {
    name: "gives every message one address",
    rig: () => broken({ platform: (p) => ({ facts: { ...p.facts, linkTo: () => "https://fake.example/" } }) }),
    caughtBy: "the address of a message, where it has one, is https and its own",
  },
];

export const homeMutants: readonly Mutant[] = [
  {
    name: "asks for somebody else's page",
    rig: () =>
      broken({
        handlers: (h) => ({ home: (opening) => h.home({ ...opening, person: "U1" as typeof opening.person }) }),
      }),
    caughtBy: "a person's own page, where there is one, is asked for by them and shows what the bot composed",
  },
  {
    name: "puts people into channels that they are not in",
    rig: () =>
      broken({
        handlers: (h) => ({
          home: (o) => h.home({ ...o, channels: [...o.channels, { channel: `${o.workspace}/x` as never, name: "x" }] }),
        }),
      }),
    caughtBy: "a person's own page, where there is one, is asked for by them and shows what the bot composed",
  },
  {
    name: "says that it has no such page, and shows one",
    rig: () => broken({ platform: (p) => ({ facts: { ...p.facts, home: false } }) }),
    caughtBy: "a person's own page, where there is one, is asked for by them and shows what the bot composed",
  },
  {
    name: "forgets what was pressed on a page",
    rig: () => broken({ handlers: (h) => ({ home: (opening) => h.home({ ...opening, pressed: null }) }) }),
    caughtBy: "a press on one's own page says what was pressed, and stays on that page",
  },
  {
    name: "empties a page that is left as it is",
    rig: () => broken({ handlers: (h) => ({ home: async (opening) => (await h.home(opening)) ?? messageOf("") }) }),
    caughtBy: "a page that is left as it is stays, also when the bot could not say what to show",
  },
];
