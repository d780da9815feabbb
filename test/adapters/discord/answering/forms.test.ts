import { describe, expect, it } from "vitest";
import type { Form, Response } from "../../../../src/core/message/message.ts";
import { setupForm } from "../../../../src/core/message/setup-form.ts";
import { exampleForm, messageOf } from "../../../contract/platform/stage.ts";
import type { Fields } from "../../../support/stand-in/record.ts";
import { someIds } from "../some-identity.ts";
import { openCounter, readable } from "./counter.ts";
import {
  formSent,
  inThread,
  interaction,
  memberOf,
  messageWith,
  pointedAt,
  pressed,
  shared,
  slash,
} from "./payloads.ts";

type Counter = ReturnType<typeof openCounter>;

const text = "It costs\nwrites ``` & <space>.";
const answer: Form = { ...exampleForm, id: "answer/2027-03-15" };
const answerOpens: Response = { kind: "form", form: answer };
const entries = { text, level: ["senior"], "days[]": ["tue", "wed"] };
const values = { text, level: "senior", days: ["tue", "wed"] };
const saved: Response = { kind: "message", message: messageOf("Saved."), replace: false };
const question = shared();
const tryAgain = ":try-again/answer/2027-03-15";

/** What the fields of the modal that was shown last hold. */
const entered = (modal: Fields): unknown => {
  const parts: readonly Fields[] = Array.isArray(modal["components"]) ? modal["components"] : [];
  const inputs = parts.flatMap(({ component }) =>
    typeof component === "object" && component !== null ? [component] : [],
  );
  return Object.fromEntries(inputs.map((input) => [Reflect.get(input, "custom_id"), heldIn(input)]));
};

function heldIn(input: object): unknown {
  const options: unknown = Reflect.get(input, "options");
  if (!Array.isArray(options)) return Reflect.get(input, "value") ?? "";
  return options.flatMap((one: Fields) => (one["default"] === true ? [one["value"]] : []));
}

async function openAnswer({ take, heard, asked }: Counter): Promise<void> {
  heard.answer = answerOpens;
  await take(pressed(":answer/2027-03-15", question));
  asked();
}

const sendAnswer = (more: Fields = { message: question }): Fields => formSent(":answer/2027-03-15", entries, more);

describe("a form that is sent", () => {
  it("arrives with its values and its sender's name, and is answered in private", async () => {
    const counter = openCounter();
    await openAnswer(counter);
    counter.heard.answer = saved;
    await counter.take(sendAnswer());
    const origin = { channel: `discord/${someIds.guild}/${someIds.channel}`, person: someIds.ada, thread: null };
    expect(counter.heard.of("submitted")).toEqual([{ ...origin, name: "ada", form: "answer/2027-03-15", values }]);
    expect(counter.asked()).toEqual([{ kind: "message", says: "Saved.", alone: true }]);
    expect(counter.violations).toEqual([]);
  });

  it.each([
    ["not saved", "Not saved: something went wrong on my side"],
    ["refused", "Say a little more"],
  ])("and %s is kept, and *Try again* opens it as it was written, without the store", async (what, words) => {
    const counter = openCounter();
    await openAnswer(counter);
    if (what === "refused") counter.heard.answer = { kind: "errors", errors: { text: "Say a little more." } };
    else counter.heard.broken = true;
    await counter.take(sendAnswer());
    const unsaved = counter.shown();
    expect(String(unsaved["content"]).includes(words)).toBe(true);
    counter.heard.broken = true;
    counter.asked();
    await counter.take(pressed(tryAgain, messageWith(unsaved)));
    expect(entered(counter.shown())).toEqual({ text, level: ["senior"], "days[]": ["tue", "wed"] });
    expect(counter.asked()).toEqual([{ kind: "form", form: ":answer/2027-03-15" }]);
    expect(counter.violations).toEqual([]);
  });

  it("and saved on the second try takes the place of what was said to be unsaved", async () => {
    const counter = openCounter();
    await openAnswer(counter);
    counter.heard.broken = true;
    await counter.take(sendAnswer());
    const message = messageWith(counter.shown());
    counter.heard.broken = false;
    counter.heard.answer = saved;
    counter.asked();
    await counter.take(sendAnswer({ message }));
    expect(counter.asked()).toEqual([{ kind: "change", says: "Saved." }]);
  });

  it("and unsaved before a restart is opened with the words that its message kept", async () => {
    const before = openCounter();
    await openAnswer(before);
    before.heard.broken = true;
    await before.take(sendAnswer());
    const message = messageWith(before.shown());
    const after = openCounter();
    after.heard.answer = answerOpens;
    await after.take(pressed(tryAgain, message));
    expect(after.heard.of("pressed").map(({ action }) => action)).toEqual(["answer/2027-03-15"]);
    expect(entered(after.shown())).toEqual({ text, level: ["mid"], "days[]": ["mon"] });
    expect(after.violations).toEqual([]);
  });

  it("and unsaved, whose question is not open any more after a restart, says so and keeps the words where they are", async () => {
    const { take, heard, asked } = openCounter();
    heard.answer = { kind: "message", message: messageOf("Not open."), replace: false };
    await take(pressed(tryAgain, messageWith({ content: "Not saved yet\\." })));
    expect(asked()).toEqual([{ kind: "message", says: "Not open.", alone: true }]);
  });

  it("over a restart, whose form nobody knows any more, keeps its words all the same", async () => {
    const { take, heard, shown, violations } = openCounter();
    heard.broken = true;
    await take(formSent(":holidays", { dates: "2026-12-25 Christmas" }));
    expect(JSON.stringify(shown()["embeds"]).includes("2026-12-25 Christmas")).toBe(true);
    heard.broken = false;
    await take(pressed(":try-again/holidays", messageWith({ content: "x" })));
    expect(violations).toEqual([]);
  });

  it("that is slow to save is put off, and then says what came of it", async () => {
    const gate = Promise.withResolvers<Response>();
    const { take, asked, answered, violations } = openCounter({ submitted: () => gate.promise });
    const taken = take(sendAnswer());
    await answered(1);
    gate.resolve(saved);
    await taken;
    expect(asked()).toEqual([
      { kind: "message later", alone: true },
      { kind: "PATCH", says: "Saved." },
    ]);
    expect(violations).toEqual([]);
  });

  it("is never answered by another one, which Discord does not allow", async () => {
    const { take, heard, asked, violations } = openCounter();
    heard.answer = answerOpens;
    await take(sendAnswer());
    expect(asked()).toEqual([{ kind: "message", says: "One press more:", alone: true }]);
    expect(violations).toEqual([]);
  });
});

