import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DrillProcess, runDrill } from "../support/run-drill.ts";

type State = Readonly<{
  channel: Readonly<{ name: string }>;
  people: readonly Readonly<{ name: string; manager: boolean }>[];
  clock: Readonly<{ next: Readonly<{ what: string }> | null }>;
  messages: readonly Readonly<{ id: string; author: string; thread: string | null; summary: string }>[];
}>;

let dataDir = "";
let processes: DrillProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "drill-start-"));
  processes = [];
});
afterEach(async () => {
  for (const { child, ended } of processes) {
    child.kill("SIGKILL");
    await ended;
  }
  await rm(dataDir, { recursive: true, force: true });
});

function run(env: Readonly<Record<string, string>> = {}, file = "main.ts", args: readonly string[] = []): DrillProcess {
  const started = runDrill(file, args, { DATA_DIR: dataDir, PORT: "0", METRICS_PORT: "0", ...env });
  processes.push(started);
  return started;
}

const addressOf = async (started: DrillProcess): Promise<string> =>
  (await started.line(/Playground\s+(\S+)/u))[1] ?? "";
const stateAt = async (address: string): Promise<State> =>
  (await fetch(`${address}api/state?as=mira`)).json() as Promise<State>;

describe("npm start", () => {
  it("serves the page with three people and today's question, and ends with 0 when told to", async () => {
    const bot = run();
    const address = await addressOf(bot);
    const page = await fetch(address);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const state = await stateAt(address);
    expect(state.people.map(({ name }) => name)).toEqual(["Mira", "Jonas", "Priya"]);
    expect(state.messages.map(({ author, thread }) => [author, thread])).toEqual([["bot", null]]);
    expect(state.clock.next?.what).toBe("reveal");
    bot.child.kill("SIGTERM");
    const { code, err } = await bot.ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("keeps what was there after a restart, and asks nothing twice", async () => {
    const first = run();
    const before = await stateAt(await addressOf(first));
    first.child.kill("SIGINT");
    expect((await first.ended).code).toBe(0);
    const second = run();
    expect((await stateAt(await addressOf(second))).messages).toEqual(before.messages);
  });

  it("keeps what was there after a kill, too", async () => {
    const first = run();
    const before = await stateAt(await addressOf(first));
    first.child.kill("SIGKILL");
    await first.ended;
    const second = run();
    expect((await stateAt(await addressOf(second))).messages).toEqual(before.messages);
  });

  it("reveals at once when the clock is moved to the next event", async () => {
    const address = await addressOf(run());
    const [question] = (await stateAt(address)).messages;
    const moved = await fetch(`${address}api/clock`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(address).origin },
      body: JSON.stringify({ as: "mira", move: "next-event" }),
    });
    expect(await moved.json()).toEqual({ kind: "done" });
    const { messages, clock } = await stateAt(address);
    const inThread = messages.filter(({ thread }) => thread === question?.id).map(({ summary }) => summary);
    expect(inThread[0]?.startsWith("Reference answer: ")).toBe(true);
    expect(clock.next?.what).toBe("question");
  });

  it("says what runs, where, on which questions, in lines for a person", async () => {
    const bot = run();
    await addressOf(bot);
    bot.child.kill("SIGTERM");
    const { out } = await bot.ended;
    const plain = out
      .replace(/:\d+\//gu, ":PORT/")
      .replace(dataDir, "DATA")
      .replace(/\d+ about \d+/u, "N about M");
    expect(plain.split("\n")).toEqual([
      "",
      "  Daily Drill is running. Ctrl+C stops it.",
      "",
      "  Playground  http://127.0.0.1:PORT/",
      "  Data        DATA",
      "  Questions   N about M topics",
      "  Metrics     http://127.0.0.1:PORT/metrics",
      "",
      "",
    ]);
  });

  it("logs JSON on the standard error from LOG_LEVEL on", async () => {
    const bot = run({ LOG_LEVEL: "info" });
    await addressOf(bot);
    bot.child.kill("SIGTERM");
    const { err } = await bot.ended;
    const events = err
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line).event);
    expect(events.includes("question posted")).toBe(true);
  });

  it("is the same by `drill start`", async () => {
    const bot = run({}, "cli.ts", ["start"]);
    expect((await fetch(await addressOf(bot))).status).toBe(200);
    bot.child.kill("SIGTERM");
    expect((await bot.ended).code).toBe(0);
  });
});

