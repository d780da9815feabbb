import { describe, expect, it } from "vitest";
import {
  blockMark,
  carriesKey,
  clientMsgId,
  keyedMessage,
  metadataOf,
} from "../../../../src/adapters/slack/saying/keyed.ts";
import type { DeliveryKey } from "../../../../src/core/keys.ts";

const key = "slack/T1/C1/question/2027-03-15/0" as DeliveryKey;
const other = "slack/T1/C1/question/2027-03-15/1" as DeliveryKey;
const found = (message: object) => carriesKey(keyedMessage.parse({ ts: "1805097600.000100", ...message }), key);

describe("a post's key", () => {
  it("is found in its metadata", () => {
    expect([found({ metadata: metadataOf(key) }), found({ metadata: metadataOf(other) })]).toEqual([true, false]);
  });

  it("is found in its blocks where there is no metadata to see", () => {
    expect(found({ blocks: [{ type: "divider" }, { block_id: `${blockMark(key)}.1` }] })).toBe(true);
    expect(found({ blocks: [{ block_id: `${blockMark(other)}.1` }] })).toBe(false);
    expect(found({ blocks: [{ block_id: blockMark(`${key}1` as DeliveryKey) }] })).toBe(false);
  });

  it("is believed of the metadata rather than of blocks that somebody copied", () => {
    expect(found({ metadata: metadataOf(other), blocks: [{ block_id: `${blockMark(key)}.0` }] })).toBe(false);
  });

  it("is not found in what carries none", () => {
    expect(found({ text: key })).toBe(false);
  });

  it("makes one UUID of version 5, always the same", () => {
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, "daily-drill:slack/T1/C1/question/2027-03-15/0")
    expect(clientMsgId(key)).toBe("b9420909-0504-5467-b11b-d98a9de50549");
    expect(clientMsgId(other) === clientMsgId(key)).toBe(false);
  });
});
