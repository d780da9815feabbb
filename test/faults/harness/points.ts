import { behaviours } from "../../support/model/behaviour.ts";
import { behaviourOf, type PlatformName } from "./platforms.ts";

/** The 13 named places where a bot is killed (delivery.md, goal E1). `README.md` beside this folder defines each. */
export const points = [
  "in plan",
  "after plan",
  "in claim",
  "after claim",
  "in intent",
  "after intent",
  "request sent without reply",
  "reply not recorded",
  "in record",
  "after record",
  "thread request sent without reply",
  "during reconcile",
  "during read-back before reveal",
] as const;
export type Point = (typeof points)[number];

/** The points where the request had left, or may have: without reconciling, a restart sends again. */
export const afterSendPoints: readonly Point[] = [
  "request sent without reply",
  "reply not recorded",
  "in record",
  "thread request sent without reply",
];

/** A point that the bot's own process is ended at; `answer heard` is where the control of acknowledging kills. */
export type InsidePoint = Point | "answer heard";

/** At the `nth` time it comes to the point; `seed` decides the moment within a write. */
export type InsideKill = Readonly<{ point: InsidePoint; nth: number; seed: number }>;

/** Where and when one life of the bot ends. */
export type Kill =
  | (Readonly<{ kind: "inside" }> & InsideKill)
  /** By the platform, which has carried the `nth` such request out and answers nothing. */
  | Readonly<{ kind: "by-platform"; call: string; inThread: boolean; nth: number }>
  | Readonly<{ kind: "after"; wallMs: number }>;

/** One life to be cut short, and how long (fast time) the bot stays dead after it. */
export type Life = Readonly<{ kill: Kill; deadMs: number }>;

/** Longer than a nonce is repeated (60 s), so that the post is looked for. */
const longDeath = 70_000;

/** The lives that end at a point. Three channels, one question and several reveal messages each, bound `nth`. */
export function livesFor(point: Point, platform: PlatformName, random: () => number): readonly Life[] {
  const nth = (most: number): number => 1 + Math.floor(random() * most);
  const deadMs = random() < 0.5 ? 0 : longDeath * random();
  const seed = Math.floor(random() * 2 ** 31);
  const inside = (most: number): Kill => ({ kind: "inside", point, nth: nth(most), seed });
  const onWire = (call: string, inThread: boolean, most: number): Kill => ({
    kind: "by-platform",
    call,
    inThread,
    nth: nth(most),
  });
  switch (point) {
    case "request sent without reply":
      return [{ kill: onWire("post", false, 9), deadMs }];
    case "thread request sent without reply":
      // Where threads are made by a request of their own, it is that one; else a post into a thread.
      return [
        {
          kill: behaviours[behaviourOf(platform)].threadsAreMade ? onWire("thread", false, 3) : onWire("post", true, 4),
          deadMs,
        },
      ];
    case "during reconcile":
      return [
        { kill: onWire("post", false, 9), deadMs: longDeath },
        { kill: inside(1), deadMs },
      ];
    case "during read-back before reveal":
      return [{ kill: inside(3), deadMs }];
    default:
      return [{ kill: inside(9), deadMs }];
  }
}
