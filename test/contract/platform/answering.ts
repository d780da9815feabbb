import { expect } from "vitest";
import type { MessageId } from "../../../src/core/keys.ts";
import type { PlatformCase } from "./rig.ts";
import { exampleForm, messageIn, messageOf, type Stage, saying, stageOf, texts } from "./stage.ts";

const button = { kind: "button", id: "good:7", label: "Good", style: "plain" } as const;

/** The button under a question, pressed by the first person. */
async function pressing(stage: Stage, action: string = button.id): Promise<MessageId> {
  const ref = await stage.platform.post(stage.channel, messageOf("Q", { actions: [button] }), stage.key("question"));
  await stage.first.press(ref.id, action);
  return ref.id;
}

async function openForm(stage: Stage): Promise<void> {
  stage.heard.answer = { kind: "form", form: exampleForm };
  const told = await stage.first.command("answer");
  expect(told.kind).toBe("form");
}

export const privateCases: readonly PlatformCase[] = [
  {
    name: "a whisper is seen by one person alone, and in no thread",
    async run(rig) {
      const { platform, first, second, ask } = await stageOf(rig);
      const question = await ask();
      expect(await platform.whisper(rig.channel, rig.people.first.id, messageOf("psst"))).toBe(true);
      expect(texts(await first.whispers())).toEqual(["psst"]);
      expect(await second.whispers()).toEqual([]);
      expect(texts(await second.channel())).toEqual(["What does an index cost?"]);
      expect(await platform.readThread(question, null)).toEqual({ kind: "read", replies: [] });
    },
  },
  {
    name: "a command arrives as written, and its answer is seen by that person alone",
    async run(rig) {
      const { heard, first, second } = await stageOf(rig);
      heard.answer = { kind: "message", message: messageOf("Next: Monday"), replace: false };
      const told = await first.command("status  --all `x`");
      expect(messageIn(told).text.trim()).toBe("Next: Monday");
      const person = rig.people.first.id;
      expect(heard.of("command")).toEqual([{ channel: rig.channel, person, thread: null, text: "status  --all `x`" }]);
      expect(texts(await first.whispers())).toEqual(["Next: Monday"]);
      expect(await second.whispers()).toEqual([]);
      expect(await second.channel()).toEqual([]);
    },
  },
  {
    name: "a command from inside a thread says which",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      await first.command("answer", question.id);
      expect(heard.of("command").map((command) => command.thread)).toEqual([question.id]);
    },
  },
  {
    name: "an answer that says nothing shows nothing",
    async run(rig) {
      const { first } = await stageOf(rig);
      expect(await first.command("away until 2027-04-01")).toEqual({ kind: "nothing" });
      expect(await first.whispers()).toEqual([]);
    },
  },
  {
    name: "an answer that replaces stands where the pressed private message stood",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.answer = { kind: "message", message: messageOf("Hidden", { actions: [button] }), replace: false };
      const shown = messageIn(await first.command("practice"));
      heard.answer = { kind: "message", message: messageOf("Shown"), replace: true };
      await first.press(shown.id, button.id);
      expect(texts(await first.whispers())).toEqual(["Shown"]);
    },
  },
  {
    name: "a command that was not carried out says so, and keeps what was written",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.broken = true;
      expect(await first.command("away until 2027-04-01")).toEqual({ kind: "not-saved" });
      expect(first.draft()).toBe("/drill away until 2027-04-01");
    },
  },
];