describe("an operator of a running bot", () => {
  const metricsOf = async (started: DrillProcess): Promise<string> =>
    (await started.line(/Metrics\s+(\S+)\/metrics/u))[1] ?? "";

  it("finds it ready, healthy and counting, what it asked at its start included", async () => {
    const address = await metricsOf(run());
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const health = await fetch(`${address}/healthz`);
    const { failing, platforms } = (await health.json()) as Record<string, unknown>;
    expect([health.status, failing, platforms]).toEqual([200, [], { playground: "connected" }]);
    const scraped = await fetch(`${address}/metrics`);
    expect(scraped.status).toBe(200);
    const metrics = await scraped.text();
    expect(
      metrics.split("\n").filter((line) => line.startsWith("drill_messages_sent_total") && !line.endsWith(" 0")),
    ).toEqual(['drill_messages_sent_total{kind="question",by="send"} 1']);
  });

  it("finds nothing with METRICS_PORT=off", async () => {
    const bot = run({ METRICS_PORT: "off" });
    await addressOf(bot);
    bot.child.kill("SIGTERM");
    const { code, out } = await bot.ended;
    expect([code, out.includes("Metrics")]).toEqual([0, false]);
  });

  it("is told of a chosen port that is busy, before anything is asked", async () => {
    const port = new URL(await metricsOf(run())).port;
    const data = await mkdtemp(join(tmpdir(), "drill-start-"));
    const { code, out, err } = await run({ DATA_DIR: data, METRICS_PORT: port }).ended;
    await rm(data, { recursive: true, force: true });
    expect({ code, out, err }).toEqual({
      code: 1,
      out: "",
      err: [
        `metrics cannot be served on 127.0.0.1:${port}: the port is taken`,
        "  → stop the other program, choose another METRICS_PORT, or write METRICS_PORT=off",
        "",
      ].join("\n"),
    });
  });
});

