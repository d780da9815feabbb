import { emptyPage, type Page } from "../../../../src/adapters/playground/page/state.ts";
import type { PlayMessage, PlayPerson, PlayState, PlayWhisper } from "../../../../src/adapters/playground/protocol.ts";

/** A person of the invented team. */
export const person = (id: string): PlayPerson => ({ id, name: id, initials: "AB", hue: 0, manager: false });
const people = [person("ada"), person("bea")];

/** A message of Ada's at instant 0 in the channel, unless said otherwise. */
export const message = (parts: Partial<PlayMessage>): PlayMessage => ({
  id: "m",
  thread: null,
  author: "ada",
  at: 0,
  editedAt: null,
  deleted: false,
  summary: "",
  html: "",
  source: "words",
  actions: [],
  pictures: [],
  threadTitle: null,
  marked: false,
  ...parts,
});

/** A whisper of the bot's to Ada in the channel. */
export const whisper = (id: string, parts: Partial<PlayMessage> = {}): PlayWhisper => ({
  to: "ada",
  thread: null,
  message: message({ id, author: "bot", source: null, ...parts }),
  replaces: null,
});

/** What the server sends, empty unless said otherwise. */
export const state = (parts: Partial<PlayState>): PlayState => ({
  channel: { name: "drill", topic: "" },
  people,
  clock: { now: 0, aheadMs: 0, next: null, zone: "UTC" },
  messages: [],
  whispers: [],
  commands: [],
  ...parts,
});

/** A page that Ada looks at. */
export const page = (parts: Partial<Page>): Page => ({
  ...emptyPage,
  as: "ada",
  room: { channel: { name: "drill", topic: "" }, people, commands: [] },
  ...parts,
});
