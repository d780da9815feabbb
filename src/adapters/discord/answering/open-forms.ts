import type { Form } from "../../../core/message/message.ts";

/** So many forms are kept; each holds a question and at most a few thousand characters of an answer. */
const most = 500;

/** Forms as people filled them in last, the latest ones; kept by this process alone. */
export class OpenForms {
  readonly #forms = new Map<string, Form>();

  keep(key: string, form: Form): void {
    this.#forms.delete(key);
    const [oldest] = this.#forms.keys();
    if (this.#forms.size >= most && oldest !== undefined) this.#forms.delete(oldest);
    this.#forms.set(key, form);
  }

  get(key: string): Form | null {
    return this.#forms.get(key) ?? null;
  }

  /** Nobody wants it back. */
  drop(key: string): void {
    this.#forms.delete(key);
  }
}
