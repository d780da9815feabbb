import type { MessageId } from "../../src/core/keys.ts";
import type { Actor, Told } from "../contract/platform/rig.ts";

type Morning = Readonly<{ at: (local: string) => Promise<unknown>; question: () => Promise<MessageId> }>;

/** A day whose first question is out; `asked` is its message. */
export type Asked<D> = D &
  Readonly<{
    asked: MessageId;
    /** Opens the form by its button and saves a text. */
    fill: (who: Pick<Actor, "press" | "submit">, text: string) => Promise<Told>;
  }>;

/** The day at nine o'clock, when its question comes out. */
export async function askedAtNine<D extends Morning>(day: D): Promise<Asked<D>> {
  await day.at("2027-03-15T09:00");
  const asked = await day.question();
  return {
    ...day,
    asked,
    fill: async (who, text) => {
      await who.press(asked, "answer/2027-03-15");
      return who.submit({ text });
    },
  };
}
