import { expect } from "vitest";
import { suggestForm } from "../../../src/core/message/suggest-form.ts";
import type { PlatformCase } from "./rig.ts";
import { stageOf } from "./stage.ts";

const topics = [
  { id: "http", title: "HTTP & the web", line: "" },
  { id: "data", title: "Data", line: "" },
];
const form = suggestForm(topics, 3_000);

const values = {
  topic: "data",
  level: "senior",
  prompt: "What does an index cost?\n\n```sql\nCREATE INDEX ON jobs (until);\n```",
  answer: "Space & time:\n\n- every write\n- <vacuum>",
  points: "It slows writes down\nbonus: It takes memory\nsource: manual, 11",
};

export const suggestingCases: readonly PlatformCase[] = [
  {
    name: "a form of choices and texts that a command opens arrives whole, and may leave out what it need not have",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      const sent = [values, { ...values, points: "" }];
      for (const written of sent) {
        heard.answer = { kind: "form", form };
        expect((await first.command("suggest")).kind).toBe("form");
        expect(first.form()?.labels).toEqual(form.fields.map(({ label }) => label));
        heard.answer = { kind: "none" };
        await first.submit(written);
      }
      expect(heard.of("submitted").map((each) => [each.form, each.values])).toEqual(
        sent.map((written) => [form.id, written]),
      );
    },
  },
  {
    name: "errors at a choice and at a text keep both as they were",
    async run(rig) {
      const { heard, first } = await stageOf(rig);
      heard.answer = { kind: "form", form };
      await first.command("suggest");
      heard.answer = { kind: "errors", errors: { topic: "it is gone", prompt: "too long" } };
      await first.submit(values);
      expect([first.form()?.values, first.form()?.errors]).toEqual([
        values,
        { topic: "it is gone", prompt: "too long" },
      ]);
    },
  },
];
