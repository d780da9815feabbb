import { describe, expect, it } from "vitest";
import { filledForm, valuesOf } from "../../../src/core/message/filled-form.ts";
import type { Choice, Field, Form } from "../../../src/core/message/message.ts";
import { actionOf } from "../../../src/render/discord/custom-id.ts";
import { isModal, renderForm } from "../../../src/render/discord/form.ts";
import { panelActionOf, panelPart, readPanel, renderPanel } from "../../../src/render/discord/panel.ts";
import { answerWith, openForm, replaceWith } from "../../../src/render/discord/responses.ts";
import { validateInteractionResponse } from "../../support/discord/payload/validate.ts";
import { formsFor } from "../samples.ts";

const setup = (await formsFor(4_000))["form-setup"];
if (setup === undefined) throw new Error("there is no setup form");
const choices = (count: number): readonly Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Choice ${at}` }));
const many = (count: number, values: readonly string[]): Form => ({
  ...setup,
  fields: [
    { name: "topics", label: "Topics", hint: null, required: false, kind: "choices", values, choices: choices(count) },
  ],
});
const ids = (form: Form) =>
  renderPanel(form).components.flatMap((row) =>
    row.components.map(({ custom_id: id }) => panelActionOf(actionOf(id) ?? "")),
  );

describe("a panel", () => {
  it("is taken as an answer and in place of itself, and so are the forms of its parts", () => {
    const panel = renderPanel(setup, { zone: "choose a time zone", "": "invite me first" });
    expect(validateInteractionResponse(answerWith(panel))).toEqual([]);
    expect(validateInteractionResponse(replaceWith(panel))).toEqual([]);
    const part = panelPart(setup, 0);
    expect([isModal(setup), isModal(part)]).toEqual([false, true]);
    expect(validateInteractionResponse(openForm(renderForm(part)))).toEqual([]);
    expect(part.fields.map(({ name }) => name)).toEqual(["zone", "postAt", "reveal", "revealAt", "mode"]);
  });

  it("says what is wrong above what was entered", () => {
    expect(renderPanel(setup, { zone: "choose a time zone", "": "invite me first" }).content).toBe(
      "## Set up Daily Drill\n**Time zone:** choose a time zone\n\ninvite me first",
    );
  });

  it("has controls that say what they do", () => {
    expect(ids(setup)).toEqual([
      { form: "setup", does: "choose", field: "days" },
      { form: "setup", does: "choose", field: "topics" },
      { form: "setup", does: "choose", field: "levels" },
      { form: "setup", does: "save" },
      { form: "setup", does: "open", part: 0 },
    ]);
    expect(panelActionOf(actionOf(renderForm(panelPart(setup, 0)).custom_id) ?? "")).toEqual({
      form: "setup",
      does: "enter",
      part: 0,
    });
  });

  it.each(["answer/2027-03-15", "panel", "panel|save|", "panel|save||", "panel|open|x|setup", "panel|eat||setup"])(
    "has no control such as %s",
    (action) => {
      expect(panelActionOf(action)).toBe(null);
    },
  );
});

describe("what was entered in a panel", () => {
  const changed = {
    zone: "America/New_York",
    days: ["1", "3"],
    postAt: "10:30",
    reveal: "next-question",
    revealAt: "",
    mode: "sealed",
    topics: ["http", "data"],
    levels: [],
  };

  it.each([
    ["as it opens", {}],
    ["changed", changed],
    ["with nothing in it", { zone: "", days: [], postAt: "", topics: [] }],
  ])("stands in its message: %s", (_name, values) => {
    const form = filledForm(setup, values);
    const message = JSON.parse(JSON.stringify(renderPanel(form)));
    expect(readPanel(setup, message)).toEqual(valuesOf(form));
  });

  it("is what was chosen just now, in the order of the choices", () => {
    const menu = ":panel|choose|topics|setup";
    const read = readPanel(setup, renderPanel(setup), { customId: menu, values: ["security", "http"] });
    expect(read).toEqual({ ...valuesOf(setup), topics: ["http", "security"] });
  });

  it("is kept where several menus hold the choices, and where they hold not even all", () => {
    const form = many(110, ["v1", "v30", "v109"]);
    const panel = renderPanel(form);
    expect(validateInteractionResponse(answerWith(panel))).toEqual([]);
    expect(panel.components.length).toBe(5);
    expect(readPanel(form, panel)).toEqual({ topics: ["v1", "v30", "v109"] });
    const customId = ".1:panel|choose|topics|setup";
    expect(readPanel(form, panel, { customId, values: ["v26", "v27"] })).toEqual({
      topics: ["v1", "v26", "v27", "v109"],
    });
  });

  it("is read from what is there, and from nothing else", () => {
    const strange: Parameters<typeof readPanel>[1] = {
      embeds: [
        {},
        {
          fields: [
            { name: "Time zone", value: "–" },
            { name: "Else", value: "a" },
            { name: "Reveal", value: "Soon" },
          ],
        },
      ],
      components: [
        {},
        { components: [null, { custom_id: ":panel|choose|days|setup" }, { custom_id: 1, options: [] }] },
      ],
    };
    expect(readPanel(setup, strange)).toEqual({ zone: "", reveal: "" });
    expect(readPanel(setup, {})).toEqual({});
  });

  it("holds marks as they were typed", () => {
    const field: Field = {
      name: "zone",
      label: "Zone *",
      hint: "a_b",
      required: true,
      kind: "search",
      value: { value: "a_b`c", label: "x" },
    };
    const form: Form = { ...setup, fields: [field] };
    expect(readPanel(form, renderPanel(form))).toEqual({ zone: "a_b`c" });
  });
});
