import type { Act } from "../../model/wire.ts";
import type { Fields } from "../../stand-in/record.ts";
import type { Permission } from "../state/permission-bits.ts";
import type {
  Answered,
  ChannelChange,
  Choice,
  Entries,
  Press,
  SlashCommand,
  Spot,
  ThreadChange,
  Where,
  Writing,
} from "./acts.ts";
import type { FaultOrder } from "./faults.ts";
import type { ChannelOpening, GuildOpening, OverwriteOpening, Quirks, RoleOpening, UserOpening } from "./opening.ts";
import type { Acknowledged, CallLog, SeenChannel, SeenMessage, SeenModal, SeenWire, Wire } from "./seen.ts";

type InGuild = Readonly<{ guild: string }>;

/** Everything a test can do around an app, in people's name and behind their backs; all of it is plain JSON. */
export interface Control {
  /** Gives the message's id. Throws when the person may not write there. An archived thread is active again. */
  write(said: Writing): Promise<string>;
  edit(change: Spot & Readonly<{ text: string }>): Promise<void>;
  /** Deletes a message, the bot's own too. Its thread stays. */
  erase(spot: Spot): Promise<void>;
  /** A moderator deletes several at once: one `MESSAGE_DELETE_BULK`. */
  eraseMany(spots: Where & Readonly<{ ids: readonly string[] }>): Promise<void>;
  react(given: Spot & Readonly<{ user: string; emoji: string; take?: boolean }>): Promise<void>;
  /** A link's preview appears: `MESSAGE_UPDATE` without an edit. */
  unfurl(spot: Spot): Promise<void>;
  /** Somebody starts a thread from a message; gives its id. */
  startThread(from: Spot & Readonly<{ user: string; name: string }>): Promise<string>;
  /** Does one thing of a script now, under the channel's question. */
  act(act: Act): Promise<void>;

  command(said: SlashCommand): Promise<Answered>;
  /** Types into an option of a command and gives what is offered. */
  suggest(typed: SlashCommand & Readonly<{ focused: string }>): Promise<Answered>;
  /** Uses a message command by its name. */
  messageCommand(used: Spot & Readonly<{ user: string; name: string }>): Promise<Answered>;
  press(press: Press): Promise<Answered>;
  choose(choice: Choice): Promise<Answered>;
  /** Fills in and sends the form that a person has open. Discord's client holds back what breaks its rules: `refused`. */
  submit(form: Readonly<{ user: string; entries: Entries }>): Promise<Answered>;
  /** Delivers any interaction, forged or not: these fields over those of a press by that person in that channel. */
  interaction(forged: Where & Readonly<{ user: string; fields: Fields }>): Promise<Answered>;

  /** Adds a user to a guild, or makes one; the bot, where no `user` is given. */
  invite(into: InGuild & Readonly<{ user?: string }>): Promise<void>;
  /** Takes somebody out of a guild; the bot, where no `user` is given. A ban is the same with one event more. */
  kick(from: InGuild & Readonly<{ user?: string; ban?: boolean }>): Promise<void>;
  addUser(user: UserOpening & Readonly<{ guilds?: readonly string[] }>): Promise<string>;
  addGuild(guild: GuildOpening): Promise<string>;
  addChannel(channel: InGuild & ChannelOpening): Promise<string>;
  /** Gives somebody's roles, by name; the bot's, where no `user` is given. */
  roles(of: InGuild & Readonly<{ user?: string; roles: readonly string[] }>): Promise<void>;
  /** Gives the new role's id. */
  addRole(role: InGuild & RoleOpening): Promise<string>;
  /** Deletes a role by its name; nobody has it any more. */
  removeRole(role: InGuild & Readonly<{ role: string }>): Promise<void>;
  /** Sets what a role may, by its name; `the bot` and `everyone` are roles too. */
  permit(role: InGuild & Readonly<{ role: string; permissions: readonly Permission[] }>): Promise<void>;
  /** Sets a channel's overwrites. */
  overwrite(channel: Where & Readonly<{ overwrites: readonly OverwriteOpening[] }>): Promise<void>;
  changeChannel(change: Where & ChannelChange): Promise<void>;
  changeThread(change: Where & ThreadChange): Promise<void>;
  /** An outage of a guild begins or ends: `GUILD_DELETE` with `unavailable`, then `GUILD_CREATE`. */
  outage(of: InGuild & Readonly<{ unavailable: boolean }>): Promise<void>;
  /** What the portal says of Message Content from now on. */
  messageContent(to: "granted" | "limited" | "off"): Promise<void>;
  /** The token is made anew: 401 and 4004 for the old one, and every session ends. */
  resetToken(): Promise<void>;

  fault(order: FaultOrder): Promise<void>;
  /** Forgets the faults that were ordered and not met. */
  clearFaults(): Promise<void>;
  /** Answers the requests that are held. */
  release(): Promise<void>;
  quirks(changed: Partial<Quirks>): Promise<void>;
  /** Puts the app's time to an ISO instant. */
  moveTime(to: Readonly<{ instant: string }>): Promise<void>;
  /** What is left of the identify budget. */
  identifyBudget(left: Readonly<{ remaining: number; resetAfterMs?: number }>): Promise<void>;
  gateway(what: Wire): Promise<void>;
  /** Dispatches any event to every session: for orders and forgeries that nobody can make. */
  event(event: Readonly<{ type: string; data: Fields }>): Promise<void>;
  /** Sends the last so many events again over the connection, under new numbers (fault 5). */
  repeat(last: number): Promise<void>;

  /** All messages, deleted ones too, in their order; those that one person alone sees are left out. */
  everything(): Promise<readonly SeenMessage[]>;
  /** What stands in a channel or thread, oldest first. */
  messages(of: Where): Promise<readonly SeenMessage[]>;
  /** What one person alone sees. */
  whispers(to: Readonly<{ user: string }>): Promise<readonly SeenMessage[]>;
  /** The message that answers an interaction as it is now; null: none. */
  reply(of: Readonly<{ interaction: string }>): Promise<SeenMessage | null>;
  /** The form a person has open; null: none. */
  modal(of: Readonly<{ user: string }>): Promise<SeenModal | null>;
  channel(where: string): Promise<SeenChannel>;
  /** The threads of a channel, archived ones too. */
  threads(of: Where): Promise<readonly SeenChannel[]>;
  /** The commands that stand, as they were registered; of a guild or, without one, global. */
  commands(of?: InGuild): Promise<readonly Fields[]>;
  /** The requests of the app, of one route or of all, in their order. */
  calls(route?: string): Promise<readonly CallLog[]>;
  /** The first answers to interactions, in their order. */
  acknowledged(): Promise<readonly Acknowledged[]>;
  /** What broke Discord's rules so far: one line each, with the route in front. */
  violations(): Promise<readonly string[]>;
  wire(): Promise<SeenWire>;
  /** The events that no living session was sent, as `{ t, d }`. */
  untold(): Promise<readonly Fields[]>;
}
