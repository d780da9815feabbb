import { broken, type Mutant } from "./broken.ts";

export const formMutants: readonly Mutant[] = [
  {
    name: "says nothing where a press failed",
    rig: () => broken({ handlers: (h) => ({ pressed: (c) => h.pressed(c).catch(() => ({ kind: "none" })) }) }),
    caughtBy: "a press that was not carried out says so",
  },
  {
    name: "says saved where a form failed",
    rig: () => broken({ handlers: (h) => ({ submitted: (c) => h.submitted(c).catch(() => ({ kind: "none" })) }) }),
    caughtBy: "a form that was not saved says so and keeps what was written",
  },
  {
    name: "loses what a select chose",
    rig: () => broken({ handlers: (h) => ({ pressed: (press) => h.pressed({ ...press, value: null }) }) }),
    caughtBy: "a select arrives with what was chosen",
  },
  {
    name: "loses the thread of a press",
    rig: () => broken({ handlers: (h) => ({ pressed: (press) => h.pressed({ ...press, thread: null }) }) }),
    caughtBy: "a press under a message in a thread says which thread",
  },
  {
    name: "drops actions that it does not know",
    rig: () =>
      broken({
        handlers: (h) => ({ pressed: async (p) => (p.action.startsWith("erase") ? { kind: "none" } : h.pressed(p)) }),
      }),
    caughtBy: "an action that is not under the message arrives as it is",
  },
  {
    name: "turns a pointing round",
    rig: () => broken({ handlers: (h) => ({ pointed: (pointing) => h.pointed({ ...pointing, as: "mine" }) }) }),
    caughtBy: "pointing at a reply arrives with that reply",
  },
  {
    name: "closes a form that has errors",
    rig: () =>
      broken({ actor: (a) => ({ form: () => (Object.keys(a.form()?.errors ?? {}).length > 0 ? null : a.form()) }) }),
    caughtBy: "errors keep the form open with what was written",
  },
  {
    name: "opens a form empty",
    rig: () =>
      broken({
        handlers: (h) => ({
          command: async (command) => {
            const answer = await h.command(command);
            return answer.kind === "form" ? { kind: "form", form: { ...answer.form, fields: [] } } : answer;
          },
        }),
      }),
    caughtBy: "a form opens with its title, its intro, its labels and what its fields hold",
  },
  {
    name: "sends a form without its lists",
    rig: () =>
      broken({
        handlers: (h) => ({
          submitted: (form) =>
            h.submitted({
              ...form,
              values: Object.fromEntries(Object.entries(form.values).map(([name, value]) => [name, String(value)])),
            }),
        }),
      }),
    caughtBy: "a form that is sent arrives with its values",
  },
  {
    name: "sends the texts of a form on one line",
    rig: () =>
      broken({
        handlers: (h) => ({
          submitted: (form) =>
            h.submitted({
              ...form,
              values: Object.fromEntries(
                Object.entries(form.values).map(([name, value]) => [
                  name,
                  typeof value === "string" ? value.replaceAll(/\s+/gu, " ") : value,
                ]),
              ),
            }),
        }),
      }),
    caughtBy:
      "a form of several texts that a press on a private message opens comes back as it was, to the last blank line",
  },
  {
    name: "keeps of a form with errors only the fields that are wrong",
    rig: () =>
      broken({
        actor: (a) => ({
          form: () => {
            const form = a.form();
            const errors = form?.errors ?? {};
            if (form === null || Object.keys(errors).length === 0) return form;
            const values = Object.fromEntries(Object.entries(form.values).filter(([name]) => name in errors));
            return { ...form, values };
          },
        }),
      }),
    caughtBy: "errors at two texts of a form keep all of them as they were written",
  },
  {
    name: "sends a choice by its words",
    rig: () =>
      broken({
        handlers: (h) => ({
          submitted: (form) =>
            h.submitted({ ...form, values: { ...form.values, level: String(form.values["level"]).toUpperCase() } }),
        }),
      }),
    caughtBy: "a form of choices and texts that a command opens arrives whole, and may leave out what it need not have",
  },
  {
    name: "keeps of a form with errors only its texts",
    rig: () =>
      broken({
        actor: (a) => ({
          form: () => {
            const form = a.form();
            if (form === null || Object.keys(form.errors).length === 0) return form;
            return { ...form, values: { ...form.values, topic: "", level: "" } };
          },
        }),
      }),
    caughtBy: "errors at a choice and at a text keep both as they were",
  },
  {
    name: "signs a form with another name",
    rig: () => broken({ handlers: (h) => ({ submitted: (form) => h.submitted({ ...form, name: "Somebody" }) }) }),
    caughtBy: "a form that is sent arrives with its values",
  },
  {
    name: "completes nothing",
    rig: () => broken({ handlers: () => ({ choices: async () => [] }) }),
    caughtBy: "what is typed is completed by the bot",
  },
  {
    name: "takes everybody for a manager",
    rig: () =>
      broken({
        platform: (p) => ({ person: async (channel, id) => ({ ...(await p.person(channel, id)), manager: true }) }),
      }),
    caughtBy: "people are known by name, zone and role",
  },
  {
    name: "knows people who are not there",
    rig: () =>
      broken({
        platform: (p) => ({
          person: async (channel, id) => ({ ...(await p.person(channel, id)), standing: "member" }),
        }),
      }),
    caughtBy: "a person who is not there is gone and manages nothing",
  },
];
