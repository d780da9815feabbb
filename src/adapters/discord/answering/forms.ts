import { filledForm, valuesOf } from "../../../core/message/filled-form.ts";
import type { Choice, Field, FieldValues, Form, Response } from "../../../core/message/message.ts";
import type { Log } from "../../../ports/log.ts";
import type { Handlers, Origin } from "../../../ports/platform.ts";
import { pingOption } from "../../../render/discord/commands.ts";
import { isModal } from "../../../render/discord/form.ts";
import type { DiscordMessage } from "../../../render/discord/message.ts";
import { chosenInPanel, panelPart, readPanel, renderPanel } from "../../../render/discord/panel.ts";
import { readUnsaved, renderUnsaved } from "../../../render/discord/unsaved.ts";
import { formNotSaved, openAgain, problem } from "../../chat/said.ts";
import type { Interaction, PressedMessage } from "../hearing/interactions.ts";
import { OpenForms } from "./open-forms.ts";
import { type Telling, telling } from "./responder.ts";

export type FormParts = Readonly<{ handlers: () => Handlers; log: Log }>;

type Of<Kind extends Interaction["kind"]> = Extract<Interaction, { kind: Kind }>;

/**
 * The forms that people have before them. Discord tells what was written into a form and nothing else of it, and closes it
 * whatever comes of it; so what is needed to put it before them again is kept, or asked of the app anew after a restart
 * (docs/decisions/025-forms-on-discord.md).
 */
export class Forms {
  readonly #parts: FormParts;
  /** By person, channel and form; panels by their message, too. */
  readonly #open = new OpenForms();

  constructor(parts: FormParts) {
    this.#parts = parts;
  }

  /** Puts a form before a person, with what they said already: a modal, or a panel where none takes it. */
  async open(origin: Origin, form: Form, preset: FieldValues = {}): Promise<Telling> {
    const filled = await this.#found(origin, form, filledForm(form, preset));
    this.#open.keep(keyOf(origin, form.id), filled);
    return isModal(filled) ? opening(filled) : { kind: "messages", messages: [renderPanel(filled)], inPlace: false };
  }

  /** What an app's answer is to the person who asked. */
  async telling(origin: Origin, response: Response, preset: FieldValues = {}): Promise<Telling> {
    switch (response.kind) {
      case "form":
        return this.open(origin, response.form, preset);
      case "message":
        return telling(response.message, response.replace);
      case "errors":
        // They belong to a form; whoever gets them without one is told all the same.
        return telling(problem(Object.values(response.errors).join("; ")));
      case "none":
        return { kind: "nothing" };
    }
  }

  /** Has what was sent saved, or says why it was not, with all that was written. Never rejects. */
  async submit({ origin, name, form: id, values, isAgain }: Of<"submitted">): Promise<Telling> {
    const form = filledForm(this.#open.get(keyOf(origin, id)) ?? strange(id, values), values);
    const said = await this.#saved(origin, name, form);
    if (said.kind === "errors") {
      this.#open.keep(keyOf(origin, id), form);
      return inPlace(renderUnsaved(form, said.errors), isAgain);
    }
    this.#open.drop(keyOf(origin, id));
    const told = await this.telling(origin, said);
    return told.kind === "messages" ? { ...told, inPlace: isAgain } : told;
  }

  /** Opens what was not saved once more, as it was written. */
  async again({ origin, form: id, message }: Of<"again">): Promise<Telling> {
    const kept = this.#open.get(keyOf(origin, id));
    if (kept !== null) return opening(kept);
    const response = await this.#asked(origin, id);
    if (response.kind !== "form") return this.telling(origin, response);
    return this.open(origin, response.form, readUnsaved(response.form, message));
  }

  /** Chooses in a panel, opens the form of some of its fields, or has it saved. */
  async panel({ origin, name, does, message, choosing }: Of<"panel">): Promise<Telling> {
    const shown = await this.#panelOf(origin, does.form, message);
    if (shown.kind !== "form") return this.telling(origin, shown);
    switch (does.does) {
      case "choose":
        return this.#shown(message, filledForm(shown.form, readPanel(shown.form, renderPanel(shown.form), choosing)));
      case "open":
        return opening(panelPart(shown.form, does.part), does.form);
      case "save":
        return this.#savedPanel(origin, name, message, shown.form);
      case "enter":
        return { kind: "nothing" };
    }
  }

  /** Takes what was entered in the form of some fields over into the panel. */
  async enter({ origin, form: id, values, message }: Of<"entered">): Promise<Telling> {
    const shown = await this.#panelOf(origin, id, message);
    if (shown.kind !== "form") return this.telling(origin, shown);
    return this.#shown(message, await this.#found(origin, shown.form, filledForm(shown.form, values)));
  }

  async #savedPanel(origin: Origin, name: string, message: PressedMessage, form: Form): Promise<Telling> {
    const said = await this.#saved(origin, name, form);
    if (said.kind === "errors") return this.#shown(message, form, said.errors);
    this.#open.drop(message.id);
    const told = await this.telling(origin, said);
    return told.kind === "messages" ? { ...told, inPlace: true } : told;
  }

