import type { Platform } from "../../../src/ports/platform.ts";
import { errorOf, type Fault } from "../../support/fake-faults.ts";

/** The calls that a trial breaks. */
export type Troubled = "post" | "edit" | "find" | "readThread";

/** What goes wrong with the next of each call; at most one fault of a kind, so that all of them can be called off. */
export type Troubles = Map<Troubled, Fault>;

/** What a process sees of a platform in trouble. */
export function troubledPort(platform: Platform, troubles: Troubles): Platform {
  const broken = <A extends readonly unknown[], R>(call: Troubled, act: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      const fault = troubles.get(call);
      troubles.delete(call);
      if (fault === undefined) return act(...given);
      if (fault.kind === "doubt" && fault.accepted) await act(...given);
      throw errorOf(fault);
    };
  };
  const { post, edit, find, readThread } = platform;
  return {
    ...platform,
    post: broken("post", post),
    edit: broken("edit", edit),
    find: broken("find", find),
    readThread: broken("readThread", readThread),
  };
}