describe("a setup, which is more than a form of Discord's holds", () => {
  const topics = ["http", "sql"].map((id) => ({ id, title: id.toUpperCase(), line: "" }));
  const form = setupForm({ plan: null, zone: null, timeThere: null, topics, ping: null });
  const berlin = { value: "Europe/Berlin", label: "Berlin (Europe), it is 09:12 there" };

  async function openSetup(options: Fields = { zone: "europe/berlin", "post-at": "10:30", mode: "sealed" }) {
    const counter = openCounter();
    counter.heard.answer = { kind: "form", form };
    counter.heard.offered = [{ value: "Africa/Tunis", label: "Tunis" }, berlin];
    await counter.take(slash("setup", options));
    return { ...counter, panel: (): Fields => messageWith(counter.shown()) };
  }

  /** The panel's lines: each field with what it holds. */
  const lines = (panel: Fields): unknown =>
    JSON.parse(JSON.stringify(panel["embeds"]))[0].fields.map((one: Fields) =>
      readable(`${one["name"]}: ${one["value"]}`),
    );
  const submitted = {
    zone: "Europe/Berlin",
    days: ["1", "2", "3", "4", "5"],
    postAt: "10:30",
    reveal: "same-day",
    revealAt: "16:00",
    mode: "sealed",
    topics: [],
    levels: [],
  };

  it("is a panel with what the command said, its zone confirmed by the time there", async () => {
    const { panel, asked, violations } = await openSetup();
    expect(lines(panel())).toEqual([
      "Time zone: `Europe/Berlin`\nBerlin (Europe), it is 09:12 there",
      "Question at: `10:30`",
      "Reveal: The same day",
      expect.stringMatching(/^Reveal at: `16:00`/u),
      "Answers: Sealed: only the form counts",
    ]);
    expect(asked()).toMatchObject([{ kind: "message", alone: true }]);
    expect(violations).toEqual([]);
  });

  it("is saved as it stands, and its panel gives way to what was saved", async () => {
    const { take, heard, panel, asked, violations } = await openSetup();
    const before = panel();
    asked();
    heard.answer = saved;
    await take(pressed(":panel|save||setup", before));
    expect(heard.of("submitted").map(({ values: held }) => held)).toEqual([submitted]);
    expect(asked()).toEqual([{ kind: "change", says: "Saved." }]);
    expect(violations).toEqual([]);
  });

  it("keeps every choice, though the message that comes with the second is older than the first", async () => {
    const { take, heard, panel, violations } = await openSetup();
    const before = panel();
    await take(pressed(":panel|choose|days|setup", before, ["1", "3"]));
    await take(pressed(":panel|choose|topics|setup", before, ["sql"]));
    heard.answer = saved;
    await take(pressed(":panel|save||setup", before));
    expect(heard.of("submitted").map(({ values: held }) => held)).toEqual([
      { ...submitted, days: ["1", "3"], topics: ["sql"] },
    ]);
    expect(violations).toEqual([]);
  });

  it("takes zone and times from a form of their own", async () => {
    const { take, heard, panel, shown, asked, violations } = await openSetup({ zone: "x" });
    const before = panel();
    asked();
    await take(pressed(":panel|open|0|setup", before));
    expect(asked()).toEqual([{ kind: "form", form: ":panel|enter|0|setup" }]);
    const given = { zone: "EUROPE/BERLIN", postAt: "08:00", reveal: "next-question", revealAt: "", mode: "open" };
    await take(formSent(":panel|enter|0|setup", given, { message: before }));
    expect(lines(shown())).toMatchObject([
      "Time zone: `Europe/Berlin`\nBerlin (Europe), it is 09:12 there",
      "Question at: `08:00`",
      "Reveal: With the next question",
      expect.stringMatching(/^Reveal at: –/u),
      "Answers: Open: replies in the thread count",
    ]);
    heard.answer = saved;
    await take(pressed(":panel|save||setup", before));
    expect(heard.of("submitted").map(({ values: held }) => held)).toEqual([
      { ...submitted, zone: "Europe/Berlin", postAt: "08:00", reveal: "next-question", revealAt: "", mode: "open" },
    ]);
    expect(violations).toEqual([]);
  });

  it.each([
    ["what is wrong", "Reveal at"],
    ["that it was not saved", "Not saved: something went wrong on my side"],
  ])("says %s, and keeps what was entered", async (what, words) => {
    const { take, heard, panel, shown, asked, violations } = await openSetup();
    const before = panel();
    await take(pressed(":panel|choose|days|setup", before, ["7"]));
    asked();
    if (what === "what is wrong") heard.answer = { kind: "errors", errors: { revealAt: "give a time" } };
    else heard.broken = true;
    await take(pressed(":panel|save||setup", before));
    const after = messageWith(shown());
    expect(String(after["content"]).includes(words)).toBe(true);
    expect(asked().map(({ kind }) => kind)).toEqual(["change"]);
    heard.broken = false;
    heard.answer = saved;
    await take(pressed(":panel|save||setup", after));
    expect(heard.of("submitted").at(-1)?.values).toEqual({ ...submitted, days: ["7"] });
    expect(violations).toEqual([]);
  });

  it("outlives a restart: what was entered stands in the panel itself", async () => {
    const before = await openSetup();
    await before.take(pressed(":panel|choose|levels|setup", before.panel(), ["senior"]));
    const panel = messageWith(before.shown());
    const { take, heard, violations } = openCounter({ pressed: async () => ({ kind: "form", form }) });
    heard.answer = saved;
    await take(pressed(":panel|save||setup", panel));
    expect(heard.of("submitted").map(({ values: held }) => held)).toEqual([{ ...submitted, levels: ["senior"] }]);
    expect(violations).toEqual([]);
  });
});

