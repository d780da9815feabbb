import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openLog } from "../../../src/adapters/log/pino-log.ts";
import { BotError } from "../../../src/core/errors.ts";

const secret = "xoxb-canary/1+2=3";

/** A log whose lines are kept as text, and as what they say without the time. */
function listening(level: "fatal" | "warn" | "debug" = "debug", secrets: readonly string[] = [secret]) {
  const lines: string[] = [];
  const log = openLog({ level, secrets, to: { write: (line) => void lines.push(line) } });
  const said = (): readonly unknown[] => lines.map((line) => ({ ...JSON.parse(line), time: "" }));
  return { log, lines, said };
}

describe("a line", () => {
  it("is JSON: level, time, what happened, and the fields", () => {
    const { log, lines } = listening();
    log.info("question posted", { channel: "playground/local/c", parts: 2, late: false, why: null });
    expect(lines.map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, "TIME"))).toEqual([
      '{"level":"info","time":"TIME","channel":"playground/local/c","parts":2,"late":false,"why":null,"event":"question posted"}\n',
    ]);
  });

  it.each([
    ["fatal", ["fatal"]],
    ["warn", ["warn", "error", "fatal"]],
    ["debug", ["debug", "info", "warn", "error", "fatal"]],
  ] as const)("is kept from %s on", (level, kept) => {
    const { log, said } = listening(level);
    for (const each of ["debug", "info", "warn", "error", "fatal"] as const) log[each]("x");
    expect(said()).toEqual(kept.map((each) => ({ level: each, time: "", event: "x" })));
  });

  it("says instants, sets, maps, bytes and big numbers in words", () => {
    const { log, said } = listening();
    const at = Temporal.Instant.from("2027-03-15T08:00:00Z");
    log.info("x", { at, some: new Set([1]), by: new Map([["k", at]]), raw: new Uint8Array(3), large: 5n });
    expect(said()).toEqual([
      {
        level: "info",
        time: "",
        event: "x",
        at: "2027-03-15T08:00:00Z",
        some: [1],
        by: { k: "2027-03-15T08:00:00Z" },
        raw: "[3 bytes]",
        large: "5",
      },
    ]);
  });

  it("ends where values go round in a circle, and in a long list", () => {
    const { log, said } = listening();
    const circle: Record<string, unknown> = {};
    circle["again"] = circle;
    log.info("x", { circle, many: Array.from({ length: 103 }, () => 0) });
    const [line] = said() as readonly Record<string, unknown>[];
    expect(JSON.stringify(line?.["circle"])).toBe(
      '{"again":{"again":{"again":{"again":{"again":{"again":{"again":{"again":"[deeper]"}}}}}}}}',
    );
    expect(line?.["many"]).toEqual([...Array.from({ length: 100 }, () => 0), "[3 more]"]);
  });
});

describe("an error", () => {
  it("comes with code, hint and its causes", () => {
    const { log, said } = listening();
    const root = Object.assign(new Error("connect refused"), { code: "ECONNREFUSED", stack: "at x" });
    const error = new BotError("platform.busy", "asked to wait", { hint: "wait", retryAfterMs: 3000, cause: root });
    log.warn("x", { error });
    expect(said()).toEqual([
      {
        level: "warn",
        time: "",
        event: "x",
        error: {
          name: "BotError",
          message: "asked to wait",
          code: "platform.busy",
          hint: "wait",
          retryAfterMs: 3000,
          cause: { name: "Error", message: "connect refused", code: "ECONNREFUSED", stack: "at x" },
        },
      },
    ]);
  });

  it("tells of all that an aggregate holds", () => {
    const { log, said } = listening();
    const one = Object.assign(new Error("one"), { stack: "at y" });
    log.error("x", { error: Object.assign(new AggregateError([one], "both"), { stack: "at x" }) });
    expect(said()).toEqual([
      {
        level: "error",
        time: "",
        event: "x",
        error: {
          name: "AggregateError",
          message: "both",
          stack: "at x",
          errors: [{ name: "Error", message: "one", stack: "at y" }],
        },
      },
    ]);
  });
});

describe("a secret", () => {
  it("is removed wherever it stands", () => {
    const { log, lines } = listening();
    const cause = new Error(`refused ${secret}`, { cause: secret });
    const error = new BotError("store.unavailable", `at ${secret}`, { hint: `see ${secret}`, cause });
    log.error(`failed with ${secret}`, { error, deep: [{ [secret]: [`a ${secret} b`] }], map: new Map([[secret, 1]]) });
    expect(lines.join("").includes("canary")).toBe(false);
    expect(lines.join("").split("[removed]").length - 1).toBe(9);
  });

  it("is removed whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: "grapheme" }), fc.string(), (canary, around) => {
        const { log, lines } = listening("debug", [canary]);
        fc.pre(!/^[a-z":,{}[\] ]*$/i.test(canary));
        log.warn(`${canary}${around}${canary}`, { why: canary, error: new Error(canary) });
        const [line = "{}"] = lines;
        const said: Record<string, unknown> = JSON.parse(line);
        const texts = [said["event"], said["why"], (said["error"] as Record<string, unknown>)["message"]];
        expect(texts.some((text) => String(text).includes(canary))).toBe(false);
      }),
      { seed: 20_270_315 },
    );
  });

  it("inside another one leaves nothing of either", () => {
    const { log, said } = listening("debug", ["pass", "postgres://u:pass@db"]);
    log.info("x", { place: "postgres://u:pass@db and pass" });
    expect(said()).toEqual([{ level: "info", time: "", event: "x", place: "[removed] and [removed]" }]);
  });

  it.each([
    "token",
    "botToken",
    "clientSecret",
    "password",
    "Authorization",
    "set-cookie",
    "apiKey",
    "text",
    "answer",
    "answers",
    "prompt",
    "values",
    "body",
  ])("or somebody's words called `%s` are removed unread", (key) => {
    const { log, said } = listening();
    log.info("x", { [key]: "canary", reply: { [key]: ["canary"] } });
    expect(said()).toEqual([
      { level: "info", time: "", event: "x", [key]: "[removed]", reply: { [key]: "[removed]" } },
    ]);
  });

  it("does not take ids, figures and names with it", () => {
    const { log, said } = listening();
    const fields = { question: "http-methods", answered: 3, context: "c", texture: "t" };
    log.info("x", fields);
    expect(said()).toEqual([{ level: "info", time: "", event: "x", ...fields }]);
  });
});
