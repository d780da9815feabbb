import type { WebSocket } from "ws";
import type { Fields } from "../../stand-in/record.ts";
import type { SeenWire, Wire } from "../control/seen.ts";
import type { AppState } from "../state/app-state.ts";
import { applicationFlags } from "../state/application.ts";
import { userShape, wholeGuildShape } from "../state/shapes.ts";
import { Connection, type Doorkeeper, ops } from "./connection.ts";
import { IdentifyLimits } from "./identify-limits.ts";
import { intents, whyRefused } from "./intents.ts";
import { Session } from "./session.ts";
import { Sessions } from "./sessions.ts";
import type { Teller, Told } from "./told.ts";

/** Closing with these invalidates the session (platform-facts.md 2.5). */
const farewells: readonly number[] = [1000, 1001];

/** The gateway of one app: its connections and its sessions. */
export class Gateway implements Doorkeeper, Teller {
  readonly #app: AppState;
  readonly #url: string;
  readonly limits: IdentifyLimits;
  readonly #connections = new Set<Connection>();
  readonly #sessions: Sessions;
  #isSilent = false;
  #refusals: { code: number; left: number } | null = null;
  #identified = 0;
  #resumed = 0;
  /** Whether new connections are refused. */
  keepsOut = false;

  /** `url` is where the app connects, and resumes. */
  constructor(app: AppState, url: string) {
    this.#app = app;
    this.#url = url;
    this.limits = new IdentifyLimits(app);
    this.#sessions = new Sessions(app);
  }

  get url(): string {
    return this.#url;
  }