export const pressCases: readonly PlatformCase[] = [
  {
    name: "a press arrives with its action",
    async run(rig) {
      const stage = await stageOf(rig);
      await pressing(stage);
      const person = rig.people.first.id;
      expect(stage.heard.of("pressed")).toEqual([
        { channel: rig.channel, person, thread: null, action: "good:7", value: null },
      ]);
    },
  },
  {
    name: "a press under a message in a thread says which thread",
    async run(rig) {
      const { platform, heard, key, first, ask } = await stageOf(rig);
      const question = await ask();
      const place = { kind: "thread", of: question } as const;
      const ref = await platform.post(place, messageOf("A", { actions: [button] }), key("reveal"));
      await first.press(ref.id, button.id);
      expect(heard.of("pressed").map((press) => press.thread)).toEqual([question.id]);
    },
  },
  {
    name: "a select arrives with what was chosen",
    async run(rig) {
      const { platform, channel, heard, key, first } = await stageOf(rig);
      const choices = ["mid", "senior"].map((value) => ({ value, label: value }));
      const select = { kind: "select", id: "level:7", label: "Level", choices } as const;
      const ref = await platform.post(channel, messageOf("Q", { actions: [select] }), key("question"));
      await first.press(ref.id, "level:7", "senior");
      expect(heard.of("pressed").map((press) => [press.action, press.value])).toEqual([["level:7", "senior"]]);
    },
  },
  {
    name: "a select under what one person was told arrives with what that person chose",
    async run(rig) {
      const { heard, first, second, ask } = await stageOf(rig);
      const question = await ask();
      const choices = ["1f3", "2g4"].map((value) => ({ value, label: `Point ${value}` }));
      const select = { kind: "select", id: "did-say:7", label: "I did say that", choices } as const;
      heard.answer = { kind: "message", message: messageOf("Result", { actions: [select] }), replace: false };
      const told = messageIn(await first.press(question.id, "result:7"));
      expect(told.actions.map(({ id, label, choices: offered }) => [id, label.trim(), offered])).toEqual([
        [select.id, select.label, choices],
      ]);
      heard.answer = { kind: "message", message: messageOf("Kept"), replace: false };
      expect(messageIn(await first.press(told.id, select.id, "2g4")).text.trim()).toBe("Kept");
      const person = rig.people.first.id;
      expect(heard.of("pressed").map((press) => [press.person, press.action, press.value])).toEqual([
        [person, "result:7", null],
        [person, "did-say:7", "2g4"],
      ]);
      expect(texts(await first.whispers())).toEqual(["Result", "Kept"]);
      expect(await second.whispers()).toEqual([]);
    },
  },
  {
    name: "an action that is not under the message arrives as it is",
    async run(rig) {
      const stage = await stageOf(rig);
      await pressing(stage, "erase:everything");
      expect(stage.heard.of("pressed").map((press) => press.action)).toEqual(["erase:everything"]);
    },
  },
  {
    name: "a press that was not carried out says so",
    async run(rig) {
      const { platform, channel, heard, key, first } = await stageOf(rig);
      const ref = await platform.post(channel, messageOf("Q", { actions: [button] }), key("question"));
      heard.broken = true;
      expect(await first.press(ref.id, button.id)).toEqual({ kind: "not-saved" });
    },
  },
  {
    name: "pointing at a reply arrives with that reply",
    async run(rig) {
      const { heard, first, ask } = await stageOf(rig);
      const question = await ask();
      const message = await saying(first, question.id, "It costs writes.");
      expect(await first.point(message, "not-mine")).toEqual({ kind: "nothing" });
      const [reply] = heard.of("replied");
      const person = rig.people.first.id;
      expect(heard.of("pointed")).toEqual([
        { channel: rig.channel, person, thread: question.id, as: "not-mine", reply },
      ]);
    },
  },
];

export const formCases: readonly PlatformCase[] = [
  {
    name: "a form opens with its title, its intro, its labels and what its fields hold",
    async run(rig) {
      const stage = await stageOf(rig);
      await openForm(stage);
      const form = stage.first.form();
      expect(form && { ...form, intro: form.intro.trim() }).toEqual({
        id: "answer:7",
        title: "Your answer",
        intro: "Only you see your result.",
        labels: ["Answer", "Level", "Days"],
        values: { text: "so far", level: "mid", days: ["mon"] },
        errors: {},
      });
    },
  },
  {
    name: "a form that is sent arrives with its values",
    async run(rig) {
      const stage = await stageOf(rig);
      await openForm(stage);
      stage.heard.answer = { kind: "none" };
      const values = { text: "It costs\nwrites & <space>.", level: "senior", days: ["tue", "wed"] };
      expect(await stage.first.submit(values)).toEqual({ kind: "nothing" });
      const person = rig.people.first.id;
      const [{ name = "none", ...sent } = {}] = stage.heard.of("submitted");
      expect(sent).toEqual({ channel: rig.channel, person, thread: null, form: "answer:7", values });
      expect(["", rig.people.first.name].includes(name)).toBe(true);
      expect(stage.first.form()).toBe(null);
    },
  },
  {
    name: "errors keep the form open with what was written",
    async run(rig) {
      const stage = await stageOf(rig);
      await openForm(stage);
      stage.heard.answer = { kind: "errors", errors: { text: "Say a little more." } };
      const told = await stage.first.submit({ text: "short", level: "mid", days: [] });
      expect(told).toEqual({ kind: "errors", errors: { text: "Say a little more." } });
      const form = stage.first.form();
      expect(form?.values).toEqual({ text: "short", level: "mid", days: [] });
      expect(form?.errors).toEqual({ text: "Say a little more." });
    },
  },
  {
    name: "a form that was not saved says so and keeps what was written",
    async run(rig) {
      const stage = await stageOf(rig);
      await openForm(stage);
      stage.heard.broken = true;
      const values = { text: "It costs writes.", level: "mid", days: [] };
      expect(await stage.first.submit(values)).toEqual({ kind: "not-saved" });
      expect(stage.first.form()?.values).toEqual(values);
    },
  },
  {
    name: "a form may be answered with a message",
    async run(rig) {
      const stage = await stageOf(rig);
      await openForm(stage);
      stage.heard.answer = { kind: "message", message: messageOf("Saved."), replace: false };
      const told = await stage.first.submit({ text: "It costs writes.", level: "mid", days: [] });
      expect(messageIn(told).text.trim()).toBe("Saved.");
      expect(await stage.second.whispers()).toEqual([]);
    },
  },
  {
    name: "what is typed is completed by the bot",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.offered = [{ value: "Europe/Berlin", label: "Berlin" }];
      expect(await first.choices("setup", "zone", "ber")).toEqual([{ value: "Europe/Berlin", label: "Berlin" }]);
      const person = rig.people.first.id;
      expect(heard.of("choices")).toEqual([
        { channel: rig.channel, person, thread: null, form: "setup", field: "zone", typed: "ber" },
      ]);
    },
  },
];
