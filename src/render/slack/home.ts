import type { HomeView } from "@slack/types";
import type { Message } from "../../core/message/message.ts";
import { renderActions } from "./actions.ts";
import { renderBlocks } from "./blocks.ts";
import { limits } from "./limits.ts";

/** A message as the Home of the app. */
export function renderHome({ doc, actions }: Message): HomeView {
  const controls = renderActions(actions);
  const blocks = renderBlocks(doc, { blocks: limits.viewBlocks - controls.length, table: true });
  return { type: "home", blocks: [...blocks, ...controls] };
}
