import { personNamed } from "../../core/commands/grammar.ts";
import type { PersonId } from "../../core/keys.ts";
import { heading, list } from "../../core/message/build.ts";
import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { managersKey } from "../managing.ts";
import { platformOf, type World } from "../world.ts";
import { reply } from "../write-answer.ts";

/** `managers add|remove|list [person]`: by id; what the platform itself grants cannot be taken away here. */
export async function managers(world: World, origin: Origin, rest: string): Promise<Response> {
  const [verb = "list", ...named] = rest.split(/\s+/u).filter((word) => word !== "");
  if (verb === "list") return listManagers(world, origin);
  const id = personNamed(named.join(" "));
  if ((verb !== "add" && verb !== "remove") || id === null) return reply(words.managers.usage);
  const person = await platformOf(world, origin.channel).person(origin.channel, id as PersonId);
  if (verb === "add" && person.standing !== "member") return reply(words.managers.unknown);
  await world.records.managers.update(managersKey(origin.channel), (current) => {
    const others = (current?.people ?? []).filter((each) => each !== id);
    return { people: verb === "add" ? [...others, id] : others };
  });
  return reply(verb === "add" ? words.managers.added(person.name) : words.managers.removed(person.name));
}

async function listManagers(world: World, origin: Origin): Promise<Response> {
  const platform = platformOf(world, origin.channel);
  const plan = await world.records.plans.get(origin.channel);
  const named = (await world.records.managers.get(managersKey(origin.channel)))?.people ?? [];
  const nameOf = async (id: string): Promise<string> => (await platform.person(origin.channel, id as PersonId)).name;
  const lines = [
    words.managers.byPlatform,
    ...(plan === null ? [] : [words.managers.configured(await nameOf(plan.configuredBy))]),
    ...(await Promise.all(named.map(nameOf))),
  ];
  return {
    kind: "message",
    replace: false,
    message: {
      summary: words.managers.list,
      doc: [heading(3, words.managers.list), list(lines)],
      actions: [],
      pictures: [],
      thread: null,
    },
  };
}
