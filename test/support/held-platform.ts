import type { Platform } from "../../src/ports/platform.ts";
import { FakePlatform } from "./fake-platform.ts";

type FakeCall = Parameters<FakePlatform["fail"]>[0];

/** A fake platform that can be slow: a test holds a call and lets it go when the rest of the world has moved on. */
export class HeldPlatform extends FakePlatform {
  readonly #gates = new Map<FakeCall, Promise<void>>();

  /** The next `call` waits; the function returned lets it go on. */
  hold(call: FakeCall): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gates.set(call, promise);
    return resolve;
  }

  override platform(): Platform {
    const port = super.platform();
    const after = async <T>(call: FakeCall, act: () => Promise<T>): Promise<T> => {
      const gate = this.#gates.get(call);
      this.#gates.delete(call);
      await gate;
      return act();
    };
    return {
      ...port,
      post: (...given) => after("post", () => port.post(...given)),
      edit: (...given) => after("edit", () => port.edit(...given)),
      find: (...given) => after("find", () => port.find(...given)),
      readThread: (...given) => after("readThread", () => port.readThread(...given)),
      whisper: (...given) => after("whisper", () => port.whisper(...given)),
      mark: (...given) => after("mark", () => port.mark(...given)),
      person: (...given) => after("person", () => port.person(...given)),
      channel: (...given) => after("channel", () => port.channel(...given)),
    };
  }
}
