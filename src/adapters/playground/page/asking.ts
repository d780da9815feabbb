import type { Ask, Asks, PlayChoice, PlayForm, Reply } from "../protocol.ts";
import { ask, troubleOf } from "./api.ts";
import { clockNow } from "./clock-words.ts";
import type { Deeds } from "./deeds.ts";
import type { Notice } from "./notice.ts";
import type { Session } from "./session.ts";
import type { Store } from "./state.ts";

export type Asking = Readonly<{
  /** The playground's time, epoch ms; the browser's before it is known. */
  now: () => number;
  choices: (form: string, field: string, typed: string) => Promise<readonly PlayChoice[]>;
  /** Asks, tells of a failure above the message box, and shows what else came back. */
  carryOut: <K extends Ask>(kind: K, body: Asks[K], thread: string | null) => Promise<void>;
  /** Shows what a reply brought: a whisper, a form. `thread` is where it was asked. */
  answered: (reply: Reply, thread: string | null) => void;
}>;

/** The page's way to ask the server and to show what it answers. */
export function createAsking(
  store: Store,
  session: Session,
  notice: Notice,
  openForm: (form: PlayForm, thread: string | null) => void,
): Asking {
  const answered = (reply: Reply, thread: string | null): void => {
    notice.hide();
    if (reply.kind === "form") openForm(reply.form, thread);
    if (reply.kind !== "whisper") return;
    session.hear({ kind: "whisper", whisper: reply.whisper });
    if (reply.whisper.thread !== null) store.change({ kind: "thread", thread: reply.whisper.thread });
  };
  return {
    answered,
    now: () => {
      const heard = store.page().clock;
      return heard === null ? Date.now() : clockNow(heard, performance.now());
    },
    choices: async (form, field, typed) => {
      const reply = await ask("choices", { as: store.page().as, form, field, typed });
      return reply.kind === "choices" ? reply.choices : [];
    },
    carryOut: async (kind, body, thread) => {
      const reply = await ask(kind, body);
      if (reply.kind === "failed") notice.show(reply.message, reply.hint);
      else if (reply.kind === "errors") notice.show(Object.values(reply.errors).join(" "), "");
      else answered(reply, thread);
    },
  };
}

/** What can be done with messages, as whoever speaks now. */
export function deedsOf(store: Store, asking: Asking, openThread: (id: string) => void): Deeds {
  const as = (): string => store.page().as;
  return {
    openThread,
    now: asking.now,
    person: (id) => store.page().room?.people.find((person) => person.id === id) ?? null,
    dismiss: (id) => store.change({ kind: "dismiss", id }),
    press: (message, action, value) =>
      asking.carryOut("press", { as: as(), message: message.id, action, value }, message.thread),
    remove: (id) => asking.carryOut("delete", { as: as(), message: id }, null),
    point: (id, mark) => asking.carryOut("point", { as: as(), message: id, mark }, store.page().thread),
    edit: async (id, text) => {
      const reply = await ask("edit", { as: as(), message: id, text });
      const trouble = troubleOf(reply);
      if (trouble === null) asking.answered(reply, null);
      return trouble;
    },
  };
}
