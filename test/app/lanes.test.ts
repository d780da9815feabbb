import { describe, expect, it } from "vitest";
import { createLanes } from "../../src/app/outgoing/lanes.ts";

/** A task that runs until it is let go, and writes down when it starts and ends. */
function held(name: string, log: string[]) {
  const gate = Promise.withResolvers<void>();
  const task = async (): Promise<string> => {
    log.push(`${name} starts`);
    await gate.promise;
    log.push(`${name} ends`);
    return name;
  };
  return { task, letGo: () => gate.resolve(), fail: () => gate.reject(new Error(name)) };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await null;
};

describe("lanes", () => {
  it("run one task at a time per key, in the order they came", async () => {
    const log: string[] = [];
    const lanes = createLanes(8);
    const [one, two] = [held("one", log), held("two", log)];
    const results = [lanes.run("a", one.task), lanes.run("a", two.task)];
    two.letGo();
    await settled();
    expect(log).toEqual(["one starts"]);
    one.letGo();
    expect(await Promise.all(results)).toEqual(["one", "two"]);
    expect(log).toEqual(["one starts", "one ends", "two starts", "two ends"]);
  });

  it("run different keys side by side", async () => {
    const log: string[] = [];
    const lanes = createLanes(8);
    const [one, two] = [held("one", log), held("two", log)];
    const results = [lanes.run("a", one.task), lanes.run("b", two.task)];
    await settled();
    expect(log).toEqual(["one starts", "two starts"]);
    one.letGo();
    two.letGo();
    await Promise.all(results);
  });

  it("run no more at once than they may, first come first served", async () => {
    const log: string[] = [];
    const lanes = createLanes(2);
    const tasks = ["one", "two", "three", "four"].map((name) => held(name, log));
    const results = tasks.map(({ task }, index) => lanes.run(`key ${index}`, task));
    await settled();
    expect(log).toEqual(["one starts", "two starts"]);
    tasks[1]?.letGo();
    await settled();
    expect(log).toEqual(["one starts", "two starts", "two ends", "three starts"]);
    for (const { letGo } of tasks) letGo();
    expect(await Promise.all(results)).toEqual(["one", "two", "three", "four"]);
  });

  it("a task that rests gives its place to other keys, not its key, and goes on before what has not begun", async () => {
    const log: string[] = [];
    const lanes = createLanes(1);
    const [wait, two, three, same] = ["wait", "two", "three", "same"].map((name) => held(name, log));
    if (wait === undefined || two === undefined || three === undefined || same === undefined) return;
    const one = lanes.run("a", async (rest) => {
      await rest(wait.task);
      log.push("goes on");
    });
    const others = [lanes.run("b", two.task), lanes.run("c", three.task), lanes.run("a", same.task)];
    await settled();
    expect(log).toEqual(["wait starts", "two starts"]);
    wait.letGo();
    await settled();
    expect(log.slice(2)).toEqual(["wait ends"]);
    two.letGo();
    await settled();
    expect(log.slice(3)).toEqual(["two ends", "goes on", "three starts"]);
    three.letGo();
    same.letGo();
    await Promise.all([one, ...others]);
    expect(log.slice(6)).toEqual(["three ends", "same starts", "same ends"]);
  });

  it("a task whose wait fails has its place again, and gives it back once", async () => {
    const lanes = createLanes(1);
    const failing = lanes.run("a", (rest) => rest(() => Promise.reject(new Error("no"))));
    await expect(failing).rejects.toThrow("no");
    const log: string[] = [];
    const [one, two] = [held("one", log), held("two", log)];
    const both = [lanes.run("b", one.task), lanes.run("c", two.task)];
    await settled();
    expect(log).toEqual(["one starts"]);
    one.letGo();
    two.letGo();
    await Promise.all(both);
  });

  it("a task that fails tells who asked, and holds up nobody", async () => {
    const log: string[] = [];
    const lanes = createLanes(1);
    const [one, two] = [held("one", log), held("two", log)];
    const failing = lanes.run("a", one.task);
    const next = lanes.run("a", two.task);
    one.fail();
    two.letGo();
    await expect(failing).rejects.toThrow("one");
    expect(await next).toBe("two");
    expect(await lanes.run("b", async () => "three")).toBe("three");
  });

  it("are idle once nothing runs or waits, what came meanwhile included", async () => {
    const log: string[] = [];
    const lanes = createLanes(1);
    const [one, two] = [held("one", log), held("two", log)];
    const first = lanes.run("a", one.task);
    const idle = lanes.idle().then(() => log.push("idle"));
    const second = lanes.run("b", two.task);
    one.letGo();
    await first;
    two.letGo();
    await second;
    await idle;
    expect(log).toEqual(["one starts", "one ends", "two starts", "two ends", "idle"]);
    await createLanes(1).idle();
  });
});
