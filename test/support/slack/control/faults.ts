/** What goes wrong with one request. `carriedOut` says whether it happened all the same; it did where nothing is said. */
export type Fault =
  /** Carried out, then the connection is reset. */
  | Readonly<{ kind: "reset" }>
  /** Never looked at: the connection is reset. */
  | Readonly<{ kind: "refused" }>
  /** Carried out, and no answer ever comes. */
  | Readonly<{ kind: "silent" }>
  /** Carried out; the answer comes so many milliseconds of the wall later. */
  | Readonly<{ kind: "slow"; wallMs: number }>
  | Readonly<{ kind: "status"; status: number; carriedOut: boolean }>
  /** Carried out; the answer breaks off in the middle. */
  | Readonly<{ kind: "cut-body" }>
  /** Carried out; a proxy's page comes instead of the answer. */
  | Readonly<{ kind: "not-json" }>
  /** A success that says `ok: false` with this code; `more` is added to the answer. */
  | Readonly<{ kind: "not-ok"; error: string; carriedOut: boolean; more?: Readonly<Record<string, unknown>> }>
  /** 429, with this `Retry-After` (null: without). */
  | Readonly<{ kind: "busy"; retryAfter: string | null }>
  /** Carried out; the answer names another channel, or has no `ts`. */
  | Readonly<{ kind: "wrong-reply"; names: "another-channel" | "nothing" }>
  /** Carried out; the `Date` header is off by so much. */
  | Readonly<{ kind: "wrong-date"; offMs: number }>
  /** Carried out; answered when the test says so (`release`), or never. */
  | Readonly<{ kind: "held" }>
  /** Carried out, then this process is ended by SIGKILL and nothing is answered. */
  | Readonly<{ kind: "kill"; pid: number }>;

/** Which requests meet a fault: of a method (`*`: any), the `nth` further one (1 unless said) and so many from there. */
export type FaultOrder = Readonly<{
  method: string;
  fault: Fault;
  nth?: number;
  times?: number;
  channel?: string;
  /** Only those that have a `thread_ts`, or only those that have none. */
  inThread?: boolean;
}>;
