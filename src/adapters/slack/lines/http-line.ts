import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { HTTPReceiver, type Logger } from "@slack/bolt";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { Clock } from "../../../ports/runtime.ts";
import { type Check, SavedFirst } from "./intake.ts";
import type { AfterGap, Line, Take } from "./line.ts";
import { httpPath } from "./paths.ts";
import { Signatures } from "./signatures.ts";

export type HttpLineOptions = Readonly<{
  signingSecret: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** For the age of stamps. */
  now: Clock["now"];
  logger: Logger;
  log: Log;
  afterGap: AfterGap;
}>;

const lastAnswersMs = 500;

/**
 * Signed HTTP: Bolt's receiver, which reads the raw body and checks the signature, with stamps and replays checked as
 * well (`signatures.ts`). What was not saved is answered with 503, which Slack sends again; what may not be with 401.
 */
export class HttpLine implements Line {
  readonly #options: HttpLineOptions;
  readonly #receiver: HTTPReceiver;
  readonly #app: SavedFirst;
  readonly #signatures: Signatures;
  #server: Server | null = null;

  constructor(options: HttpLineOptions) {
    const { signingSecret, logger, now } = options;
    this.#options = options;
    this.#signatures = new Signatures(() => now().epochMilliseconds);
    this.#receiver = new HTTPReceiver({
      signingSecret,
      logger,
      endpoints: httpPath,
      customPropertiesExtractor: ({ headers }) => signedBy(headers),
      processEventErrorHandler: async ({ request, response, error }) => {
        this.#refuse(request, response, error);
        // Stops Bolt's timer; what is answered is written above.
        return true;
      },
      unhandledRequestHandler: ({ response }) => end(response, 503),
    });
    this.#app = new SavedFirst(this.#receiver, logger, this.#check);
  }

  /** The port it listens on, once it was started. */
  get port(): number | null {
    const address = this.#server?.address() ?? null;
    return typeof address === "object" && address !== null ? address.port : null;
  }

  async start(take: Take): Promise<void> {
    const { host, port, afterGap } = this.#options;
    this.#app.open(take);
    this.#server = await this.#receiver.start({ host, port }).catch((cause: unknown) => {
      throw cannotListen(host, port, cause);
    });
    afterGap();
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = server === null ? null : this.#receiver.stop();
    await this.#app.close();
    // Long enough for an answer to leave; a connection that somebody keeps open ends then.
    const timer = setTimeout(() => server?.closeAllConnections(), lastAnswersMs);
    await closed;
    clearTimeout(timer);
  }

  isOpen(): boolean {
    return this.#server?.listening === true;
  }

  readonly #check: Check = ({ stamp, signature }) => {
    const why = this.#signatures.refuses(String(stamp), String(signature));
    if (why !== null) throw new Unwelcome(why);
  };

  #refuse({ headers }: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (error instanceof Unwelcome) {
      this.#options.log.warn("a request to the Slack address was refused", { why: error.message });
      end(response, 401);
      return;
    }
    this.#signatures.forget(String(signedBy(headers)["signature"]));
    this.#options.log.warn("a payload from Slack was not saved; Slack sends it again", { error });
    end(response, 503);
  }
}

/** Rightly signed, and refused all the same; the message is why. */
class Unwelcome extends Error {}

const signedBy = (headers: IncomingMessage["headers"]): Readonly<Record<string, unknown>> => ({
  stamp: headers["x-slack-request-timestamp"],
  signature: headers["x-slack-signature"],
});

/** Without `x-slack-no-retry`: Slack sends the payload again. A late one finds its answer given. */
function end(response: ServerResponse, status: 401 | 503): void {
  if (!response.headersSent) response.writeHead(status).end();
}

const cannotListen = (host: string, port: number, cause: unknown): BotError =>
  new BotError("config.invalid", `slack: cannot listen on ${host}:${port} (${codeOf(cause)})`, {
    hint: "choose another SLACK_PORT, stop the program that has it, or give SLACK_HOST an address of this machine",
    cause,
  });

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown");
