import { expect } from "vitest";
import { BotError, type Refusal } from "../../../src/core/errors.ts";
import { type ChannelKey, type DeliveryKey, type MessageId, partsOf } from "../../../src/core/keys.ts";
import type { Block, Doc } from "../../../src/core/message/doc.ts";
import type { Choice, Form, Message, MessageRef, Place, Response } from "../../../src/core/message/message.ts";
import type { Handlers, Platform } from "../../../src/ports/platform.ts";
import type { Actor, PlatformRig, SeenMessage, Told } from "./rig.ts";

type With<Name extends keyof Handlers> = Parameters<Handlers[Name]>[0];
type Heard = { readonly [Name in keyof Handlers]: With<Name>[] };

/** Handlers that write down every call and answer as told. */
export class Recorder {
  /** The names of the handlers that were called, in order. */
  readonly calls: (keyof Handlers)[] = [];
  answer: Response = { kind: "none" };
  offered: readonly Choice[] = [];
  /** What stands on a person's own page. */
  page: Message | null = null;
  /** While set, every handler rejects after it was written down. */
  broken = false;
  readonly #heard: Heard = {
    replied: [],
    edited: [],
    deleted: [],
    command: [],
    pressed: [],
    submitted: [],
    pointed: [],
    choices: [],
    home: [],
    channel: [],
    workspaceGone: [],
    gap: [],
    clock: [],
  };

  readonly handlers: Handlers = {
    replied: (reply) => this.#take("replied", reply),
    edited: (reply) => this.#take("edited", reply),
    deleted: (reply) => this.#take("deleted", reply),
    command: (command) => this.#take("command", command).then(() => this.answer),
    pressed: (action) => this.#take("pressed", action).then(() => this.answer),
    submitted: (form) => this.#take("submitted", form).then(() => this.answer),
    pointed: (pointing) => this.#take("pointed", pointing).then(() => this.answer),
    choices: (query) => this.#take("choices", query).then(() => this.offered),
    home: (opening) => this.#take("home", opening).then(() => this.page),
    channel: (change) => this.#take("channel", change),
    workspaceGone: (workspace) => this.#take("workspaceGone", workspace),
    gap: (workspace) => this.#take("gap", workspace),
    clock: () => undefined,
  };

  /** What one handler was called with, in order. */
  of<Name extends keyof Handlers>(name: Name): readonly With<Name>[] {
    return this.#heard[name];
  }

  async #take<Name extends keyof Handlers>(name: Name, said: With<Name>): Promise<void> {
    this.calls.push(name);
    const heard: With<Name>[] = this.#heard[name];
    heard.push(said);
    if (this.broken) throw new BotError("store.unavailable", "the store does not answer", { hint: "look at the disk" });
  }
}

/** A started platform with its people and the calls it made. */
export interface Stage {
  readonly rig: PlatformRig;
  readonly platform: Platform;
  readonly heard: Recorder;
  readonly manager: Actor;
  readonly first: Actor;
  readonly second: Actor;
  readonly channel: Place;
  key(kind: string, part?: number): DeliveryKey;
  ask(text?: string): Promise<MessageRef>;
  restart(): Promise<Stage>;
}

/** Opens and starts the rig's platform. */
export async function stageOf(rig: PlatformRig, heard = new Recorder()): Promise<Stage> {
  const platform = await rig.open();
  await platform.start(heard.handlers);
  const channel: Place = { kind: "channel", channel: rig.channel };
  const key = (kind: string, part = 0) => keyIn(rig.channel, kind, part);
  return {
    rig,
    platform,
    heard,
    manager: rig.as(rig.people.manager.id),
    first: rig.as(rig.people.first.id),
    second: rig.as(rig.people.second.id),
    channel,
    key,
    ask: (text = "What does an index cost?") => platform.post(channel, messageOf(text), key("question")),
    async restart() {
      await platform.stop();
      return stageOf(rig);
    },
  };
}

const keyIn = (channel: ChannelKey, kind: string, part: number): DeliveryKey =>
  `${channel}/${kind}/2027-03-15/${part}` as DeliveryKey;

/** The thread under a message. */
export const under = (of: MessageRef): Place => ({ kind: "thread", of });

/** A paragraph of plain text. */
export const paragraph = (value: string): Block => ({ kind: "paragraph", children: [{ kind: "text", value }] });

/** A message that says one line, or a document, and nothing else. */
export function messageOf(said: string | Doc, more: Partial<Message> = {}): Message {
  const doc = typeof said === "string" ? [paragraph(said)] : said;
  return { summary: "A message", doc, actions: [], pictures: [], thread: null, ...more };
}

/** A form with a field of each kind that a person writes into. */
export const exampleForm: Form = {
  id: "answer:7",
  title: "Your answer",
  submit: "Save",
  intro: [paragraph("Only you see your result.")],
  fields: [
    {
      kind: "text",
      name: "text",
      label: "Answer",
      hint: null,
      required: true,
      value: "so far",
      multiline: true,
      maxChars: 3000,
    },
    {
      kind: "choice",
      name: "level",
      label: "Level",
      hint: null,
      required: false,
      value: "mid",
      choices: levels("mid", "senior"),
    },
    {
      kind: "choices",
      name: "days",
      label: "Days",
      hint: "Some",
      required: false,
      values: ["mon"],
      choices: levels("mon", "tue", "wed"),
    },
  ],
};

function levels(...names: readonly string[]) {
  return names.map((name) => ({ value: name, label: name.toUpperCase() }));
}

/** The texts of messages, without the blanks around them. */
export const texts = (messages: readonly SeenMessage[]): readonly string[] => messages.map((one) => one.text.trim());

/** The id of a message that a person said and the platform took. */
export async function saying(actor: Actor, thread: MessageId | null, text: string): Promise<MessageId> {
  const said = await actor.say(thread, text);
  expect(said.told).toEqual({ kind: "nothing" });
  if (said.message === null) throw new Error(`the platform did not take ${JSON.stringify(text)}`);
  return said.message;
}

/** The private message that a person was told, or a failure that shows what they were told instead. */
export function messageIn(told: Told): SeenMessage {
  if (told.kind !== "message") throw new Error(`expected a message, was told ${JSON.stringify(told)}`);
  return told.message;
}

/** Why the platform refused; fails when it did not. */
export async function refusalOf(attempt: Promise<unknown>): Promise<Refusal | undefined> {
  const outcome = await attempt.then(
    () => "it was carried out",
    (error: unknown) => error,
  );
  if (!(outcome instanceof BotError)) throw new Error(`expected a refusal, got ${String(outcome)}`);
  expect(outcome.code).toBe("platform.refused");
  return outcome.why;
}

/** A channel of the same platform that nobody made. */
export function elsewhere(channel: ChannelKey): ChannelKey {
  const { platform, workspace } = partsOf(channel);
  return `${platform}/${workspace}/nowhere` as ChannelKey;
}
