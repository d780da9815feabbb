/** How a model platform behaves. Times are in milliseconds of its own fast time; shares are between 0 and 1. */
export type Behaviour = Readonly<{
  /** How long the same nonce gives the first message instead of a second one; 0: there is no such thing. */
  nonceMs: number;
  /** A message shows in the history at most so late. */
  historyLagMs: number;
  /** Whether a thread has to be made under a message before anybody can write in it. */
  threadsAreMade: boolean;
  events: AcknowledgedEvents | StreamedEvents;
  /** What the adapter tells the bot. */
  facts: Readonly<{ repeatSafeMs: number; visibleAfterMs: number }>;
}>;

/** Each event is sent until it is acknowledged, a few times at most. */
export type AcknowledgedEvents = Readonly<{
  kind: "acknowledged";
  /** Share of events that never leave. */
  dropped: number;
  /** Share of events that come a second time, under another id, though they were acknowledged. */
  twice: number;
  /** How long an acknowledgement may take. */
  ackMs: number;
  /** How long after a failed delivery each further one starts. */
  retriesMs: readonly number[];
}>;

/** Events flow over a session; what a broken connection missed is replayed while the session lives. */
export type StreamedEvents = Readonly<{
  kind: "streamed";
  /** Share of events after which the connection breaks. */
  broken: number;
  /** Share of resumed sessions that are gone: their events are lost. */
  sessionLost: number;
}>;

export const behaviourNames = ["like-slack", "like-discord"] as const;
export type BehaviourName = (typeof behaviourNames)[number];

export const behaviours: Readonly<Record<BehaviourName, Behaviour>> = {
  "like-slack": {
    // platform-facts.md 1.3: chat.postMessage has no idempotency key.
    nonceMs: 0,
    // The history shows a post up to 300 ms late (delivery.md's loopback models): 12 s at the harness's speed of 40. With
    // the 10 s a request may take it stays below the 30 s after which an absent message is believed to be absent.
    historyLagMs: 12_000,
    threadsAreMade: false,
    events: {
      kind: "acknowledged",
      // delivery.md, Incoming: measured with 10 % of events never delivered.
      dropped: 0.1,
      // platform-facts.md 1.4: the same event may be delivered again; deduplicate.
      twice: 0.1,
      // platform-facts.md 1.4: an answer within 3 s, else up to three retries: nearly at once, after 1 min, after 5 min.
      ackMs: 3_000,
      retriesMs: [100, 60_000, 300_000],
    },
    // delivery.md, Outgoing, step 3: doubt is looked into when it is 30 s old.
    facts: { repeatSafeMs: 0, visibleAfterMs: 30_000 },
  },
  "like-discord": {
    // platform-facts.md 2.3: enforce_nonce is "checked for uniqueness in the past few minutes".
    nonceMs: 180_000,
    historyLagMs: 0,
    // platform-facts.md 2.2: a thread is started from a message by a second request; 160004 when it is there already.
    threadsAreMade: true,
    events: {
      kind: "streamed",
      broken: 0.05,
      // platform-facts.md 2.5: resuming replays missed events in order, unless the session is invalid.
      sessionLost: 0.3,
    },
    // delivery.md, Outgoing, step 5: doubt younger than 60 s is posted again with the same nonce, older is looked for;
    // the 10 s are what a request may take, so that none lands after the look.
    facts: { repeatSafeMs: 60_000, visibleAfterMs: 10_000 },
  },
};

/** delivery.md, Outgoing, step 5: the hard limit of one request, after which its sender hangs up. */
export const requestMs = 10_000;
