import type { Flagged } from "../../core/bank/flags.ts";
import { workspaceOf } from "../../core/keys.ts";
import { flaggedMessage } from "../../core/message/flag-message.ts";
import type { Message } from "../../core/message/message.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { flaggedFor } from "./flagged.ts";
import type { Waiting } from "./to-decide.ts";

/** The flagged questions that wait for who asks, first what was flagged first. */
export async function flagsWaiting(world: World, origin: Origin): Promise<readonly Waiting[]> {
  return (await flaggedFor(world, origin))
    .toSorted((one, other) => sinceOf(one) - sinceOf(other))
    .map((each) => ({ show: () => shown(world, origin, each) }));
}

async function shown(world: World, { channel }: Origin, flagged: Flagged): Promise<Message> {
  const question = world.bank.forWorkspace(workspaceOf(channel)).questions.get(flagged.question) ?? null;
  const zone = (await world.records.plans.get(channel))?.zone ?? "UTC";
  return flaggedMessage({ flagged, question, zone });
}

const sinceOf = ({ flags, rest }: Flagged): number =>
  Math.min(...[...flags.map(({ at }) => at), ...(rest === null ? [] : [rest.at])].map((at) => at.epochMilliseconds));
