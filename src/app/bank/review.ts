import { note } from "../../core/message/answer-messages.ts";
import type { Message, Response } from "../../core/message/message.ts";
import { reviewPage } from "../../core/message/review-message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { waitingFor } from "./waiting.ts";

/** `review`: the first thing that waits for who asks, with what decides it. */
export async function review(world: World, origin: Origin): Promise<Response> {
  return { kind: "message", message: await pageAt(world, origin, 0), replace: false };
}

/** *Next*: what waits at that place now, counted from 0; after the last comes the first again. */
export async function turnReview(world: World, origin: Origin, place: string): Promise<Response> {
  const at = /^\d{1,6}$/.test(place) ? Number(place) : 0;
  return { kind: "message", message: await pageAt(world, origin, at), replace: true };
}

async function pageAt(world: World, origin: Origin, place: number): Promise<Message> {
  const waiting = await waitingFor(world, origin);
  const at = place < waiting.length ? place : 0;
  const shown = await waiting[at]?.show();
  return shown === undefined ? note(words.review.none) : reviewPage(shown, { at, of: waiting.length });
}
