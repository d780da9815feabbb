import { expect } from "vitest";
import type { Question } from "../../../src/core/bank/question.ts";
import { flagForm } from "../../../src/core/message/flag-message.ts";
import { mendForm } from "../../../src/core/message/mend-form.ts";
import { aQuestion } from "../../support/questions.ts";
import type { PlatformCase } from "./rig.ts";
import { messageIn, messageOf, stageOf } from "./stage.ts";

/** Texts with all that a field could lose: blank lines, indentation, Markdown, and signs that platforms escape. */
const locks: Question = aQuestion("locks", {
  title: "Locks & <leases>",
  prompt: "How do you keep two workers apart?\n\n- one may die\n- *both* may be slow",
  answer:
    "One statement:\n\n    UPDATE jobs SET owner = $1;\n\n> never `SELECT` first & then <write>\n\n| a | b |\n| - | - |",
  points: [
    { say: "One atomic statement", aliases: ["atomic"], reject: [], must: true },
    { say: "A fencing token", aliases: [], reject: [], must: false },
  ],
});

const seen = "m4x1k2p8";
const mend = mendForm(locks, seen, 3_000);
const flag = flagForm(Temporal.PlainDate.from("2027-03-15"), locks);

const button = { kind: "button", id: `flagged/1f3/mend/${seen}`, label: "Mend", style: "primary" } as const;

export const mendingCases: readonly PlatformCase[] = [
  {
    name: "a form of several texts that a press on a private message opens comes back as it was, to the last blank line",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.answer = { kind: "message", message: messageOf("Flagged", { actions: [button] }), replace: false };
      const shown = messageIn(await first.command("review"));
      heard.answer = { kind: "form", form: mend };
      expect((await first.press(shown.id, button.id)).kind).toBe("form");
      const values = {
        title: locks.title,
        prompt: locks.prompt,
        answer: locks.answer,
        points: "One atomic statement\nbonus: A fencing token",
      };
      expect(first.form()?.values).toEqual(values);
      heard.answer = { kind: "none" };
      await first.submit(values);
      expect(heard.of("submitted").map(({ form, values: sent }) => [form, sent])).toEqual([[mend.id, values]]);
    },
  },
  {
    name: "errors at two texts of a form keep all of them as they were written",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.answer = { kind: "form", form: mend };
      await first.command("review");
      heard.answer = { kind: "errors", errors: { title: "too long", points: "point 2 is empty" } };
      const values = {
        title: "T".repeat(100),
        prompt: "P\n\nQ",
        answer: "a ".repeat(1_400).trim(),
        points: "one\nbonus:",
      };
      await first.submit(values);
      expect([first.form()?.values, first.form()?.errors]).toEqual([
        values,
        { title: "too long", points: "point 2 is empty" },
      ]);
    },
  },
  {
    name: "a form whose choice stands open arrives with what was chosen",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.answer = { kind: "form", form: flag };
      expect((await first.command("flag")).kind).toBe("form");
      expect(first.form()?.labels).toEqual(flag.fields.map(({ label }) => label));
      heard.answer = { kind: "none" };
      await first.submit({ kind: "outdated", reason: "That was\nin 2019." });
      expect(heard.of("submitted").map(({ form, values }) => [form, values])).toEqual([
        [flag.id, { kind: "outdated", reason: "That was\nin 2019." }],
      ]);
    },
  },
];
