import { personNamed, roleNamed } from "../../core/commands/grammar.ts";
import type { PersonId } from "../../core/keys.ts";
import { list } from "../../core/message/build.ts";
import type { Response } from "../../core/message/message.ts";
import { titled } from "../../core/message/titled.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { managersKey } from "../channels/managing.ts";
import { personOf } from "../outgoing/calls.ts";
import { platformOf, type World } from "../world.ts";

type Verb = "add" | "remove";

/** `managers add|remove|list [person or role]`: by id; what the platform itself grants cannot be taken away here. */
export async function managers(world: World, origin: Origin, rest: string): Promise<Response> {
  const [verb = "list", ...more] = rest.split(/\s+/u).filter((word) => word !== "");
  if (verb === "list") return listManagers(world, origin);
  const { roles } = platformOf(world, origin.channel).facts;
  const named = more.join(" ");
  const role = roles ? roleNamed(named) : null;
  const person = personNamed(named);
  if ((verb !== "add" && verb !== "remove") || (role === null && person === null)) {
    return reply(roles ? words.managers.usageWithRoles : words.managers.usage);
  }
  if (role !== null) return changeRole(world, origin, verb, role);
  return changePerson(world, origin, verb, person as PersonId);
}

async function changePerson(world: World, origin: Origin, verb: Verb, id: PersonId): Promise<Response> {
  const person = await personOf(world, origin.channel, id);
  if (verb === "add" && person.standing !== "member") return reply(words.managers.unknown);
  await world.records.managers.update(managersKey(origin.channel), (current) => {
    const others = (current?.people ?? []).filter((each) => each !== id);
    return { ...current, people: verb === "add" ? [...others, id] : others };
  });
  return reply(verb === "add" ? words.managers.added(person.name) : words.managers.removed(person.name));
}

async function changeRole(
  world: World,
  origin: Origin,
  verb: Verb,
  role: Readonly<{ id: string; name: string }>,
): Promise<Response> {
  await world.records.managers.update(managersKey(origin.channel), (current) => {
    const others = (current?.roles ?? []).filter(({ id }) => id !== role.id);
    return { people: current?.people ?? [], roles: verb === "add" ? [...others, role] : others };
  });
  return reply(verb === "add" ? words.managers.roleAdded(role.name) : words.managers.roleRemoved(role.name));
}

async function listManagers(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  const named = await world.records.managers.get(managersKey(origin.channel));
  const nameOf = async (id: string): Promise<string> => (await personOf(world, origin.channel, id as PersonId)).name;
  const lines = [
    words.managers.byPlatform,
    ...(plan === null ? [] : [words.managers.configured(await nameOf(plan.configuredBy))]),
    ...(named?.roles ?? []).map(({ name }) => words.managers.role(name)),
    ...(await Promise.all((named?.people ?? []).map(nameOf))),
  ];
  return { kind: "message", message: titled(words.managers.list, [list(lines)]), replace: false };
}
