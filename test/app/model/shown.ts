import type { FakeMessage } from "../../support/fake-memory.ts";

/** Whether a message is a drill's question, by the key it was sent with. */
export const isQuestion = ({ key }: FakeMessage): boolean => key?.includes("/question/") === true;

/** Whether a message is one of a reveal. */
export const isReveal = ({ key }: FakeMessage): boolean => key?.includes("/reveal/") === true;

/** The local date of the drill that one of the bot's messages belongs to. */
export const dateOf = ({ key }: FakeMessage): string => key?.split("/").at(-2) ?? "none";
