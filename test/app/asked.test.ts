import { beforeEach, describe, expect, it } from "vitest";
import { type Asked, createAsked } from "../../src/app/drills/asked.ts";
import { askedKey, openRecords, type Records } from "../../src/app/records.ts";
import { channelKey, type QuestionId } from "../../src/core/keys.ts";
import { memoryStore } from "../support/memory-store.ts";
import { TestClock } from "../support/test-clock.ts";

const date = Temporal.PlainDate.from("2027-03-15");
const backend = channelKey("fake", "W1", "backend");
const frontend = channelKey("fake", "W1", "frontend");
const id = (text: string): QuestionId => text as QuestionId;

describe("what other channels of a workspace were asked", () => {
  let clock: TestClock;
  let records: Records;
  let asked: Asked;
  let reads: number;

  beforeEach(() => {
    clock = new TestClock("2027-03-15T08:00:00Z");
    records = openRecords(memoryStore());
    const { list } = records.asked;
    reads = 0;
    records.asked.list = (...given) => {
      reads += 1;
      return list.apply(records.asked, given);
    };
    asked = createAsked({ records, clock });
  });

  const was = (channel: typeof backend, day: string, question: string): Promise<void> =>
    records.asked.put(askedKey({ channel }, Temporal.PlainDate.from(day)), { question: id(question) });
  const elsewhere = async (channel = backend): Promise<readonly string[]> => [
    ...(await asked.elsewhere(channel, date)),
  ];

  it("is what they were asked in thirty days, and not what the channel itself was asked", async () => {
    await was(frontend, "2027-02-12", "too-long-ago");
    await was(frontend, "2027-02-13", "thirty-days");
    await was(frontend, "2027-03-12", "both");
    await was(backend, "2027-03-11", "both");
    await was(backend, "2027-03-10", "own");
    await was(channelKey("fake", "W2", "frontend"), "2027-03-12", "another-workspace");
    expect(await elsewhere()).toEqual(["thirty-days", "both"]);
    expect(await elsewhere(frontend)).toEqual(["own", "both"]);
  });

  it("is read once for all that are due within a minute, with what they are asked meanwhile", async () => {
    expect(await elsewhere()).toEqual([]);
    asked.note(frontend, id("just-now"));
    expect(await elsewhere()).toEqual(["just-now"]);
    expect(await elsewhere(frontend)).toEqual([]);
    clock.pass(59_999);
    await was(frontend, "2027-03-15", "by-another-process");
    expect(await elsewhere()).toEqual(["just-now"]);
    expect(reads).toBe(1);
    clock.pass(1);
    expect(await elsewhere()).toEqual(["by-another-process"]);
    expect(reads).toBe(2);
  });

  it("is read again after it could not be read", async () => {
    const { list } = records.asked;
    records.asked.list = () => {
      throw new Error("the store is gone");
    };
    await expect(elsewhere()).rejects.toThrow("the store is gone");
    records.asked.list = list;
    expect(await elsewhere()).toEqual([]);
  });
});
