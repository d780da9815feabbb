import type { Handlers, Platform } from "../../../src/ports/platform.ts";
import { FakePlatform } from "../../support/fake-platform.ts";
import type { Actor, PlatformRig } from "../platform/rig.ts";

/** A platform that works but for one broken promise, and a case that must catch it. */
export type Mutant = Readonly<{ name: string; rig: () => PlatformRig; caughtBy: string }>;

type Breaking = Readonly<{
  platform?: (platform: Platform, fake: FakePlatform) => Partial<Platform>;
  handlers?: (handlers: Handlers) => Partial<Handlers>;
  actor?: (actor: Actor, fake: FakePlatform) => Partial<Actor>;
}>;

/** The fake, with some members of its port, its handlers or its people replaced. */
export function broken({ platform, handlers, actor }: Breaking, fake = new FakePlatform()): PlatformRig {
  return {
    channel: fake.channel,
    channelName: fake.channelName,
    people: fake.people,
    group: fake.group,
    clock: fake.clock,
    async open() {
      const whole = fake.platform();
      const start = (given: Handlers) => whole.start({ ...given, ...handlers?.(given) });
      return { ...whole, start, ...platform?.({ ...whole, start }, fake) };
    },
    as(person) {
      const whole = fake.as(person);
      return { ...bound(whole), ...actor?.(whole, fake) };
    },
    close: () => fake.close(),
  };
}

/** An actor's members, tied to it: its private state is not on a copy. */
function bound(actor: Actor): Actor {
  return {
    say: (thread, text) => actor.say(thread, text),
    edit: (message, text) => actor.edit(message, text),
    remove: (message) => actor.remove(message),
    command: (text, thread) => actor.command(text, thread),
    press: (message, action, value) => actor.press(message, action, value),
    submit: (values) => actor.submit(values),
    point: (message, as) => actor.point(message, as),
    choices: (form, field, typed) => actor.choices(form, field, typed),
    home: (pressed) => actor.home(pressed),
    channel: () => actor.channel(),
    thread: (of) => actor.thread(of),
    whispers: () => actor.whispers(),
    form: () => actor.form(),
    draft: () => actor.draft(),
  };
}
