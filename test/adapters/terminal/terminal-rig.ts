import { openTerminal, type Terminal, type TerminalEvent } from "../../../src/adapters/terminal/terminal.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";
import type { Person, Platform } from "../../../src/ports/platform.ts";
import type { PlatformRig, SeenMessage } from "../../contract/platform/rig.ts";
import { shown } from "../../support/fake-actor.ts";
import { TestClock } from "../../support/test-clock.ts";
import { TerminalActor } from "./terminal-actor.ts";

const channel = channelKey("terminal", "demo", "backend");
const zone = "Europe/Berlin";
const person = (id: string, name: string, manager = false): Person => {
  return { id: id as PersonId, name, zone, manager, maySetUp: manager, standing: "member", roles: [] };
};

/** A terminal and what stands on its screen, as its events tell; it lives as long as the rig. */
export class TerminalRig implements PlatformRig {
  readonly channel = channel;
  readonly channelName = "backend";
  readonly people = {
    manager: person("mira", "Mira", true),
    first: person("jonas", "Jonas"),
    second: person("priya", "Priya"),
  };
  readonly group = { id: "R1", name: "seniors" };
  readonly clock = new TestClock();
  readonly terminal: Terminal;
  readonly #actors = new Map<PersonId, TerminalActor>();
  #screen: readonly SeenMessage[] = [];

  constructor() {
    const { manager, first, second } = this.people;
    this.terminal = openTerminal({
      channel,
      people: [manager, first, second],
      zone,
      now: () => this.clock.now(),
      listen: (event) => {
        this.#screen = after(this.#screen, event);
      },
    });
  }

  async open(): Promise<Platform> {
    return this.terminal;
  }

  as(id: PersonId): TerminalActor {
    const actor = this.#actors.get(id) ?? new TerminalActor(this, id);
    this.#actors.set(id, actor);
    return actor;
  }

  /** What stands in the channel itself, or under a message. */
  seen(thread: MessageId | null): readonly SeenMessage[] {
    return this.#screen.filter((message) => message.thread === thread);
  }

  async close(): Promise<void> {
    await this.terminal.stop();
  }
}

function after(screen: readonly SeenMessage[], event: TerminalEvent): readonly SeenMessage[] {
  const replace = (id: MessageId, changes: Partial<SeenMessage>) =>
    screen.map((message) => (message.id === id ? { ...message, ...changes } : message));
  switch (event.kind) {
    case "posted": {
      const { id, thread } = event.ref;
      return [...screen, { ...shown(event.message), id, thread, author: null, marked: false }];
    }
    case "edited":
      return replace(event.ref.id, shown(event.message));
    case "replied": {
      const { message: id, thread, person: author, text } = event.reply;
      return [...screen, { id, thread, author, text, actions: [], pictures: [], marked: false, pings: [] }];
    }
    case "withdrawn":
      return screen.filter(({ id }) => id !== event.reply.message);
    case "marked":
      return replace(event.reply.message, { marked: true });
  }
}
