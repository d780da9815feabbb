import { describe, expect, it } from "vitest";
import { type Change, emptyPage, type Page, reduce } from "../../../../src/adapters/playground/page/state.ts";
import { message, page, person, state, whisper } from "./made-up.ts";

const changed = (start: Page, ...changes: readonly Change[]): Page => changes.reduce(reduce, start);
const news = (change: Extract<Change, { kind: "news" }>["news"], looking = true): Change => ({
  kind: "news",
  news: change,
  heardAt: 5,
  looking,
});
const ids = (shown: Page): readonly string[] => shown.messages.map(({ id }) => id);
const whispered = (shown: Page): readonly string[] => shown.whispers.map(({ whisper: one }) => one.message.id);

describe("a state that arrives", () => {
  it("fills an empty page, in order of time", () => {
    const sent = state({ messages: [message({ id: "b", at: 2 }), message({ id: "a", at: 1 })] });
    const shown = changed(emptyPage, { kind: "loaded", as: "ada", state: sent, heardAt: 7 });
    expect(ids(shown)).toEqual(["a", "b"]);
    expect(shown.room?.people).toEqual([person("ada"), person("bea")]);
    expect(shown.clock).toEqual({ clock: sent.clock, heardAt: 7 });
  });

  it("keeps the objects of what did not change, so that what was drawn can stay", () => {
    const before = page({ messages: [message({ id: "a" }), message({ id: "b" })] });
    const sent = state({ messages: [message({ id: "a" }), message({ id: "b", html: "<p>new</p>" })] });
    const shown = changed(before, { kind: "loaded", as: "ada", state: sent, heardAt: 0 });
    expect(shown.messages.map((one, index) => one === before.messages[index])).toEqual([true, false]);
  });

  it("keeps whispers of this tab, adds the server's, and leaves dismissed ones away", () => {
    const before = changed(page({}), news({ kind: "whisper", whisper: whisper("tab") }), {
      kind: "dismiss",
      id: "gone",
    });
    const sent = state({ whispers: [whisper("gone"), whisper("fault")] });
    expect(whispered(changed(before, { kind: "loaded", as: "ada", state: sent, heardAt: 0 }))).toEqual([
      "tab",
      "fault",
    ]);
  });

  it("closes a thread whose message is no longer there, and takes a failure back", () => {
    const before = changed(page({ messages: [message({ id: "a" })] }), { kind: "thread", thread: "a" });
    const failed = changed(before, { kind: "failed", failure: "no answer" });
    expect([failed.thread, failed.failure]).toEqual(["a", "no answer"]);
    const shown = changed(failed, { kind: "loaded", as: "ada", state: state({}), heardAt: 0 });
    expect([shown.thread, shown.failure]).toEqual([null, null]);
  });
});

describe("news", () => {
  it("puts a new message at its time and an edited one in its old place", () => {
    const before = page({ messages: [message({ id: "a", at: 1 }), message({ id: "c", at: 3 })] });
    const added = changed(before, news({ kind: "message", message: message({ id: "b", at: 2 }) }));
    expect(ids(added)).toEqual(["a", "b", "c"]);
    const edited = changed(added, news({ kind: "message", message: message({ id: "a", at: 1, editedAt: 9 }) }));
    expect(edited.messages.map(({ editedAt }) => editedAt)).toEqual([9, null, null]);
  });

  it("removes a message and closes its thread", () => {
    const before = changed(page({ messages: [message({ id: "a" })] }), { kind: "thread", thread: "a" });
    const shown = changed(before, news({ kind: "removed", id: "a" }));
    expect([ids(shown), shown.thread]).toEqual([[], null]);
  });

  it("counts what comes unseen, but no edits, until somebody looks", () => {
    const one = news({ kind: "message", message: message({ id: "a" }) }, false);
    const hidden = changed(page({}), one, one, news({ kind: "whisper", whisper: whisper("w") }, false));
    expect(hidden.unseen).toBe(2);
    expect(changed(hidden, { kind: "seen" }).unseen).toBe(0);
    expect(changed(page({}), news({ kind: "message", message: message({ id: "a" }) })).unseen).toBe(0);
  });

  it("shows a whisper once, though it comes as a reply and as news", () => {
    const twice = changed(
      page({}),
      news({ kind: "whisper", whisper: whisper("w") }),
      news({ kind: "whisper", whisper: whisper("w") }),
    );
    expect(whispered(twice)).toEqual(["w"]);
  });

  it("puts a whisper that replaces another in its place", () => {
    const first = news({ kind: "whisper", whisper: whisper("old", { at: 1 }) });
    const second = news({ kind: "whisper", whisper: { ...whisper("new", { at: 8 }), replaces: "old" } });
    const shown = changed(page({}), first, second);
    expect(shown.whispers.map(({ whisper: one, placedAt }) => [one.message.id, placedAt])).toEqual([["new", 1]]);
  });

  it("keeps the clock with the moment it was heard", () => {
    const clock = { now: 99, aheadMs: 1, next: null, zone: "UTC" };
    expect(changed(page({}), news({ kind: "clock", clock })).clock).toEqual({ clock, heardAt: 5 });
  });
});
