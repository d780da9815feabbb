import { type BehaviourName, behaviourNames, behaviours } from "../../support/model/behaviour.ts";

/** What a bot can be put on: the model in each of its behaviours, and the stand-ins that speak a real platform's protocols. */
export const platformNames = [...behaviourNames, "slack", "discord"] as const;
export type PlatformName = (typeof platformNames)[number];

/** How a platform behaves; the stand-ins like what they stand in for. */
export function behaviourOf(platform: PlatformName): BehaviourName {
  if (platform === "slack") return "like-slack";
  return platform === "discord" ? "like-discord" : platform;
}

/** Whether events are sent until they are acknowledged, so that the order of saving and acknowledging decides. */
export const acknowledges = (platform: PlatformName): boolean =>
  behaviours[behaviourOf(platform)].events.kind === "acknowledged";
