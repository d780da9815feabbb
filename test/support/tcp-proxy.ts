import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A proxy on loopback before a server's port, that can fail as networks do. */
export type TcpProxy = Readonly<{
  port: number;
  /** How many bytes the server was told so far. */
  asked: () => number;
  /** From now on nothing comes through: of the connections that are open now, or of later ones too. Nobody is told. */
  silence: (what: Readonly<{ later: boolean }>) => void;
  /** What the server says is lost, on the connections that are open now, while what it is told comes through. */
  loseAnswers: () => void;
  /** Resets every connection, as a failover does, and lets new ones pass. */
  reset: () => void;
  stop: () => Promise<void>;
}>;

type Pair = { readonly ours: Socket; readonly theirs: Socket; passes: "all" | "questions" | "nothing" };

/** Listens on a free port and hands on to `port`. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let asked = 0;
  let passesLater: Pair["passes"] = "all";
  const server = createServer((ours) => {
    const pair: Pair = { ours, theirs: connect(port, "127.0.0.1"), passes: passesLater };
    pairs.add(pair);
    ours.on("data", (bytes) => {
      if (pair.passes === "nothing") return;
      asked += bytes.length;
      pair.theirs.write(bytes);
    });
    join(pair, () => pairs.delete(pair));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const resetAll = (): void => {
    for (const { ours, theirs } of pairs) {
      ours.resetAndDestroy();
      theirs.resetAndDestroy();
    }
  };
  return {
    port: portOf(server),
    asked: () => asked,
    silence: ({ later }) => {
      for (const pair of pairs) pair.passes = "nothing";
      if (later) passesLater = "nothing";
    },
    loseAnswers: () => {
      for (const pair of pairs) pair.passes = "questions";
    },
    reset: () => {
      passesLater = "all";
      resetAll();
    },
    stop: async () => {
      resetAll();
      server.close();
      await once(server, "close");
    },
  };
}

function join(pair: Pair, ended: () => void): void {
  const { ours, theirs } = pair;
  theirs.on("data", (bytes) => void (pair.passes === "all" && ours.write(bytes)));
  for (const [one, other] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    // A reset that the test asked for, or the other end's: either way the pair is over.
    one.on("error", () => one.destroy());
    one.on("close", () => {
      // The other end of a half-open pair is there until a reset.
      if (other.destroyed) ended();
      // Half-open: an end that is gone is not told of.
      if (pair.passes === "all") other.destroy();
    });
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("the proxy listens on a port");
}
