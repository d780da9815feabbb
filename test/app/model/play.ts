import { allIsDone, Watch } from "./invariants.ts";
import { type StepName, steps } from "./steps.ts";
import { Trial } from "./trial.ts";

/** Long enough, after all faults, for what is parked for an hour, reread for a day, and revealed after a week at the latest. */
const aftermath: readonly (readonly [times: number, Temporal.DurationLike])[] = [
  [6, { seconds: 30 }],
  [30, { minutes: 10 }],
  [24, { hours: 2 }],
  [16, { hours: 12 }],
];

/** Plays a sequence on a new bot, ends all faults, and lets a week go by; raises the first thing that is wrong. */
export async function play(sequence: readonly StepName[], repeatSafeMs: number): Promise<void> {
  const trial = new Trial(repeatSafeMs);
  await trial.boot();
  const watch = new Watch(trial);
  for (const name of sequence) {
    await took(trial, watch, name);
    await watch.look(false);
  }
  await calm(trial);
  for (const [times, duration] of aftermath) {
    for (let time = 0; time < times; time += 1) {
      await trial.pass(Temporal.Duration.from(duration).total("milliseconds"));
      await watch.look(false);
    }
  }
  await allIsDone(trial);
}

/** Takes one step; what fails then is right only where something was broken. A process that died is replaced. */
async function took(trial: Trial, watch: Watch, name: StepName): Promise<void> {
  const mightFail = trial.mayFail;
  try {
    await steps[name](trial);
    await trial.tick();
  } catch (error) {
    if (!mightFail && !trial.mayFail) throw error;
  }
  await watch.look(mightFail || trial.mayFail);
  if (trial.isDead) await trial.boot();
}

async function calm(trial: Trial): Promise<void> {
  trial.troubles.clear();
  trial.store.failing = false;
  trial.mendClock();
  await trial.boot();
  await trial.command("stop");
}
