// What managers do about a suggestion. Its id proves nothing: what it names, and who may decide, is looked up each time.
import { placeNamed, readProposed } from "../../core/bank/proposing.ts";
import { reasonChars, type Suggestion } from "../../core/bank/suggestion.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Response } from "../../core/message/message.ts";
import { declineForm, editForm, faultText } from "../../core/message/suggest-form.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction, IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { inForm } from "../explained.ts";
import { platformOf, type World } from "../world.ts";
import { approve, decline, seenThrough } from "./decide-suggestion.ts";
import { formErrors, oneOf } from "./entered.ts";
import { managesIn, suggestionNamed } from "./suggestions.ts";
import { afterDecision } from "./waiting.ts";

/** *Approve*, or the form of *Edit* or *Decline*. */
export async function pressSuggestion(
  world: World,
  action: IncomingAction,
  id: string,
  what: string,
): Promise<Response> {
  const found = await open(world, action, id, what === "approve" ? "approve" : "change");
  if (found.kind === "refused") return reply(found.why);
  const { suggestion } = found;
  switch (what) {
    case "approve": {
      const { topics } = world.bank.forWorkspace(workspaceOf(action.channel));
      const { topic } = suggestion.proposed;
      if (topics.every((each) => each.id !== topic)) return reply(words.suggest.noTopic(topic));
      const came = await approve(world, action, suggestion, suggestion.proposed);
      return came.done ? afterDecision(world, action, came.said) : reply(came.said);
    }
    case "edit": {
      const { topics } = world.bank.forWorkspace(workspaceOf(action.channel));
      const { fieldChars } = platformOf(world, action.channel).facts;
      return { kind: "form", form: editForm(suggestion, topics, fieldChars) };
    }
    case "decline":
      return { kind: "form", form: declineForm(suggestion) };
    default:
      return reply(words.review.gone);
  }
}

/** Takes a manager's texts, which approves them, or the reason for declining. */
export async function submitSuggestion(world: World, form: IncomingForm, id: string, what: string): Promise<Response> {
  const found = await open(world, form, id, "change");
  if (found.kind === "refused") return inForm(found.why);
  if (what === "edit") return submitEdit(world, form, found.suggestion);
  if (what === "decline") return submitReason(world, form, found.suggestion);
  return inForm(words.review.gone);
}

async function submitEdit(world: World, form: IncomingForm, suggestion: Suggestion): Promise<Response> {
  const typed = {
    title: oneOf(form.values, "title"),
    ...placeNamed(oneOf(form.values, "place")),
    prompt: oneOf(form.values, "prompt"),
    answer: oneOf(form.values, "answer"),
    points: oneOf(form.values, "points"),
  };
  const reading = readProposed(typed, world.bank.forWorkspace(workspaceOf(form.channel)).topics);
  if (reading.kind === "faults") {
    const isPlace = (field: string): boolean => field === "topic" || field === "level";
    return formErrors(
      reading.faults.map((fault) => [isPlace(fault.field) ? "place" : fault.field, faultText(fault)] as const),
    );
  }
  const came = await approve(world, form, suggestion, reading.proposed);
  return came.done ? afterDecision(world, form, came.said) : inForm(came.said);
}

async function submitReason(world: World, form: IncomingForm, suggestion: Suggestion): Promise<Response> {
  const reason = oneOf(form.values, "reason").trim();
  if (reason.length > reasonChars) return formErrors([["reason", words.suggest.fault.long(reasonChars)]]);
  const came = await decline(world, form, suggestion, reason);
  return came.done ? afterDecision(world, form, came.said) : inForm(came.said);
}

type Opened = Readonly<{ kind: "open"; suggestion: Suggestion }> | Readonly<{ kind: "refused"; why: string }>;

/** A suggestion that who asks may decide, and that nobody has decided yet. */
async function open(world: World, origin: Origin, id: string, to: "approve" | "change"): Promise<Opened> {
  const suggestion = await suggestionNamed(world, origin, id);
  if (suggestion === null) return { kind: "refused", why: words.review.gone };
  if (!(await managesIn(world, origin, suggestion.channel))) {
    return { kind: "refused", why: words.command.managersOnly };
  }
  const why = await seenThrough(world, suggestion, to);
  return why === null ? { kind: "open", suggestion } : { kind: "refused", why };
}
