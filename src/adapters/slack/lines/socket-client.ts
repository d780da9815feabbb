import { SocketModeClient } from "@slack/socket-mode";
import type { Logger } from "@slack/web-api";
import { z } from "zod";
import type { Log } from "../../../ports/log.ts";
import type { Clock } from "../../../ports/runtime.ts";
import type { ServerTime } from "../../chat/on-the-way.ts";
import { slackFetch } from "../calls/transport.ts";

export type SocketOptions = Readonly<{
  appToken: string;
  apiUrl: string;
  logger: Logger;
  tellTime: ServerTime;
  now: Clock["now"];
  log: Log;
  /** How long the other end may stay silent; the SDK asks three times in it. 5 s unless told. */
  silentMs?: number;
}>;

const openTimeoutMs = 10_000;
const goodbyeMs = 1_000;

/**
 * One connection of Slack's own client, used once. Its ways of coming back are switched off, for with socket-mode 3.1
 * they leave a rejection that nobody takes (node-slack-sdk#2656) and wait longer and longer; `SocketLine` opens the next.
 */
export class OneSocket extends SocketModeClient {
  /** Called once when Slack asks to connect anew, before this connection goes, with its reason. */
  onFarewell: (reason: string) => void = () => undefined;
  readonly #log: Log;
  #hangUp: NodeJS.Timeout | undefined;

  constructor({ appToken, apiUrl, logger, tellTime, now, log, silentMs = 5_000 }: SocketOptions) {
    super({
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: silentMs,
      clientOptions: {
        slackApiUrl: apiUrl,
        fetch: slackFetch(tellTime, now),
        timeout: openTimeoutMs,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    });
    this.#log = log;
    // An `error` that nobody listens to would be thrown; what it means, `close` tells.
    this.on("error", () => undefined);
  }

  /** Whether what is acknowledged now reaches Slack. */
  isOpen(): boolean {
    return this.websocket?.isActive() === true;
  }

  isClosing(): boolean {
    // WebSocket.CLOSING
    return this.websocket?.readyState === 2;
  }

  /** Lets go of the connection. Slack's part of the goodbye takes 5 s and more (#2752): it gets one. */
  leave(): void {
    this.removeAllListeners("slack_event");
    this.websocket?.disconnect();
    this.#hangUp = setTimeout(() => this.dropNow(), goodbyeMs).unref();
  }

  /** Ends the connection at once; for one that is closing, or that nobody is at the other end of. */
  dropNow(): void {
    clearTimeout(this.#hangUp);
    if (this.websocket?.readyState === undefined) return;
    if (!this.isClosing()) this.websocket.disconnect();
    // The SDK destroys a socket that it is told to close while it is closing.
    if (this.isClosing()) this.websocket.disconnect();
  }

  /**
   * The SDK calls this without waiting for it, so nothing may come out of it: a rejection would end the process. Its own
   * way with payloads would emit each under the name of its event, and throws on those without one (`app_rate_limited`).
   */
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      const frame = isBinary ? null : frameOf(data);
      if (frame === null) return;
      // The SDK would close at once and be deaf until the next connection stands; the line opens that first.
      if (frame.type === "disconnect") return this.onFarewell(frame.reason ?? "none given");
      const named = frame.type === "hello" ? frame : { ...frame, type: "payload" };
      await super.onWebSocketMessage(JSON.stringify(named), false);
    } catch (error) {
      this.#log.warn("a frame of Slack's socket was not understood", { error });
    }
  }
}

const frames = z.looseObject({ type: z.string(), reason: z.string().optional() });

function frameOf(data: string | ArrayBuffer): z.output<typeof frames> | null {
  const text = typeof data === "string" ? data : new TextDecoder().decode(data);
  return frames.safeParse(JSON.parse(text)).data ?? null;
}
