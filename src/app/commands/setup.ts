import { type Level, levels } from "../../core/bank/question.ts";
import { bankReach } from "../../core/bank/reach.ts";
import { roleNamed } from "../../core/commands/grammar.ts";
import { BotError } from "../../core/errors.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Choice, FieldValues, Response } from "../../core/message/message.ts";
import { clockText } from "../../core/message/moments.ts";
import { setupForm } from "../../core/message/setup-form.ts";
import { setupSaved } from "../../core/message/setup-message.ts";
import { words } from "../../core/message/words.ts";
import { type Group, modes, type Plan, type RevealRule } from "../../core/schedule/plan.ts";
import { usualGraceMinutes } from "../../core/schedule/usual-plan.ts";
import { validatePlan } from "../../core/schedule/validate.ts";
import { parseTime } from "../../core/schedule/words.ts";
import { parseZone, zoneChoices } from "../../core/schedule/zone.ts";
import type { IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { restingIn } from "../bank/flagged.ts";
import { whyNotServing } from "../channels/serving.ts";
import { nextFreeSlots } from "../drills/coming-slots.ts";
import { allDrillsOf } from "../drills/open-drills.ts";
import { askedIn } from "../drills/start-drill.ts";
import { personOf } from "../outgoing/calls.ts";
import { nowIn, platformOf, type World } from "../world.ts";

/** The first question and the next three dates. */
const datesShown = 4;

/** `setup [ping GROUP]`: the form with the plan as it is, or the defaults and the person's own zone. */
export async function openSetup(world: World, origin: Origin, rest: string): Promise<Response> {
  const named = pingNamed(rest);
  const { pings } = platformOf(world, origin.channel).facts;
  if (named !== null && !pings) return reply(words.setup.noGroups);
  if (named === "unclear") return reply(words.setup.pingUsage);
  const plan = await world.records.plans.get(origin.channel);
  const person = await personOf(world, origin.channel, origin.person);
  const zone = plan?.zone ?? person.zone;
  const { topics } = world.bank.forWorkspace(workspaceOf(origin.channel));
  return {
    kind: "form",
    form: setupForm({
      plan,
      zone: zone === null ? null : zoneChoice(zone),
      timeThere: zone === null ? null : clockText(nowIn(world, origin.channel), zone),
      topics,
      ping: pings ? (named ?? plan?.ping ?? null) : null,
    }),
  };
}

/** The group that the words after `setup` name; null where they are about something else. */
function pingNamed(rest: string): Group | "unclear" | null {
  const said = /^ping(?:\s+(?<group>.+))?$/iu.exec(rest.trim());
  return said === null ? null : (roleNamed(said.groups?.["group"] ?? "") ?? "unclear");
}

/**
 * Saves the plan, or says field by field what is wrong; what was entered stays. `known` is the plan that the person's
 * right was checked against: of two who set a channel up at once, the second changes nothing.
 */
export async function saveSetup(world: World, form: IncomingForm, known: Plan | null): Promise<Response> {
  const read = readSetup(form.values);
  if (read.kind === "errors") return { kind: "errors", errors: read.errors };
  const refused = await whyNotServing(world, form.channel);
  if (refused !== null) return { kind: "errors", errors: { "": refused } };

  const now = nowIn(world, form.channel);
  let saved: Plan | null = null;
  await world.records.plans.update(form.channel, (before) => {
    saved = known === null && before !== null ? null : planFrom(form, read.settings, before, now);
    return saved;
  });
  if (saved === null) return { kind: "errors", errors: { "": words.setup.taken } };
  await world.wake(form.channel);
  return { kind: "message", message: await savedMessage(world, saved), replace: false };
}

type Settings = Pick<Plan, "zone" | "postAt" | "days" | "reveal" | "mode" | "topics" | "levels" | "ping">;
type SetupReading =
  | Readonly<{ kind: "settings"; settings: Settings }>
  | Readonly<{ kind: "errors"; errors: Readonly<Record<string, string>> }>;

function readSetup(values: FieldValues): SetupReading {
  const errors: Record<string, string> = {};
  const read = <T>(field: string, parse: (text: string) => T, fallback: T): T => {
    try {
      return parse(one(values, field));
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      errors[field] = `${error.message}; ${error.hint}`;
      return fallback;
    }
  };
  if (one(values, "zone") === "") errors["zone"] = words.setup.zoneMissing;
  const zone = one(values, "zone") === "" ? "UTC" : read("zone", parseZone, "UTC");
  const postAt = read("postAt", parseTime, Temporal.PlainTime.from("09:00"));
  const kind = one(values, "reveal");
  const at = kind === "next-question" ? null : read("revealAt", parseTime, Temporal.PlainTime.from("16:00"));
  const settings: Settings = {
    zone,
    postAt,
    days: many(values, "days").map(Number).toSorted(),
    reveal: revealRule(kind, at),
    mode: modes.find((mode) => mode === one(values, "mode")) ?? "open",
    topics: many(values, "topics"),
    levels: many(values, "levels").filter((each): each is Level => levels.some((level) => level === each)),
    ping: many(values, "ping").map(roleNamed)[0] ?? null,
  };
  for (const { field, problem, hint } of validatePlan(settings)) {
    errors[field === "reveal" ? "revealAt" : field] ??= `${problem}; ${hint}`;
  }
  return Object.keys(errors).length > 0 ? { kind: "errors", errors } : { kind: "settings", settings };
}

function revealRule(kind: string, at: Temporal.PlainTime | null): RevealRule {
  if (at === null) return { kind: "next-question" };
  return kind === "next-posting-day" ? { kind, at } : { kind: "same-day", at };
}

/** A slot whose time had passed when the plan was saved is not due: `since` starts anew. */
const planFrom = (form: IncomingForm, settings: Settings, before: Plan | null, now: Temporal.Instant): Plan => ({
  ...settings,
  channel: form.channel,
  daysOff: before?.daysOff ?? [],
  pause: before?.pause ?? null,
  graceMinutes: before?.graceMinutes ?? usualGraceMinutes,
  announceReveal: settings.mode === "sealed",
  since: now,
  configuredBy: before?.configuredBy ?? form.person,
  stopped: false,
});

async function savedMessage(world: World, plan: Plan) {
  const bank = world.bank.forWorkspace(workspaceOf(plan.channel));
  const filter = { ...plan, except: await restingIn(world, workspaceOf(plan.channel)) };
  const { left } = bankReach(bank, filter, askedIn(await allDrillsOf(world, plan.channel)));
  const slots = await nextFreeSlots(world, plan, Math.max(left, datesShown));
  return setupSaved({ plan, next: slots.slice(0, datesShown), left, lastOfBank: slots[left - 1] ?? null });
}

const zoneChoice = (zone: string): Choice => zoneChoices(zone, 1)[0] ?? { value: zone, label: zone };

function one(values: FieldValues, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

function many(values: FieldValues, field: string): readonly string[] {
  const value = values[field];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