describe("a setup that names whom to ping", () => {
  const start = { plan: null, zone: null, timeThere: null, topics: [] };
  const ping = { id: "700000000000000001", name: "seniors" };
  const value = "<@&700000000000000001|seniors>";

  it("asks for it with the command, and after a restart as its panel shows it, unless it was taken out", async () => {
    const before = openCounter();
    before.heard.answer = { kind: "form", form: setupForm({ ...start, ping }) };
    await before.take(slash("setup", { zone: "Europe/Berlin" }));
    const panel = messageWith(before.shown());
    const actions: string[] = [];
    const asPressed = async ({ action }: Readonly<{ action: string }>) => {
      actions.push(action);
      return { kind: "form", form: setupForm({ ...start, ping: action.includes("ping") ? ping : null }) } as const;
    };
    const kept = openCounter({ pressed: asPressed });
    kept.heard.answer = saved;
    await kept.take(pressed(":panel|save||setup", panel));
    expect(kept.heard.of("submitted").map(({ values }) => values["ping"])).toEqual([[value]]);

    await before.take(pressed(":panel|choose|ping|setup", panel, []));
    const without = openCounter({ pressed: asPressed });
    without.heard.answer = saved;
    await without.take(pressed(":panel|save||setup", messageWith(before.shown())));
    expect(without.heard.of("submitted").map(({ values }) => values["ping"])).toEqual([undefined]);
    expect(actions).toEqual([`command/setup ping ${value}`, "command/setup"]);
    expect([...before.violations, ...kept.violations, ...without.violations]).toEqual([]);
  });
});

