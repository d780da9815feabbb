import { describe, expect, it } from "vitest";
import { failureOf } from "../../../../src/adapters/discord/calls/refusals.ts";
import { BotError } from "../../../../src/core/errors.ts";
import type { Message, Response } from "../../../../src/core/message/message.ts";
import { exampleForm, messageOf, paragraph } from "../../../contract/platform/stage.ts";
import { someIds } from "../some-identity.ts";
import { openCounter, readable } from "./counter.ts";
import { interaction, messageWith, pressed, shared, slash } from "./payloads.ts";

const says = (message: Message, replace = false): Response => ({ kind: "message", message, replace });
const told = says(messageOf("Next: Monday"));
const form: Response = { kind: "form", form: exampleForm };
const none: Response = { kind: "none" };
const page = says(messageOf("Page 2"), true);
const question = shared();
const own = messageWith({ content: "All answers" });

/** A handler that answers when it is let. */
function slow<T>(answer: T) {
  const gate = Promise.withResolvers<void>();
  return { handler: () => gate.promise.then(() => answer), go: gate.resolve };
}

const refused = (code: number): Error =>
  failureOf({ call: "POST /x", status: 404, headers: new Headers(), text: JSON.stringify({ code, message: "x" }) });

describe("what is done at once", () => {
  it("is answered with a message for that person alone", async () => {
    const { take, heard, asked, violations, met } = openCounter();
    heard.answer = told;
    await take(slash("away", { until: "2027-04-01" }));
    const origin = { channel: `discord/${someIds.guild}/${someIds.channel}`, person: someIds.ada, thread: null };
    expect(heard.of("command")).toEqual([{ ...origin, text: "away until 2027-04-01" }]);
    expect(asked()).toEqual([{ kind: "message", says: "Next: Monday", alone: true }]);
    expect(met.map(({ user }) => user?.id)).toEqual([someIds.ada]);
    expect(violations).toEqual([]);
  });

  it("of a thread says which", async () => {
    const { take, heard } = openCounter();
    await take(slash("answer", {}, { channel: { id: someIds.question, type: 11, parent_id: someIds.channel } }));
    expect(heard.of("command").map(({ channel, thread }) => [channel, thread])).toEqual([
      [`discord/${someIds.guild}/${someIds.channel}`, someIds.question],
    ]);
  });

  it("is said in several messages when it is long, all for that person alone", async () => {
    const { take, heard, asked, violations } = openCounter();
    heard.answer = says(messageOf(Array.from({ length: 9 }, (_, at) => paragraph(`${at} ${"word ".repeat(190)}`))));
    await take(slash("topics"));
    const parts = asked();
    expect(parts.map(({ kind, alone }) => [kind, alone])).toEqual([
      ["message", true],
      ["POST", true],
      ["POST", true],
    ]);
    expect(violations).toEqual([]);
  });

  it("opens a form", async () => {
    const { take, heard, asked, violations } = openCounter();
    heard.answer = form;
    await take(slash("answer"));
    expect(asked()).toEqual([{ kind: "form", form: ":answer:7" }]);
    expect(violations).toEqual([]);
  });

  it.each([
    ["a command", slash("stop"), ["message later", "DELETE"]],
    ["a press", pressed(":pause", question), ["change later"]],
  ])("shows nothing where there is nothing to say: %s", async (_name, payload, kinds) => {
    const { take, asked, violations } = openCounter();
    await take(payload);
    expect(asked().map(({ kind }) => kind)).toEqual(kinds);
    expect(violations).toEqual([]);
  });

  it("takes the place of a private message that was pressed, and never that of one which others see", async () => {
    const { take, heard, asked, violations } = openCounter();
    heard.answer = says(messageOf("Page 2"), true);
    await take(pressed(":answers/2027-03-15/10", own));
    await take(pressed(":answers/2027-03-15/10", question));
    expect(asked()).toEqual([
      { kind: "change", says: "Page 2" },
      { kind: "message", says: "Page 2", alone: true },
    ]);
    expect(violations).toEqual([]);
  });

  it("tells what is wrong where no form can say it", async () => {
    const { take, heard, asked } = openCounter();
    heard.answer = { kind: "errors", errors: { "": "Only managers may." } };
    await take(pressed(":command/pause", question));
    expect(asked()).toEqual([{ kind: "message", says: "Only managers may.", alone: true }]);
  });
});

