import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Form } from "../../../src/core/message/message.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderHome } from "../../../src/render/slack/home.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { validateMessage, validateView } from "../../support/slack/payload/validate.ts";
import { formIn, listeningBot } from "./listening-bot.ts";
import { forms, homes, messages } from "./samples.ts";

/** `GOLDEN=write` keeps what is drawn now; then look at what git says has changed. */
const writes = process.env["GOLDEN"] === "write";
const folder = new URL("golden/", import.meta.url);

function kept(name: string, drawn: unknown): unknown {
  const file = new URL(`${name}.json`, folder);
  if (writes) writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The form of `holidays`, which only the bot itself makes. */
async function holidaysForm(): Promise<Form> {
  const christmas = { from: Temporal.PlainDate.from("2027-12-25"), to: Temporal.PlainDate.from("2027-12-26") };
  const { command } = await listeningBot({ plan: { daysOff: [{ ...christmas, name: "Christmas" }] } });
  return formIn(await command("holidays"));
}

describe("what is kept is what is drawn:", () => {
  it.each(Object.entries(messages))("%s", (name, several) => {
    const drawn = several.map((message) => renderMessage(message, null)[0]);
    expect(drawn.flatMap((message) => validateMessage(message))).toEqual([]);
    expect(drawn).toEqual(kept(name, drawn));
  });

  it.each(Object.entries(homes))("%s", (name, message) => {
    const view = renderHome(message);
    expect(validateView(view)).toEqual([]);
    expect(view).toEqual(kept(name, view));
  });

  it.each(Object.entries(forms))("%s", (name, form) => {
    const view = renderForm(form, '{"channel":"C1"}');
    expect(validateView(view)).toEqual([]);
    expect(view).toEqual(kept(name, view));
  });

  it("form-holidays", async () => {
    const view = renderForm(await holidaysForm(), '{"channel":"C1"}');
    expect(validateView(view)).toEqual([]);
    expect(view).toEqual(kept("form-holidays", view));
  });

  it("and nothing else is kept", () => {
    const names = [...[messages, homes, forms].flatMap((samples) => Object.keys(samples)), "form-holidays"];
    expect(readdirSync(folder).toSorted()).toEqual(names.map((name) => `${name}.json`).toSorted());
  });
});
