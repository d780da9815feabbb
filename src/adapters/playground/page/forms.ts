import type { PlayField, PlayForm, Reply } from "../protocol.ts";
import { troubleOf } from "./api.ts";
import { button, make } from "./dom.ts";
import { type FieldValue, problemOf } from "./field-values.ts";
import { type DrawnField, drawField } from "./fields.ts";
import { sentence } from "./format.ts";
import { icon } from "./icons.ts";
import { prose } from "./prose.ts";
import type { AskChoices } from "./search-field.ts";

export type FormValues = Record<string, FieldValue>;

export type FormHandlers = Readonly<{
  submit: (form: string, thread: string | null, values: FormValues) => Promise<Reply>;
  choices: (form: string, field: string, typed: string) => ReturnType<AskChoices>;
  /** Takes a reply that closed the form. */
  answered: (reply: Reply, thread: string | null) => void;
  /** The playground's time, epoch ms. */
  now: () => number;
}>;

/** Gives the function that opens a form in the dialog. What was typed stays until the server has it. */
export function createForms(
  dialog: HTMLDialogElement,
  handlers: FormHandlers,
): (form: PlayForm, thread: string | null) => void {
  let shown: ShownForm | null = null;

  const close = (): void => {
    shown = null;
    dialog.close();
    dialog.replaceChildren();
  };
  const leave = (): void => {
    if (shown?.isTouched()) shown.askToDiscard();
    else close();
  };
  const submit = async (form: PlayForm, thread: string | null, drawn: ShownForm): Promise<void> => {
    const values = drawn.check();
    if (values === null) return;
    drawn.busy(true);
    const reply = await handlers.submit(form.id, thread, values);
    drawn.busy(false);
    if (reply.kind === "errors") return drawn.complain(reply.errors);
    if (reply.kind === "failed") return drawn.complain({ "": troubleOf(reply) ?? "" });
    if (shown === drawn) close();
    handlers.answered(reply, thread);
  };

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // Held back here as well: a second Escape in a row would close the dialog whatever `cancel` says.
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog && !shown?.isTouched()) close();
  });

  return (form, thread) => {
    const drawn: ShownForm = drawForm(form, {
      leave,
      discard: close,
      now: handlers.now(),
      submit: () => void submit(form, thread, drawn),
      choices: (field, typed) => handlers.choices(form.id, field, typed),
    });
    shown = drawn;
    dialog.replaceChildren(drawn.element);
    if (!dialog.open) dialog.showModal();
    drawn.focusFirst();
  };
}

type ShownForm = Readonly<{
  element: HTMLElement;
  isTouched: () => boolean;
  askToDiscard: () => void;
  /** The values, or null when something is wrong, which is then said. */
  check: () => FormValues | null;
  complain: (errors: Readonly<Record<string, string>>) => void;
  busy: (busy: boolean) => void;
  focusFirst: () => void;
}>;

type FormDeeds = Readonly<{
  leave: () => void;
  discard: () => void;
  submit: () => void;
  choices: AskChoices;
  now: number;
}>;

function drawForm(form: PlayForm, deeds: FormDeeds): ShownForm {
  const fields = form.fields.map((field) => drawField(field, deeds.choices));
  const read = (): FormValues => Object.fromEntries(fields.map((field) => [field.name, field.read()]));
  const summary = make("div", { class: "summary", role: "alert", tabindex: -1 });
  const submit = make("button", { type: "submit", class: "button primary" }, form.submit);
  const foot = footOf(submit, deeds);
  const element = make(
    "form",
    { class: "form", novalidate: true },
    headOf(form.title, deeds.leave),
    make("div", { class: "form-body" }, introOf(form, deeds.now), summary, ...fields.map((field) => field.element)),
    foot.element,
  );
  const untouched = JSON.stringify(read());
  const complain = (errors: Readonly<Record<string, string>>): void => sayProblems(fields, summary, errors);

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    deeds.submit();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) element.requestSubmit();
  });
  return {
    element,
    isTouched: () => JSON.stringify(read()) !== untouched,
    askToDiscard: foot.ask,
    complain,
    check: () => {
      const errors = problemsIn(form.fields, read());
      complain(errors);
      return Object.keys(errors).length === 0 ? read() : null;
    },
    busy: (busy) => {
      submit.disabled = busy;
      element.ariaBusy = String(busy);
    },
    focusFirst: () => (fields[0] ? fields[0].focus() : submit.focus()),
  };
}

function problemsIn(fields: readonly PlayField[], values: FormValues): Readonly<Record<string, string>> {
  const entries = fields.map((field) => [field.name, problemOf(field, values[field.name] ?? "")] as const);
  return Object.fromEntries(entries.flatMap(([name, problem]) => (problem === null ? [] : [[name, problem]])));
}

/** Under each field its own problem, above all of them the list; the focus goes to the first. */
function sayProblems(
  fields: readonly DrawnField[],
  summary: HTMLElement,
  errors: Readonly<Record<string, string>>,
): void {
  for (const field of fields) field.complain(errors[field.name] ?? null);
  const wrong = fields.filter((field) => errors[field.name] !== undefined);
  const known = new Set(fields.map((field) => field.name));
  const general = Object.entries(errors).flatMap(([name, problem]) => (known.has(name) ? [] : [problem]));
  const links = wrong.map((field) =>
    make("li", {}, button({ class: "link" }, field.focus, `${field.label}: ${sentence(errors[field.name] ?? "")}`)),
  );
  const lines = [
    ...general.map((problem) => make("p", {}, sentence(problem))),
    links.length > 1 ? make("ul", {}, ...links) : null,
  ];
  summary.replaceChildren(...lines.filter((line) => line !== null));
  if (wrong[0]) wrong[0].focus();
  else if (general.length > 0) summary.focus();
}

function headOf(title: string, leave: () => void): HTMLElement {
  const close = button({ class: "icon-button", name: "Close the form", title: "Close" }, leave, icon("close"));
  return make("div", { class: "form-head" }, make("h2", { id: "form-title" }, title), close);
}

function introOf(form: PlayForm, now: number): HTMLElement | null {
  return form.introHtml === "" ? null : prose(form.introHtml, now);
}

/** The buttons; in their place the question whether to throw away what was typed. */
function footOf(submit: HTMLElement, deeds: FormDeeds): Readonly<{ element: HTMLElement; ask: () => void }> {
  const usual = [
    make("span", { class: "form-keys" }, make("kbd", {}, "Ctrl"), " + ", make("kbd", {}, "Enter")),
    button({ class: "button" }, deeds.leave, "Cancel"),
    submit,
  ];
  const element = make("div", { class: "form-foot" }, ...usual);
  const keep = button({ class: "button primary" }, () => element.replaceChildren(...usual), "Keep writing");
  const discard = button({ class: "button danger" }, deeds.discard, "Discard");
  const question = make("p", { role: "alert" }, "Discard what you wrote?");
  const ask = (): void => {
    element.replaceChildren(question, discard, keep);
    keep.focus();
  };
  return { element, ask };
}