describe("what takes longer than Discord waits", () => {
  it.each([
    ["a command, by a message of its own", slash("status"), told, [["message later"], ["PATCH", "Next: Monday"]]],
    [
      "a press under a question, too",
      pressed(":result", question),
      told,
      [["message later"], ["PATCH", "Next: Monday"]],
    ],
    ["a press that says nothing", pressed(":pause", question), none, [["message later"], ["DELETE"]]],
    ["a page, in place of the one before", pressed(":answers", own), page, [["change later"], ["PATCH", "Page 2"]]],
    ["a press under a page that stays", pressed(":hide", own), told, [["change later"], ["POST", "Next: Monday"]]],
    ["a press under a page that says nothing", pressed(":hide", own), none, [["change later"]]],
  ] as const)("is put off, and answered when it is carried out: %s", async (_name, payload, answer, steps) => {
    const { handler, go } = slow<Response>(answer);
    const { take, asked, answered, violations } = openCounter({ command: handler, pressed: handler });
    const taken = take(payload);
    await answered(1);
    go();
    await taken;
    expect(asked().map(({ kind, says: line }) => (line === undefined ? [kind] : [kind, line]))).toEqual(steps);
    expect(violations).toEqual([]);
  });

  it("and is a form opens by one press more", async () => {
    const { handler, go } = slow(form);
    const { take, heard, asked, answered, shown, violations } = openCounter({ command: handler });
    const taken = take(slash("answer"));
    await answered(1);
    go();
    await taken;
    const message = messageWith(shown());
    expect(asked().map(({ kind, says: line }) => [kind, line])).toEqual([
      ["message later", undefined],
      ["PATCH", "One press more:"],
    ]);
    heard.answer = form;
    await take(pressed(":answer:7", message));
    expect(asked()).toEqual([{ kind: "form", form: ":answer:7" }]);
    expect(violations).toEqual([]);
  });

  it("and is not carried out either is said then", async () => {
    const gate = Promise.withResolvers<Response>();
    const { take, asked, answered } = openCounter({ pressed: () => gate.promise });
    const taken = take(pressed(":result", question));
    await answered(1);
    gate.reject(new Error("gone"));
    await taken;
    expect(asked().map(({ kind, says: line }) => [kind, line])).toEqual([
      ["message later", undefined],
      ["PATCH", "Not saved: something went wrong on my side. Press it again in a moment."],
    ]);
  });

  it("and for which nobody waits any more is carried out, and not answered", async () => {
    const { handler, go } = slow(told);
    const { take, asked, answered, failures } = openCounter({ command: handler });
    failures.push(refused(10062));
    const taken = take(slash("status"));
    await answered(1);
    go();
    await taken;
    expect(asked().map(({ kind }) => kind)).toEqual(["message later"]);
  });
});

describe("what was not carried out", () => {
  it("is said with what was written, and can be tried again with one press", async () => {
    const { take, heard, shown, asked, violations } = openCounter();
    heard.broken = true;
    await take(slash("away", { until: "2027-04-01" }));
    expect({ ...shown(), content: readable(String(shown()["content"])) }).toMatchObject({
      content:
        "Not saved: something went wrong on my side. Send it again in a moment:\n```\n/drill away until 2027-04-01\n```",
      components: [{ components: [{ custom_id: ":command/away until 2027-04-01", label: "Try again" }] }],
    });
    asked();
    heard.broken = false;
    heard.answer = told;
    await take(pressed(":command/away until 2027-04-01", own));
    expect(heard.of("pressed").map(({ action }) => action)).toEqual(["command/away until 2027-04-01"]);
    expect(violations).toEqual([]);
  });

  it("has no button where all that was written would not fit into one", async () => {
    const { take, heard, shown } = openCounter();
    heard.broken = true;
    await take(slash("search", { words: "w".repeat(66) }));
    expect(shown()).toMatchObject({ components: [] });
  });

  it("is said of a press", async () => {
    const { take, heard, asked } = openCounter();
    heard.broken = true;
    await take(pressed(":result/2027-03-15", question));
    const says = "Not saved: something went wrong on my side. Press it again in a moment.";
    expect(asked()).toEqual([{ kind: "message", says, alone: true }]);
  });
});

