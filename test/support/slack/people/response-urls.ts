import { withIds } from "../api/views.ts";
import { isRecord } from "../payload/record.ts";
import { validateMessage } from "../payload/validate.ts";
import type { Talk } from "../state/talk.ts";
import type { Fields, Whisper } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";

/** platform-facts.md 1.4 [Q]: five uses within 30 minutes. */
const uses = 5;
const goodMs = 30 * 60_000;

/** Where an answer to a command or a press may still be sent, and what it answers. */
type Address = {
  channel: string;
  user: string;
  source: string | null;
  isWhisper: boolean;
  left: number;
  until: number;
};

/** The addresses that commands and interactions give the app for later answers. */
export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #talk: Talk;
  readonly #base: string;
  readonly #given = new Map<string, Address>();

  constructor(workspace: Workspace, talk: Talk, base: string) {
    this.#workspace = workspace;
    this.#talk = talk;
    this.#base = base;
  }

  /** A new address; `source` is the message that was pressed. */
  give(of: Readonly<{ channel: string; user: string; source?: string; isWhisper?: boolean }>): string {
    const id = this.#workspace.name("R");
    const until = this.#workspace.clock.now() + goodMs;
    this.#given.set(id, { source: null, isWhisper: false, ...of, left: uses, until });
    return `${this.#base}/respond/${this.#workspace.keys.team}/${id}`;
  }

  /** Takes an answer; gives the status and body that Slack gives. */
  take(id: string, body: string): Readonly<{ status: number; body: string }> {
    const address = this.#given.get(id);
    if (address === undefined || this.#workspace.clock.now() > address.until)
      return { status: 404, body: "expired_url" };
    if (address.left === 0) return { status: 404, body: "used_url" };
    address.left -= 1;
    const answer: unknown = JSON.parse(body);
    const wrong = isRecord(answer) && answer["delete_original"] === true ? [] : validateMessage(answer, "Respond");
    this.#workspace.violations.push(...wrong.map((line) => `response_url ${line}`));
    if (wrong.length > 0 || !isRecord(answer)) return { status: 400, body: "invalid_payload" };
    this.#carryOut(address, answer);
    return { status: 200, body: "ok" };
  }

  /** What came with an acknowledgement is as good as sent to the address. */
  takeReply(of: Readonly<{ channel: string; user: string }>, reply: unknown): void {
    if (!isRecord(reply) || (reply["text"] === undefined && reply["blocks"] === undefined)) return;
    const wrong = validateMessage(reply, "Respond");
    this.#workspace.violations.push(...wrong.map((line) => `acknowledgement ${line}`));
    this.#carryOut({ source: null, isWhisper: false, ...of, left: 0, until: 0 }, reply);
  }

  #carryOut(address: Address, answer: Fields): void {
    const { channel, user } = address;
    const text = typeof answer["text"] === "string" ? answer["text"] : "";
    const blocks = withIds(this.#workspace, listIn(answer, "blocks"));
    if (answer["delete_original"] === true) this.#change(address, null);
    else if (answer["replace_original"] === true && this.#change(address, { text, blocks })) return;
    else if (answer["response_type"] === "in_channel") {
      const { botUser, botId: bot } = this.#workspace.keys;
      const place = { channel: this.#workspace.channel(channel), thread: threadIn(answer) };
      this.#talk.say({ ...place, user: botUser, bot, text, blocks });
    } else {
      const ts = this.#workspace.nextTs(channel);
      this.#workspace.whispers.push({ channel, user, ts, text, blocks, thread: threadIn(answer) });
    }
  }

  /** Changes the message that was pressed, or (null) deletes it; false: there is none any more. */
  #change({ channel, source, isWhisper }: Address, to: Pick<Whisper, "text" | "blocks"> | null): boolean {
    const { whispers } = this.#workspace;
    const whisper = isWhisper ? whispers.find(({ ts }) => ts === source) : undefined;
    const message = source === null ? undefined : this.#workspace.at(channel, source);
    if (whisper !== undefined && to === null) whispers.splice(whispers.indexOf(whisper), 1);
    if (whisper !== undefined && to !== null) Object.assign(whisper, to);
    if (message !== undefined && to === null) this.#talk.erase(message);
    if (message !== undefined && to !== null) this.#talk.change(message, to);
    return whisper !== undefined || message !== undefined;
  }
}

const listIn = (answer: Fields, key: string): readonly unknown[] => {
  const value = answer[key];
  return Array.isArray(value) ? value : [];
};

const threadIn = (answer: Fields): string | null =>
  typeof answer["thread_ts"] === "string" ? answer["thread_ts"] : null;