describe("what is forged, or somebody else's", () => {
  const bob = { member: memberOf(someIds.bob, "bob") };

  it.each([
    ["a panel", pressed(":panel|save||setup", messageWith({}), undefined, bob)],
    ["what was not saved", pressed(tryAgain, messageWith({}), undefined, bob)],
    ["a page", pressed(":answers/2027-03-15/10", messageWith({}), undefined, bob)],
    ["the form of a panel", formSent(":panel|enter|0|setup", { zone: "x" }, { message: messageWith({}), ...bob })],
  ])("is refused: %s of another person", async (_name, payload) => {
    const { take, heard, asked } = openCounter();
    await take(payload);
    expect(heard.calls).toEqual([]);
    expect(asked()).toEqual([
      { kind: "message", says: expect.stringMatching(/^This is for somebody else/u), alone: true },
    ]);
  });

  it("never fills a form with what another person wrote, nor with what the same one wrote elsewhere", async () => {
    const counter = openCounter();
    await openAnswer(counter);
    counter.heard.broken = true;
    await counter.take(sendAnswer());
    counter.heard.broken = false;
    const elsewhere = { channel: { id: "300000000000000009", type: 0 } };
    await counter.take(pressed(tryAgain, messageWith({}), undefined, elsewhere));
    await counter.take(pressed(tryAgain, messageWith({}, { interaction_metadata: undefined }), undefined, bob));
    const asked = counter.heard.of("pressed").slice(1);
    expect(asked.map(({ channel, person }) => [channel, person])).toEqual([
      [`discord/${someIds.guild}/300000000000000009`, someIds.ada],
      [`discord/${someIds.guild}/${someIds.channel}`, someIds.bob],
    ]);
  });

  it.each([
    ["for another application", slash("status", {}, { application_id: "100000000000000009" })],
    ["outside a server", slash("status", {}, { guild_id: undefined })],
    ["by a bot", slash("status", {}, { member: { user: { id: someIds.bob, username: "b", bot: true }, roles: [] } })],
    ["on a message of another app", pressed(":answer/2027-03-15", shared({ author: { id: someIds.bob } }))],
    ["with a control that is none of ours", pressed("erase everything", question)],
    ["with a field twice over", interaction(5, { custom_id: ":answer/2027-03-15", components: [{ component: 7 }] })],
    ["of a kind that there is not", interaction(9, {})],
    ["of another shape", { id: "1", type: 2 }],
    ["that is nothing", null],
  ])("means nothing %s", async (_name, payload) => {
    const { take, heard, asked } = openCounter();
    await take(payload);
    expect([heard.calls, asked()]).toEqual([[], []]);
  });

  it("reaches the app as it is where only the app can tell", async () => {
    const { take, heard } = openCounter();
    await take(pressed(":answers/9999-99-99/-1", question));
    expect(heard.of("pressed").map(({ action }) => action)).toEqual(["answers/9999-99-99/-1"]);
  });
});

describe("pointing at a message", () => {
  const ada = { id: someIds.ada, username: "ada" };

  it.each([
    ["Use as my answer", "mine"],
    ["Not my answer", "not-mine"],
  ])("by %s says which reply, with its words", async (name, as) => {
    const { take, heard } = openCounter();
    await take(pointedAt(name, ada));
    expect(heard.of("pointed")).toMatchObject([
      {
        as,
        thread: someIds.question,
        reply: { message: someIds.reply, person: someIds.ada, text: "An index costs writes." },
      },
    ]);
  });

  it.each([
    ["outside a thread", pointedAt("Use as my answer", ada, {})],
    ["of a bot", pointedAt("Use as my answer", { ...ada, bot: true })],
  ])("that is nobody's reply says so: %s", async (_name, payload) => {
    const { take, heard, asked } = openCounter();
    await take(payload);
    expect(heard.calls).toEqual([]);
    expect(asked()).toMatchObject([{ kind: "message", alone: true }]);
  });

  it("means nothing by another name", async () => {
    const { take, heard, asked } = openCounter();
    await take(pointedAt("Erase", ada));
    expect([heard.calls, asked()]).toEqual([[], []]);
  });
});

it("says from which thread", async () => {
  const { take, heard } = openCounter();
  await take(pressed(":result/2027-03-15", messageWith({ content: "x" }), undefined, inThread));
  expect(heard.of("pressed").map(({ thread }) => thread)).toEqual([someIds.question]);
});
