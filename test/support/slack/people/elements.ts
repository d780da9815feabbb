import { isRecord } from "../payload/record.ts";
import { everything } from "../payload/walk.ts";
import type { Fields } from "../state/types.ts";

/** Something that can be pressed, with the block it is in. */
export type Element = Readonly<{ element: Fields; block: string }>;

/** Everything with an `action_id`. */
export const elementsOf = (blocks: readonly unknown[]): readonly Element[] =>
  blocks.flatMap((one) => {
    const block = isRecord(one) ? String(one["block_id"]) : "";
    const parts = everything(one).filter(({ thing }) => typeof thing["action_id"] === "string");
    return parts.map(({ thing }) => ({ element: thing, block }));
  });

/** The blocks of a view. */
export const blocksIn = (view: Fields): readonly unknown[] => (Array.isArray(view["blocks"]) ? view["blocks"] : []);
