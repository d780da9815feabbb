/** What goes wrong with one request. `carriedOut` says whether it happened all the same; it did where nothing is said. */
export type Fault =
  /** Carried out, then the connection is reset. */
  | Readonly<{ kind: "reset" }>
  /** Never looked at: the connection is reset. */
  | Readonly<{ kind: "refused" }>
  /** Carried out, then the connection is closed in order, without an answer. */
  | Readonly<{ kind: "closed" }>
  /** Carried out, and no answer ever comes. */
  | Readonly<{ kind: "silent" }>
  /** Carried out; the answer comes so many milliseconds of the wall later. */
  | Readonly<{ kind: "slow"; wallMs: number }>
  /** A page of HTML, as a proxy gives it. */
  | Readonly<{ kind: "status"; status: number; carriedOut: boolean }>
  /** Carried out; the answer breaks off in the middle. */
  | Readonly<{ kind: "cut-body" }>
  /** Carried out; a proxy's page comes instead of the answer, as a success. */
  | Readonly<{ kind: "not-json" }>
  /** One of Discord's own errors. */
  | Readonly<{ kind: "error"; status: number; code: number; message?: string }>
  /** 429 with this `Retry-After` in seconds (null: without); the body repeats it. */
  | Readonly<{ kind: "busy"; retryAfter: string | null; scope: "user" | "global" | "shared" }>
  /** 429 as Cloudflare gives it: HTML, no scope. */
  | Readonly<{ kind: "banned"; retryAfter: string | null }>
  /** Carried out; the answer names another channel, or has no `id`. */
  | Readonly<{ kind: "wrong-reply"; names: "another-channel" | "nothing" }>
  /** Carried out; the `Date` header is off by so much. */
  | Readonly<{ kind: "wrong-date"; offMs: number }>
  /** Carried out; answered when the test says so (`release`), or never. */
  | Readonly<{ kind: "held" }>
  /** Carried out, then this process is ended by SIGKILL and nothing is answered. */
  | Readonly<{ kind: "kill"; pid: number }>;

/** Which requests meet a fault: of a route (`*`: any), the `nth` further one (1 unless said) and so many from there. */
export type FaultOrder = Readonly<{
  /** Method and route, ids as `:id`: `POST /channels/:id/messages`. */
  route: string;
  fault: Fault;
  nth?: number;
  times?: number;
  /** Only those for this channel or thread, by id or name. */
  channel?: string;
  /** Only those for threads, or only those for channels. */
  inThread?: boolean;
}>;
