import { nearDuplicatesOf } from "../../core/bank/duplicates.ts";
import { readProposed } from "../../core/bank/proposing.ts";
import type { Bank } from "../../core/bank/question.ts";
import { isWaiting, mostWaiting, type Proposed, type Suggestion, suggestionId } from "../../core/bank/suggestion.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { type QuestionId, workspaceOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import type { Response } from "../../core/message/message.ts";
import { faultText, suggestForm } from "../../core/message/suggest-form.ts";
import { type Known, newsMessage, thanksMessage } from "../../core/message/suggestion-message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { tellManager } from "../channels/notices.ts";
import { allDrillsOf } from "../drills/open-drills.ts";
import { askedIn } from "../drills/start-drill.ts";
import { suggestionKey } from "../records.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { formErrors, oneOf } from "./entered.ts";
import { nameOf, placeOf } from "./names.ts";
import { suggestionsOf } from "./suggestions.ts";
import { newsFor } from "./tell-author.ts";

/** `suggest`: the form for a question of one's own; first, what came of earlier ones, where nobody could be told. */
export async function suggest(world: World, origin: Origin): Promise<Response> {
  const news = await newsFor(world, origin);
  if (news.length > 0) return { kind: "message", message: newsMessage(news), replace: false };
  const { topics } = world.bank.forWorkspace(workspaceOf(origin.channel));
  if (topics.length === 0) return reply(words.suggest.noTopics);
  return { kind: "form", form: suggestForm(topics, platformOf(world, origin.channel).facts.fieldChars) };
}

/** Takes a suggestion, or says field by field what is wrong with it; managers of the channel hear of it. */
export async function saveSuggestion(world: World, form: IncomingForm): Promise<Response> {
  const workspace = workspaceOf(form.channel);
  const bank = world.bank.forWorkspace(workspace);
  const typed = {
    title: null,
    topic: oneOf(form.values, "topic"),
    level: oneOf(form.values, "level"),
    prompt: oneOf(form.values, "prompt"),
    answer: oneOf(form.values, "answer"),
    points: oneOf(form.values, "points"),
  };
  const reading = readProposed(typed, bank.topics);
  if (reading.kind === "faults") return formErrors(reading.faults.map((fault) => [fault.field, faultText(fault)]));
  const own = (await suggestionsOf(world, workspace)).filter((each) => each.person === form.person);
  if (own.filter(isWaiting).length >= mostWaiting) return formErrors([["", words.suggest.enough(mostWaiting)]]);

  const suggestion = await created(world, form, bank, reading.proposed);
  world.log.info("a question was suggested", { channel: form.channel });
  world.aside(tellManagers(world, suggestion), "telling of a suggestion");
  const message = thanksMessage(suggestion.proposed.title, await knownLike(world, suggestion, bank));
  return { kind: "message", message, replace: false };
}

/** Written down under an id that nothing of the workspace has. */
async function created(world: World, form: IncomingForm, bank: Bank, proposed: Proposed): Promise<Suggestion> {
  const { channel, person } = form;
  const named = { name: await nameOf(world, form, form.name), place: await placeOf(world, channel) };
  for (;;) {
    const id: QuestionId = suggestionId(proposed.title, world.chance.id());
    const at = nowIn(world, channel);
    const suggestion = { id, channel, person, ...named, at, proposed, state: { kind: "waiting" } } as const;
    const key = suggestionKey(workspaceOf(channel), id);
    if (!bank.questions.has(id) && (await world.records.suggestions.create(key, suggestion))) return suggestion;
  }
}

const tellManagers = (world: World, { id, channel, name, proposed }: Suggestion): Promise<void> =>
  tellManager(
    world,
    channel,
    // The id holds words of the author's, which would outlive them here.
    `suggested/${fingerprint(id).toString(36)}`,
    note(words.suggest.told(name, proposed.title), [
      { kind: "button", id: "command/review", label: words.review.review, style: "primary" },
    ]),
  );

/** Titles alone, and of what the channel has had, when: what may still come is not spoilt. */
async function knownLike(world: World, { channel, proposed }: Suggestion, bank: Bank): Promise<readonly Known[]> {
  const near = nearDuplicatesOf(bank, proposed.prompt);
  if (near.length === 0) return [];
  const asked = new Map(askedIn(await allDrillsOf(world, channel)).map(({ question, date }) => [question, date]));
  return near.map(({ item }) => ({ title: item.title, asked: asked.get(item.id) ?? null }));
}
