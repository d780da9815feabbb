import type { DrillIn } from "../../core/drill/drill.ts";
import { type Figures, summed } from "../../core/drill/figures.ts";
import { type ChannelKey, workspaceOf } from "../../core/keys.ts";
import { type HomeChannel, homeMessage, homePageNamed, type OpenQuestion } from "../../core/message/home-message.ts";
import type { Message } from "../../core/message/message.ts";
import type { Plan } from "../../core/schedule/plan.ts";
import type { HomeOpening } from "../../ports/platform.ts";
import { nextFreeSlot } from "../drills/coming-slots.ts";
import { questionOf } from "../drills/post-question.ts";
import { platformOf, type World } from "../world.ts";
import { awayOf, figuresIn, partIn } from "./my-figures.ts";

/** More on one page nobody reads, and every platform that has such a page shows that many. */
const channelsShown = 10;

/** A channel of the person with a plan, and its questions that can still be answered. */
type Mine = Readonly<{ name: string; plan: Plan; open: readonly DrillIn<"open">[] }>;

/**
 * A person's own page: their figures in the channels that they are in, what is open there, and when the next questions
 * come. Only what the page shows is looked up in detail, so that many channels cost their figures and little else.
 */
export async function homeFor(world: World, opening: HomeOpening): Promise<Message> {
  const planned = await plannedFor(world, opening);
  const mine = planned.filter(({ plan, open }) => !plan.stopped || open.length > 0).toSorted(openFirst);
  const pages = Math.max(1, Math.ceil(mine.length / channelsShown));
  const page = Math.min(homePageNamed(opening.pressed), pages - 1);
  const shown = mine.slice(page * channelsShown, (page + 1) * channelsShown);
  const channels = await Promise.all(shown.map((each) => channelOf(world, opening, each)));
  return homeMessage({ figures: await figuresOver(world, opening, planned), channels, page, pages });
}

/** A channel of another workspace is nobody's here, whoever says so. */
async function plannedFor(world: World, { workspace, channels }: HomeOpening): Promise<readonly Mine[]> {
  const own = channels.filter(({ channel }) => workspaceOf(channel) === workspace);
  const found = await Promise.all(
    own.map(async ({ channel, name }): Promise<readonly Mine[]> => {
      const plan = await world.records.plans.get(channel);
      return plan === null ? [] : [{ name, plan, open: await answerableIn(world, channel) }];
    }),
  );
  return found.flat();
}

async function answerableIn(world: World, channel: ChannelKey): Promise<readonly DrillIn<"open">[]> {
  const open: DrillIn<"open">[] = [];
  for await (const [key] of world.records.openDrills.list(`${channel}/`)) {
    const drill = await world.records.drills.get(key);
    if (drill?.stage === "open" && drill.cutoffAt === null) open.push(drill);
  }
  return open;
}

/** What a person can answer first, then by name. */
function openFirst(one: Mine, other: Mine): number {
  const closed = (each: Mine): number => (each.open.length > 0 ? 0 : 1);
  return closed(one) - closed(other) || one.name.localeCompare(other.name, "en");
}

async function channelOf(world: World, { person }: HomeOpening, { name, plan, open }: Mine): Promise<HomeChannel> {
  const { linkTo } = platformOf(world, plan.channel).facts;
  const questions = open.map(
    async (drill): Promise<OpenQuestion> => ({
      drill,
      question: await questionOf(world, drill),
      link: linkTo(drill.message),
      answered: (await partIn(world, drill, person)) === "in-time",
    }),
  );
  return { name, plan, open: await Promise.all(questions), next: await nextFreeSlot(world, plan) };
}

/** One channel after another: a person in many of them holds nobody else up for longer than one takes. */
async function figuresOver(world: World, { workspace, person }: HomeOpening, mine: readonly Mine[]): Promise<Figures> {
  const away = await awayOf(world, workspace, person);
  const figures: Figures[] = [];
  for (const { plan } of mine) figures.push(await figuresIn(world, plan.channel, person, away));
  return summed(figures);
}