  #shown(message: PressedMessage, form: Form, errors: Readonly<Record<string, string>> = {}): Telling {
    this.#open.keep(message.id, form);
    return inPlace(renderPanel(form, errors), true);
  }

  /**
   * A panel as it was filled in so far: as it is kept, since the message that comes with a choice may be older than the
   * choice before it; else as the message shows it.
   */
  async #panelOf(origin: Origin, id: string, message: PressedMessage): Promise<Response> {
    const kept = this.#open.get(message.id);
    if (kept !== null) return { kind: "form", form: kept };
    const opened = this.#open.get(keyOf(origin, id));
    const response: Response =
      opened === null ? await this.#asked(origin, id, message) : { kind: "form", form: opened };
    if (response.kind !== "form") return response;
    const form = filledForm(response.form, readPanel(response.form, message));
    this.#open.keep(message.id, form);
    return { kind: "form", form };
  }

  /** The app's answer to a form as it is filled in; a failure as an error of the whole form. */
  async #saved(origin: Origin, name: string, form: Form): Promise<Response> {
    const { handlers, log } = this.#parts;
    try {
      return await handlers().submitted({ ...origin, name, form: form.id, values: valuesOf(form) });
    } catch (error) {
      log.warn("a form was not saved", { form: form.id, error });
      return { kind: "errors", errors: { "": formNotSaved } };
    }
  }

  /** A form made anew; with the group that the command named when it was opened first, as a panel shows it. */
  #asked(origin: Origin, id: string, panel: PressedMessage | null = null): Promise<Response> {
    const named = panel === null ? null : chosenInPanel(id, pingOption, panel);
    const action = named === null ? openerOf(id) : `${openerOf(id)} ${pingOption} ${named}`;
    return this.#parts.handlers().pressed({ ...origin, action, value: null });
  }

  /** Names what was typed into a search by what it finds, and says so under the field, so that it can be seen to be right. */
  async #found(origin: Origin, before: Form, form: Form): Promise<Form> {
    const held = valuesOf(before);
    const found = async (field: Field): Promise<Field> => {
      if (field.kind !== "search" || field.value === null || field.value.value === held[field.name]) return field;
      const choice = await this.#nearest(origin, form.id, field.name, field.value.value);
      return choice === null ? { ...field, hint: null } : { ...field, value: choice, hint: choice.label };
    };
    return { ...form, fields: await Promise.all(form.fields.map(found)) };
  }

  async #nearest(origin: Origin, form: string, field: string, typed: string): Promise<Choice | null> {
    const { handlers, log } = this.#parts;
    try {
      const choices = await handlers().choices({ ...origin, form, field, typed });
      const same = choices.find(({ value }) => value.toLowerCase() === typed.toLowerCase());
      return same ?? choices[0] ?? null;
    } catch (error) {
      log.warn("nothing could be offered in a form", { form, field, error });
      return null;
    }
  }
}

const keyOf = ({ channel, person }: Origin, form: string): string => `${channel}/${person}/${form}`;

/** Forms of drills are called as the action that opens them, those of commands as the command. */
const openerOf = (form: string): string => (form.includes("/") ? form : `command/${form}`);

const opening = (form: Form, id = form.id): Telling => ({ kind: "form", form, tooLate: openAgain(openerOf(id)) });

const inPlace = (message: DiscordMessage, is: boolean): Telling => ({
  kind: "messages",
  messages: [message],
  inPlace: is,
});

/** A form of which nothing is known but what was written into it. */
const strange = (id: string, values: FieldValues): Form => ({
  id,
  title: "",
  submit: "",
  intro: [],
  fields: Object.keys(values).map((name) => ({
    kind: "text",
    name,
    label: name,
    hint: null,
    required: false,
    value: "",
    multiline: true,
    maxChars: 4_000,
  })),
});