describe("an answer that nobody waits for any more", () => {
  it.each([10062, 40060, 10015])("is logged and ignored: %i", async (code) => {
    const { take, heard, asked, failures, lines } = openCounter();
    heard.answer = told;
    failures.push(refused(code));
    await take(slash("status"));
    expect(asked().length).toBe(1);
    expect(lines).toEqual([{ level: "warn", event: "discord: nobody waits for an answer any more", fields: { code } }]);
  });

  it("gets no further parts", async () => {
    const { take, heard, asked, failures } = openCounter();
    heard.answer = says(messageOf(Array.from({ length: 9 }, () => paragraph("word ".repeat(190)))));
    failures.push(null, refused(10015));
    await take(slash("topics"));
    expect(asked().map(({ kind }) => kind)).toEqual(["message", "POST"]);
  });

  it("that may have got lost is given once more, and counts as given when it had arrived", async () => {
    const { take, heard, asked, failures, lines } = openCounter();
    heard.answer = told;
    failures.push(new BotError("platform.doubt", "lost", { hint: "wait" }), refused(40060));
    await take(slash("status"));
    expect(asked().map(({ kind }) => kind)).toEqual(["message", "message"]);
    expect(lines).toEqual([]);
  });

  it("is an error when Discord refuses it for anything else", async () => {
    const { take, heard, failures } = openCounter();
    heard.answer = told;
    failures.push(refused(50035));
    await expect(take(slash("status"))).rejects.toMatchObject({ code: "platform.refused", why: "message-rejected" });
  });
});

describe("what is offered while somebody types", () => {
  const typing = (name: string, option: string, value: string) =>
    interaction(4, {
      id: "1",
      name: "drill",
      type: 1,
      options: [{ name, type: 1, options: [{ name: option, type: 3, value, focused: true }] }],
    });

  it("is what the option stands for, without the command before it", async () => {
    const { take, heard, asked, violations } = openCounter();
    heard.offered = [{ value: "now http", label: "HTTP" }];
    await take(typing("now", "topic", "ht"));
    expect(heard.of("choices").map(({ form: of, field, typed }) => [of, field, typed])).toEqual([["", "", "now ht"]]);
    expect(asked()).toEqual([{ kind: "choices", choices: [{ name: "HTTP", value: "http" }] }]);
    expect(violations).toEqual([]);
  });

  it("is a zone with the time there", async () => {
    const { take, heard, asked } = openCounter();
    heard.offered = [{ value: "Europe/Berlin", label: "Berlin (Europe), it is 09:12 there" }];
    await take(typing("setup", "zone", "ber"));
    expect(heard.of("choices").map(({ form: of, field, typed }) => [of, field, typed])).toEqual([
      ["setup", "zone", "ber"],
    ]);
    expect(asked()).toEqual([
      { kind: "choices", choices: [{ name: "Berlin (Europe), it is 09:12 there", value: "Europe/Berlin" }] },
    ]);
  });

  it("is nothing when that takes too long, or fails", async () => {
    const { handler, go } = slow([{ value: "UTC", label: "UTC" }]);
    const { take, asked } = openCounter({ choices: handler });
    await take(typing("setup", "zone", "u"));
    expect(asked()).toEqual([{ kind: "choices", choices: [] }]);
    go();
    const failing = openCounter();
    failing.heard.broken = true;
    await failing.take(typing("setup", "zone", "u"));
    expect(failing.asked()).toEqual([{ kind: "choices", choices: [] }]);
  });
});
