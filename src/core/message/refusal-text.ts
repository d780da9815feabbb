import { words } from "./words.ts";

const texts: ReadonlyMap<string, string> = new Map(Object.entries(words.refusal));

/** Why a platform refused, in words that follow "because"; a reason of an older or newer version stands for itself. */
export const refusalText = (why: string): string => texts.get(why) ?? why;