  welcome(socket: WebSocket, version: string | null): void {
    const { heartbeatWallMs: heartbeatMs } = this.#app.quirks;
    if (this.#isSilent) socket.pause();
    const connection = new Connection(socket, this, { heartbeatMs, isSilent: this.#isSilent });
    this.#connections.add(connection);
    if (version !== "10") connection.close(4012);
  }

  /** Tells every session that wants to hear it; then the connection may break, as the quirks have it. */
  tell(told: Told): void {
    for (const session of this.#sessions.wanting(told)) {
      session.dispatch(told);
      if (this.#app.random() < this.#app.quirks.broken) this.#break(session);
    }
  }

  #break(session: Session): void {
    const { outlet } = session;
    if (this.#app.random() < this.#app.quirks.sessionLost) this.#sessions.forget(session);
    outlet?.cut();
  }

  identify(connection: Connection, asked: Fields): void {
    const code = this.#whyNoSession(asked);
    if (code !== null) {
      connection.close(code);
      return;
    }
    const verdict = this.limits.spend();
    if (verdict === "slow down") {
      connection.send({ op: ops.invalid, d: false });
      return;
    }
    if (verdict === "spent") {
      // developers/events/gateway.mdx, Session Start Limit: sessions end, the token is reset, the owner gets an email.
      this.resetToken();
      connection.close(4004);
      return;
    }
    this.#open(connection, asked);
  }

  #whyNoSession({ token, intents: wanted, shard }: Fields): number | null {
    const refused = this.#refusal();
    if (refused !== null) return refused;
    if (typeof token !== "string" || token.replace(/^Bot /u, "") !== this.#app.token) return 4004;
    if (shardOf(shard) === null) return 4010;
    return whyRefused(wanted, this.#app.messageContent);
  }

  #refusal(): number | null {
    if (this.#refusals === null) return null;
    const { code, left } = this.#refusals;
    this.#refusals = left > 1 ? { code, left: left - 1 } : null;
    return code;
  }

  #open(connection: Connection, asked: Fields): void {
    const app = this.#app;
    const shard = shardOf(asked["shard"]) ?? ([0, 1] as const);
    const session = new Session(app.nextId(), connection, { shard, asked: Number(asked["intents"]) });
    connection.session = session;
    this.#sessions.add(session);
    this.#identified += 1;
    const guilds = [...app.guilds.values()].filter((one) => app.hasBot(one) && session.has(one.id));
    const ready = {
      v: 10,
      user: userShape(app.user(app.botUser)),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      session_type: "normal",
      shard,
      application: { id: app.applicationId, flags: applicationFlags(app) },
    };
    session.dispatch({ type: "READY", data: ready });
    if ((session.intents & intents.guilds) === 0) return;
    for (const guild of guilds) {
      if (!guild.unavailable) session.dispatch({ type: "GUILD_CREATE", data: wholeGuildShape(app, guild) });
    }
  }

  resume(connection: Connection, { token, session_id: id, seq }: Fields): void {
    if (typeof token !== "string" || token.replace(/^Bot /u, "") !== this.#app.token) {
      connection.close(4004);
      return;
    }
    const session = this.#sessions.find(id);
    if (session === undefined) {
      connection.send({ op: ops.invalid, d: false });
      return;
    }
    if (typeof seq !== "number" || seq > session.last || seq < 0) {
      connection.close(4007);
      return;
    }
    session.outlet?.close(4000);
    this.#resumed += 1;
    connection.session = session;
    session.heard = Math.max(session.heard, seq);
    for (const missed of session.after(seq)) connection.send(missed);
    session.outlet = connection;
    session.leftAt = null;
    session.dispatch({ type: "RESUMED", data: { _trace: ["stand-in"] } });
  }

  left(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (session === null || session.outlet !== connection) return;
    this.#sessions.detach(session);
    if (farewells.includes(code)) this.#sessions.forget(session);
  }

  act(what: Wire): void {
    if (what.do === "silent" || what.do === "speaking") this.#silence(what.do === "silent");
    if (what.do === "keep-out" || what.do === "let-in") this.keepsOut = what.do === "keep-out";
    if (what.do === "refuse") {
      this.#refusals = what.code === null ? null : { code: what.code, left: what.times ?? 1 };
    }
    if (what.do === "lose-sessions") for (const session of this.#sessions.all()) this.#sessions.forget(session);
    for (const connection of [...this.#connections]) this.#do(connection, what);
  }

  #do(connection: Connection, what: Wire): void {
    if (what.do === "break" || what.do === "lose-sessions") connection.cut();
    if (what.do === "reconnect") connection.send({ op: ops.reconnect, d: null });
    if (what.do === "close") connection.close(what.code);
    if (what.do === "invalidate") this.#invalidate(connection, what.resumable);
  }

  /** The connection stays, for the client to resume over it, or to close it. */
  #invalidate(connection: Connection, resumable: boolean): void {
    const { session } = connection;
    if (session !== null) this.#sessions.detach(session);
    if (session !== null && !resumable) this.#sessions.forget(session);
    connection.session = null;
    connection.send({ op: ops.invalid, d: resumable });
  }

  /** The token is made anew; whoever has the old one is told so. */
  resetToken(): void {
    this.#app.token = null;
    this.#sessions.clear();
    for (const connection of [...this.#connections]) connection.close(4004);
  }

  /** Sends the last so many events of each session again, as new ones. */
  repeat(last: number): void {
    for (const session of this.#sessions.all()) {
      for (const { t, d } of session.after(Math.max(0, session.last - last))) session.dispatch({ type: t, data: d });
    }
  }

  untold(): readonly Fields[] {
    return this.#sessions.untold();
  }

  seen(held: number): SeenWire {
    const sessions = this.#sessions.all();
    return {
      connected: sessions.filter(({ outlet }) => outlet !== null).length,
      sessions: sessions.length,
      identified: this.#identified,
      resumed: this.#resumed,
      intents: sessions.at(-1)?.intents ?? 0,
      held,
      guilds: [...this.#app.guilds.values()].filter((guild) => this.#app.hasBot(guild)).map(({ id }) => id),
    };
  }

  close(): void {
    for (const connection of [...this.#connections]) connection.cut();
    this.#connections.clear();
    this.#sessions.clear();
  }

  #silence(isSilent: boolean): void {
    this.#isSilent = isSilent;
    for (const connection of this.#connections) connection.silence(isSilent);
  }
}

function shardOf(shard: unknown): readonly [number, number] | null {
  if (shard === undefined) return [0, 1];
  if (!Array.isArray(shard)) return null;
  const [id, of]: readonly unknown[] = shard;
  const isFit = typeof id === "number" && typeof of === "number" && id >= 0 && id < of;
  return isFit ? [id, of] : null;
}

/** What a client says of itself in the address it connects to. */
export const versionOf = (url: string): string | null => new URL(url, "http://discord").searchParams.get("v");
