import { completions } from "../../core/commands/grammar.ts";
import { type ChannelKey, workspaceOf } from "../../core/keys.ts";
import type { Choice } from "../../core/message/message.ts";
import { clockText } from "../../core/message/moments.ts";
import { placesToChoose, topicsToChoose } from "../../core/message/suggest-form.ts";
import { words } from "../../core/message/words.ts";
import { zoneChoices } from "../../core/schedule/zone.ts";
import type { Handlers } from "../../ports/platform.ts";
import { flagDates } from "../bank/flag-dates.ts";
import { nowIn, type World } from "../world.ts";

// More than ten nobody reads, and every platform shows that many.
const mostChoices = 10;

type Query = Parameters<Handlers["choices"]>[0];

/** Completions for a form's search field, or for what is typed after `/drill` (then `form` is empty). */
export async function choicesFor(world: World, query: Query): Promise<readonly Choice[]> {
  if (query.form === "setup" && query.field === "zone") return zonesWithTimes(world, query.channel, query.typed);
  if (query.form !== "") return bankChoices(world, query);
  const [name = "", ...rest] = query.typed.trimStart().split(/\s+/u);
  if (rest.length === 0) return completions(name).map(({ name: value, help }) => ({ value, label: help }));
  return typedAfter(name.toLowerCase())(world, query.channel, rest.join(" "));
}

/** Topics, for those who suggest a question; with their levels, for those who put one in its place. */
function bankChoices(world: World, { channel, form, field, typed }: Query): readonly Choice[] {
  const { topics } = world.bank.forWorkspace(workspaceOf(channel));
  const wanted = typed.trim().toLowerCase();
  const fits = ({ value, label }: Choice): boolean => value.startsWith(wanted) || label.toLowerCase().includes(wanted);
  if (form === "suggest" && field === "topic") return topicsToChoose(topics).filter(fits).slice(0, mostChoices);
  if (!form.startsWith("suggestion/") || field !== "place") return [];
  return placesToChoose(topics).filter(fits).slice(0, mostChoices);
}

type Completed = (world: World, channel: ChannelKey, typed: string) => readonly Choice[] | Promise<readonly Choice[]>;

function typedAfter(command: string): Completed {
  if (command === "now") return topicChoices;
  if (command === "flag") return async (...asked) => (await flagDates(...asked)).slice(0, mostChoices);
  return command === "search" ? questionChoices : () => [];
}

/** The time in each zone confirms the choice. */
function zonesWithTimes(world: World, channel: ChannelKey, typed: string): readonly Choice[] {
  const now = nowIn(world, channel);
  return zoneChoices(typed, mostChoices).map(({ value, label }) => ({
    value,
    label: `${label}, ${words.setup.zoneHint(clockText(now, value)).toLowerCase()}`,
  }));
}

function topicChoices(world: World, channel: ChannelKey, typed: string): readonly Choice[] {
  const wanted = typed.toLowerCase();
  return world.bank
    .forWorkspace(workspaceOf(channel))
    .topics.filter(({ id, title }) => id.startsWith(wanted) || title.toLowerCase().startsWith(wanted))
    .slice(0, mostChoices)
    .map(({ id, title }) => ({ value: `now ${id}`, label: title }));
}

/** Titles alone: what may still come is not spoilt. */
function questionChoices(world: World, channel: ChannelKey, typed: string): readonly Choice[] {
  if (typed.trim() === "") return [];
  const request = { words: typed, limit: mostChoices, keep: () => true };
  return world.bank
    .search(workspaceOf(channel), request)
    .map(({ title }) => ({ value: `search ${title}`, label: title }));
}
