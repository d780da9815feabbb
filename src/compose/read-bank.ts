import { openFolder } from "../adapters/content/folder.ts";
import { bankOf } from "../core/bank/bank.ts";
import type { Bank } from "../core/bank/question.ts";
import { shippedBank } from "./banks.ts";

/** The questions of one folder, or of those that come with the bot. What is wrong in it is among its problems. */
export const readBank = (folder: string = shippedBank()): Bank =>
  bankOf([openFolder({ path: folder, namespace: null, mustExist: true }).contents()]);
