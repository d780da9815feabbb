import type { Act } from "../../model/wire.ts";
import type { Fields } from "../state/types.ts";
import type { Choice, Entries, Heard, Press, SignedRequest, Submitted, Writing } from "./acts.ts";
import type { FaultOrder } from "./faults.ts";
import type { Delivery, Quirks } from "./opening.ts";
import type { Answered, CallLog, SeenMessage, SeenView, SeenWhisper, Wire } from "./seen.ts";

type Spot = Readonly<{ channel: string; ts: string }>;

/** Everything a test can do to a workspace, in its people's name and behind their backs; all of it is plain JSON. */
export interface Control {
  /** Gives the `ts`; of both messages, where it came twice. */
  write(said: Writing): Promise<readonly string[]>;
  edit(change: Spot & Readonly<{ text: string }>): Promise<void>;
  /** Does one thing of a script now, under the channel's question. */
  act(act: Act): Promise<void>;
  /** A link's preview appears: `message_changed` without an edit (platform-facts.md 1.4). */
  unfurl(spot: Spot): Promise<void>;
  /** Deletes a message, the bot's own too. A parent with replies leaves its tombstone. */
  erase(spot: Spot): Promise<void>;
  react(given: Spot & Readonly<{ user: string; name: string; take?: boolean }>): Promise<void>;
  /** Never in threads: Slack knows no such thing (platform-facts.md 1.4). */
  command(said: Readonly<{ user: string; channel: string; text: string; command?: string }>): Promise<Heard>;
  press(press: Press): Promise<Heard>;
  choose(choice: Choice): Promise<Heard>;
  /** Types into an external select and gives the options that are offered. */
  suggest(typed: Press & Readonly<{ text: string }>): Promise<readonly Fields[]>;
  /** Fills a form in and sends it. */
  submit(form: Readonly<{ user: string; view: string; entries: Entries }>): Promise<Submitted>;
  /** Closes a form without sending it. */
  dismiss(form: Readonly<{ user: string; view: string }>): Promise<void>;
  /** A trigger as an interaction of that person gives it, for calls without one. */
  trigger(of: Readonly<{ user: string; view?: string }>): Promise<string>;
  /** Uses a message shortcut. */
  shortcut(used: Spot & Readonly<{ user: string; callback: string }>): Promise<Heard>;
  openHome(by: Readonly<{ user: string }>): Promise<void>;

  /** Adds somebody to a channel; the bot, where no `user` is given. */
  invite(into: Readonly<{ channel: string; user?: string; by: string }>): Promise<void>;
  /** Takes somebody out of a channel; the bot, where no `user` is given. */
  kick(from: Readonly<{ channel: string; user?: string }>): Promise<void>;
  /** What befalls a channel; the events are those of Slack. */
  changeChannel(
    change: Readonly<{ channel: string; to: "archived" | "unarchived" | "deleted" | "private" | "shared" }>,
  ): Promise<void>;
  renameChannel(change: Readonly<{ channel: string; name: string }>): Promise<void>;
  /** The id changes and everything else stays (`channel_id_changed`). */
  renumberChannel(change: Readonly<{ channel: string; id: string }>): Promise<void>;
  /** Adds a person, or changes one by the same id. */
  person(changed: Fields & Readonly<{ name: string }>): Promise<string>;
  /** Uninstalls the app; the two events come in this order. */
  uninstall(how?: Readonly<{ order: "uninstalled-first" | "revoked-first" }>): Promise<void>;
  revoke(): Promise<void>;
  scopes(granted: readonly string[]): Promise<void>;

  fault(order: FaultOrder): Promise<void>;
  /** The events that the app was not told of, or has not said it heard. */
  untold(): Promise<readonly Fields[]>;
  /** Forgets the faults that were ordered and not met. */
  clearFaults(): Promise<void>;
  /** Answers the requests that are held. */
  release(): Promise<void>;
  quirks(changed: Partial<Quirks>): Promise<void>;
  /** Puts the workspace's time to an ISO instant. */
  moveTime(to: Readonly<{ instant: string }>): Promise<void>;

  /** Where events go from now on. */
  deliverTo(delivery: Delivery): Promise<void>;
  /** Sends `disconnect` over every socket, or breaks, silences (half open) or revives them all, or keeps new ones out. */
  socket(what: Wire): Promise<void>;
  /** Delivers any inner event, as Slack would: for orders and forgeries that no person can make. Gives the event's id. */
  event(event: Fields, how?: Readonly<{ id?: string; attempt?: number }>): Promise<string>;
  /** Delivers a payload of the Events API that is no event (`app_rate_limited`), or is broken. */
  payload(payload: Fields): Promise<Heard>;
  /** Delivers any interaction or command payload, forged or not. */
  interaction(payload: Fields): Promise<Heard>;
  /** Sends one request to the app's address and gives the status and body. */
  knock(request: SignedRequest): Promise<Readonly<{ status: number; body: string }>>;

  /** All messages of the workspace, as they were written. */
  everything(): Promise<readonly SeenMessage[]>;
  messages(of: Readonly<{ channel: string; thread?: string }>): Promise<readonly SeenMessage[]>;
  whispers(to: Readonly<{ user: string }>): Promise<readonly SeenWhisper[]>;
  /** A channel by its name or id. */
  channel(name: string): Promise<Readonly<{ id: string; members: readonly string[]; isArchived: boolean }>>;
  /** The form on top that a person has open; null: none. */
  view(of: Readonly<{ user: string }>): Promise<SeenView | null>;
  home(of: Readonly<{ user: string }>): Promise<SeenView | null>;
  /** The requests the app made, of one method or of all, in their order. */
  calls(method?: string): Promise<readonly CallLog[]>;
  /** Each command, press and form that was acknowledged, in the order of their acknowledgements. */
  answered(): Promise<readonly Answered[]>;
  /** What broke Slack's rules so far: one line each, with the method in front. */
  violations(): Promise<readonly string[]>;
  /**
   * How many sockets the app has and how many of them were told to go, how many events are not acknowledged yet, how many of them wait for their next try, and
   * how many requests are held; and the events that were dropped or given up.
   */
  wire(): Promise<
    Readonly<{
      sockets: number;
      leaving: number;
      unheard: number;
      retrying: number;
      held: number;
      lost: readonly string[];
    }>
  >;
}