describe("a running bot", () => {
  it("ends at once at the second signal", async () => {
    const bot = run();
    await addressOf(bot);
    bot.child.kill("SIGTERM");
    bot.child.kill("SIGINT");
    // Which of two pending signals comes first is the system's choice.
    expect([130, 143].includes((await bot.ended).code ?? 0)).toBe(true);
  });

  /** A bot that does this when it gets SIGUSR2, with a question that is out. */
  const withFault = async (fault: string, env: Readonly<Record<string, string>> = {}) => {
    const onSignal = `process.on("SIGUSR2", () => { ${fault} })`;
    const options = `--import=data:text/javascript,${encodeURIComponent(onSignal)}`;
    const bot = run({ ...env, NODE_OPTIONS: `${env["NODE_OPTIONS"] ?? ""} ${options}` });
    return { ...bot, before: (await stateAt(await addressOf(bot))).messages };
  };

  it.each([
    ["throws", "throw new Error(`canary`)"],
    ["rejects", "Promise.reject(new Error(`canary`))"],
  ])(
    "fault 37: that %s where nothing catches it logs that once, ends with 1, and goes on after a restart",
    async (_how, fault) => {
      const bot = await withFault(`${fault}; ${fault}`);
      bot.child.kill("SIGUSR2");
      const { code, err } = await bot.ended;
      const { level, event, error } = JSON.parse(err);
      expect([code, level, event, error.message]).toEqual([
        1,
        "fatal",
        "an error that nothing caught ended the bot",
        "canary",
      ]);
      const next = run();
      expect((await stateAt(await addressOf(next))).messages).toEqual(bot.before);
      next.child.kill("SIGTERM");
      expect(await next.ended).toMatchObject({ code: 0, err: "" });
    },
  );

  it("fault 37: an error that holds a secret is logged without it", async () => {
    const DATABASE_URL = "postgresql://drill:canary@127.0.0.1:1/drill";
    // As soon as the bot listens for such errors, and before the database that is not there ends it.
    const early = `process.on("newListener", (name) => {
      if (name === "unhandledRejection") setImmediate(() => Promise.reject(new Error("no " + process.env.DATABASE_URL)));
    })`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(early)}`;
    const { code, out, err } = await run({ DATABASE_URL, NODE_OPTIONS }).ended;
    const { level, error } = JSON.parse(err);
    expect([code, out, level, error.message]).toEqual([1, "", "fatal", "no [removed]"]);
    expect(err.includes("canary")).toBe(false);
  });

  it("fault 38: whose event loop stands still says for how long once it turns again, and is healthy then", async () => {
    const bot = await withFault("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000)");
    const metrics = (await bot.line(/Metrics\s+(\S+)\/metrics/u))[1] ?? "";
    bot.child.kill("SIGUSR2");
    // Asked while it stands still, so answered afterwards.
    const health = await fetch(`${metrics}/healthz`);
    expect([health.status, (await stateAt(await addressOf(bot))).messages]).toEqual([200, bot.before]);
    bot.child.kill("SIGTERM");
    const { code, err } = await bot.ended;
    const told = err
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(code).toBe(0);
    expect(told).toEqual([
      expect.objectContaining({
        level: "warn",
        event: "the event loop stood still",
        seconds: expect.toSatisfy(isAboutFour),
      }),
    ]);
  });

  it("fault 39: that meets its memory limit is ended by V8, and nothing is lost after a restart", async () => {
    // Each text is its own, so that none can be shared.
    const hoard =
      "globalThis.hoard = []; for (let n = 0; ; n += 1) hoard.push([n, String(n).repeat(1_000).split(''), n])";
    const bot = await withFault(hoard, { NODE_OPTIONS: "--max-old-space-size=64" });
    bot.child.kill("SIGUSR2");
    const { code, signal, err } = await bot.ended;
    expect([code, signal, err.includes("JavaScript heap out of memory")]).toEqual([null, "SIGABRT", true]);
    const next = run();
    expect((await stateAt(await addressOf(next))).messages).toEqual(bot.before);
  });
});

/** In seconds: the watch looks once a second, and a machine under load adds to it. */
const isAboutFour = (seconds: number): boolean => seconds >= 3 && seconds <= 6;

describe("npm start refuses", () => {
  it("every wrong setting at once, without a stack", async () => {
    const { code, out, err } = await run({ PORT: "x", SETUP: "y", DATABASE_URL: "s3cret" }).ended;
    expect({ code, out, err }).toEqual({
      code: 1,
      out: "",
      err: [
        'PORT: "x" is not a port',
        "  → give a number from 1 to 65535, or 0 for any free port",
        "DATABASE_URL: is not the address of a PostgreSQL database",
        "  → write it as postgresql://user:password@host:5432/database, or leave it out to keep everything in DATA_DIR",
        'SETUP: "y" is not a choice',
        "  → members: any full member may set a channel up first; admins: only who the platform makes a manager",
        "",
      ].join("\n"),
    });
  });

  it("what `.env` gets wrong, where the environment does not say otherwise", async () => {
    await writeFile(join(dataDir, ".env"), "PORT=x\nSETUP=everybody\n");
    const { code, err } = await runDrill("main.ts", [], { PORT: "0" }, dataDir).ended;
    expect({ code, err: err.split("\n")[0] }).toEqual({ code: 1, err: 'SETUP: "everybody" is not a choice' });
  });

  it("a chosen port that is busy, and lets the data go", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : "");
    const { code, out, err } = await run({ PORT: port }).ended;
    await new Promise((resolve) => other.close(resolve));
    expect({ code, out, err }).toEqual({
      code: 1,
      out: "",
      err: `the playground cannot listen on 127.0.0.1:${port}: the port is taken\n  → stop the other program, or choose another PORT\n`,
    });
    await expect(readFile(join(dataDir, "drill.pid"))).rejects.toThrow("ENOENT");
  });

  it("a second bot on the same data", async () => {
    await addressOf(run());
    const { code, err } = await run().ended;
    expect(code).toBe(1);
    expect(err.split("\n")[1]).toBe(
      "  → stop that process, or give this one another DATA_DIR; two bots on one store would answer twice",
    );
  });
});
