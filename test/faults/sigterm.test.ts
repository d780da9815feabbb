import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openRecords } from "../../src/app/records.ts";
import { type Delivery, deliveryKey } from "../../src/core/delivery/delivery.ts";
import { modelChannel } from "../support/model/adapter.ts";
import { requestMs } from "../support/model/behaviour.ts";
import { type FastTime, onTheWall } from "../support/model/fast-time.ts";
import { type Model, startModel } from "../support/model/model.ts";
import type { WireFault } from "../support/model/wire.ts";
import { silentLog } from "../support/silent-log.ts";
import { freshFolder } from "../support/store-place.ts";

// The bot and the model are processes of their own, on the wall's clock: what is exact is the outcome, not the time.

const script = fileURLToPath(new URL("../support/model/serving-bot.ts", import.meta.url));

let model: Model;
beforeAll(async () => {
  model = await startModel();
});
afterAll(() => model.stop());

let opened = 0;

/** A workspace whose first post meets a fault, and lives of a bot in it, each until it is told to stop. */
async function aWorkspace(fault: WireFault) {
  opened += 1;
  const workspace = `S${opened}`;
  // Ten times as fast as the wall: a request may take a second.
  const time: FastTime = { startsAt: "2027-03-15T08:59:58Z", wallMs: Date.now(), speed: 10 };
  await model.open({ workspace, behaviour: "like-slack", time, seed: 1, acts: [], calm: true });
  await model.fault(workspace, "post", fault);
  const dataDir = freshFolder();
  const posts = async () => (await model.log(workspace)).messages.filter(({ person }) => person === null);
  const start = () => {
    const child = spawn(process.execPath, [script, JSON.stringify({ dataDir, port: model.port, workspace, time })]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "close").then(([code]) => Number(code));
    return {
      /** Tells it to stop, and gives its exit code and how long it took, in milliseconds of the wall. */
      stop: async () => {
        const startedAt = performance.now();
        child.kill("SIGTERM");
        return { code: await ended, tookMs: performance.now() - startedAt };
      },
    };
  };
  const recorded = async (): Promise<Delivery["state"] | undefined> => {
    const store = await openStore({ dataDir, log: silentLog });
    const key = deliveryKey(modelChannel(workspace, "c1"), "question", Temporal.PlainDate.from("2027-03-15"), 0);
    const delivery = await openRecords(store).deliveries.get(key);
    await store.stop();
    return delivery?.state;
  };
  return { time, start, posts, recorded, log: () => model.log(workspace) };
}

describe("fault 36, SIGTERM during a send", () => {
  it("the send comes to its end and is recorded, the process ends with 0, and the next one asks nothing", async () => {
    const { start, posts, recorded, log } = await aWorkspace({ kind: "slow", wallMs: 600 });
    const first = start();
    await expect.poll(posts, { timeout: 20_000, interval: 5 }).toHaveLength(1);
    expect((await first.stop()).code).toBe(0);
    expect(await recorded()).toMatchObject({ kind: "sent", ref: { id: (await posts())[0]?.id } });
    const second = start();
    await expect.poll(async () => (await log()).calls["person"], { timeout: 20_000 }).toBe(2);
    expect((await second.stop()).code).toBe(0);
    expect([(await posts()).length, (await log()).calls["find"]]).toEqual([1, undefined]);
  });

  it("without an answer it ends with 0 after no more than a request may take, and the next one finds the post", async () => {
    const { time, start, posts, recorded, log } = await aWorkspace({ kind: "silent" });
    const first = start();
    await expect.poll(posts, { timeout: 20_000, interval: 5 }).toHaveLength(1);
    const { code, tookMs } = await first.stop();
    expect(code).toBe(0);
    // Half a second for closing the store and the process.
    expect(tookMs).toBeLessThan(onTheWall(requestMs, time) + 500);
    expect((await recorded())?.kind).toBe("sending");
    const second = start();
    await expect.poll(async () => (await log()).calls["find"], { timeout: 20_000 }).toBe(1);
    expect((await second.stop()).code).toBe(0);
    expect(await recorded()).toMatchObject({ kind: "sent", ref: { id: (await posts())[0]?.id } });
    expect((await posts()).length).toBe(1);
  });
}, 60_000);
