import type { PersonId } from "../../src/core/keys.ts";
import type { Person } from "../../src/ports/platform.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";
import { FakePlatform } from "./fake-platform.ts";

/** A channel with somebody of every standing. */
export class Crowd extends FakePlatform {
  override personOf(id: PersonId): Person {
    const known: Readonly<Record<string, Partial<Person>>> = {
      operator: {},
      admin: { manager: true },
      configurer: {},
      named: {},
      member: {},
      shy: { maySetUp: false },
      guest: { standing: "guest" },
      "guest-admin": { standing: "guest", manager: true },
      "outsider-admin": { standing: "outsider", manager: true },
      senior: { roles: ["R0", "R1"] },
      "senior-guest": { standing: "guest", roles: ["R1"] },
      outsider: { standing: "outsider" },
      left: { standing: "gone", maySetUp: false },
    };
    const person = known[id];
    if (person === undefined) return super.personOf(id);
    const member = { zone: "Europe/Berlin", manager: false, maySetUp: true, standing: "member", roles: [] } as const;
    return { id, name: id, ...member, ...person };
  }
}
/** A person by their id. */
export const as = (id: string): PersonId => id as PersonId;
/** A started bot among them; the channel was set up by `configurer`, who named three people. */
export const crowd = async (options: BotOptions = {}): Promise<Bot> => {
  const bot = await startBot({
    platform: new Crowd(),
    plan: { configuredBy: as("configurer") },
    settings: { managers: new Set(["operator"]) },
    ...options,
  });
  await bot.records.managers.put(`managers/${bot.platform.channel}`, { people: ["named", "guest", "left"] });
  return bot;
};

/** Who is tried, in this order. */
export const everybody = [
  "operator",
  "admin",
  "configurer",
  "named",
  "member",
  "senior",
  "guest",
  "guest-admin",
  "senior-guest",
  "outsider",
  "outsider-admin",
  "left",
];
/** Those of them who may. */
export const who = async (may: (id: PersonId) => Promise<boolean>): Promise<readonly string[]> => {
  const allowed: string[] = [];
  for (const id of everybody) if (await may(as(id))) allowed.push(id);
  return allowed;
};
