import type { PlayMessage, PlayPerson } from "../protocol.ts";

/** A message is read, edited in place, or asked about before it goes. */
export type Mode = "reading" | "editing" | "deleting";

/** What can be done with messages; each resolves when the server has answered, having told of a failure itself. */
export type Deeds = Readonly<{
  openThread: (id: string) => void;
  press: (message: PlayMessage, action: string, value: string | null) => Promise<void>;
  /** Resolves with what went wrong, null when it was saved. */
  edit: (id: string, text: string) => Promise<string | null>;
  remove: (id: string) => Promise<void>;
  point: (id: string, mark: "mine" | "not-mine") => Promise<void>;
  dismiss: (id: string) => void;
  person: (id: string) => PlayPerson | null;
  /** The playground's time, epoch ms. */
  now: () => number;
}>;
