/** Lists as `one: other another` a line. */
const listed = (text: string): readonly (readonly [one: string, others: readonly string[]])[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [one = "", others = ""] = line.split(":");
      return [one.trim(), others.trim().split(/\s+/)];
    });

/** Short forms that people type, and words that mean the same in any answer about backends: the first stands for all. */
const same = listed(`
  database: db dbs databases
  authentication: authn authentification
  authorization: authz
  transaction: txn txns tx trx
  kubernetes: k8s
  application: app apps
  configuration: config configs cfg conf
  repository: repo repos
  credential: creds cred
  permission: perm perms permissions
  password: pw pwd pwds passwd
  production: prod
  environment: env envs
  message: msg msgs
  request: req reqs
  service: svc svcs
  connection: conn conns
  asynchronous: async asynchronously asynchrony
  synchronous: sync synchronously syncs
  postgresql: postgres pg psql pgsql
  documentation: docs
  specification: spec specs
  parameter: param params args
  performance: perf
  information: info
  identifier: id ids identifiers
  duplicate: dupe dupes dup dups
  publish: pub
  subscribe: sub
  javascript: js
  typescript: ts
  tls: ssl
  uri: url urls uris
  mongodb: mongo
  elasticsearch: elastic
  memcached: memcache
  microservice: microsvc
  argon2: argon2id argon
  reduce: less fewer lower lowers lowered lowering decrease decreases decreased decreasing lessen lessens
  immediate: immediately instantly instant promptly straightaway
  distribute: spread spreads spreading
  retrieve: fetch fetches fetched fetching retrieves
  store: save saves saved saving persist persists persisted persisting persistence persistent
  check: verify verifies verified verifying verification validate validates validated validating validation
  modify: change changes changed changing alter alters altered altering edit edits edited
  big: large larger largest huge
  fast: quick quicker quickly quickest rapid rapidly
  hard: difficult tricky
  begin: start starts started starting
  several: multiple many various
  single: one
  each: every per
  whole: entire entirely full wholly
  stale: outdated
  expensive: costly
  often: frequent frequently
  independent: independently separate separately
  avoid: prevent prevents prevented preventing prevention
  allow: permit permits permitted permitting
  incorrect: wrong
  colleague: coworker coworkers teammate teammates
  boss: manager managers
  machine: box boxes vm vms
  fail: crash crashes crashed crashing failure failures
  route: dispatch dispatches dispatched dispatching forward forwards forwarded forwarding
  limit: cap caps capped restrict restricts restricted
  memory: ram
  attacker: hacker hackers attackers
  latency: delay delays
  ensure: guarantee guarantees guaranteed
  problem: issue issues trouble
  result: outcome outcomes
  reuse: reusable
  agree: agreement
  combine: merge merges merged
  anyone: anybody
  everyone: everybody
  someone: somebody
  minute: min mins
  signature: sig sigs
  plaintext: cleartext
  answer: reply replies replied respond responds responded responding
`);

const canonical: ReadonlyMap<string, string> = new Map(
  same.flatMap(([one, others]) => others.map((other): [string, string] => [other, one])),
);

/** The word that stands for a word and all that means the same. Gives the word itself for most. */
export const meant = (word: string): string => canonical.get(word) ?? word;

/** Several words, and the one that people write for them. */
const phrases = listed(`
  ttl: time-to-live
  dlq: dead-letter-queue
  lb: load-balancer
  wal: write-ahead-log
  idp: identity-provider
  oidc: openid-connect open-id-connect
  sse: server-sent-events
  pii: personal-data personally-identifiable-information personal-information
  spof: single-point-of-failure
  e2e: end-to-end
  mfa: multi-factor-authentication two-factor-authentication
  2fa: two-factor-authentication
  sso: single-sign-on
  cdn: content-delivery-network
  rbac: role-based-access-control
  abac: attribute-based-access-control
  mvcc: multi-version-concurrency-control
  jwt: json-web-token
  gql: graphql
  ci: continuous-integration
  cd: continuous-delivery continuous-deployment
  fk: foreign-key
  pk: primary-key
  kms: key-management-service
  spa: single-page-app
  bff: backend-for-frontend
  pr: pull-request
  rps: requests-per-second
  ddl: data-definition-language
  slo: service-level-objective
  login: log-in logged-in logging-in logs-in sign-in signed-in signing-in signs-in
  logout: log-out logged-out logging-out sign-out signed-out
  immediate: right-away straight-away at-once
  twice: two-times more-than-once
  stale: out-of-date
  several: a-lot-of lots-of
`);

/** Each phrase as its words, with its short form. */
export const shortForms: readonly Readonly<{ short: string; words: readonly string[] }>[] = phrases.flatMap(
  ([short, longs]) => longs.map((long) => ({ short, words: long.split("-") })),
);

const long: ReadonlyMap<string, readonly string[]> = new Map(
  phrases
    .filter(([short]) => !["login", "logout", "immediate", "twice", "stale", "several"].includes(short))
    .map(([short, [first = ""]]): [string, readonly string[]] => [short, first.split("-")]),
);

/** The words that a short form stands for, none for other words. */
export const longForm = (word: string): readonly string[] => long.get(word) ?? [];
