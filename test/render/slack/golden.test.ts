import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fit as fitDoc } from "../../../src/render/slack/fit.ts";
import { renderForm } from "../../../src/render/slack/form.ts";
import { renderHome } from "../../../src/render/slack/home.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { validateMessage, validateView } from "../../support/slack/payload/validate.ts";
import { formsFor, homes, messagesFor } from "../samples.ts";

/** `GOLDEN=write` keeps what is drawn now; then look at what git says has changed. */
const writes = process.env["GOLDEN"] === "write";
const folder = new URL("golden/", import.meta.url);

function kept(name: string, drawn: unknown): unknown {
  const file = new URL(`${name}.json`, folder);
  if (writes) writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  return JSON.parse(readFileSync(file, "utf8"));
}

const messages = messagesFor(fitDoc);
const forms = await formsFor(3_000);

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

  it("and nothing else is kept", () => {
    const names = [messages, homes, forms].flatMap((samples) => Object.keys(samples));
    expect(readdirSync(folder).toSorted()).toEqual(names.map((name) => `${name}.json`).toSorted());
  });
});
