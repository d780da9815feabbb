import { readFileSync } from "node:fs";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { escapeHtml } from "../../escape-html.ts";
import { drawBlocks } from "./blocks.ts";
import type { Shown } from "./shown.ts";

/** A message with who wrote it and when; the bot's own are told by `app`. */
export type Drawn = Readonly<{
  author: string;
  app: boolean;
  at: string;
  html: string;
  below?: string;
}>;

/** The bot's message from its blocks; `below` is HTML that hangs under it, such as its number of replies. */
export const botMessage = (blocks: readonly KnownBlock[], at: string, shown: Shown): Drawn => ({
  author: "Daily Drill",
  app: true,
  at,
  html: drawBlocks(blocks, shown),
});

/** What a person wrote, with the bot's receipt under it. */
export const personMessage = (author: string, at: string, text: string): Drawn => ({
  author,
  app: false,
  at,
  html: `<div class="block"><div class="section">${escapeHtml(text)}</div></div>`,
  below: '<div class="reaction">📝 1</div>',
});

const drawMessage = ({ author, app, at, html, below = "" }: Drawn): string =>
  `<article><div class="face ${app ? "app" : ""}">${app ? "🎯" : escapeHtml(author.slice(0, 1))}</div><div class="said">` +
  `<div class="who"><b>${escapeHtml(author)}</b>${app ? '<span class="badge">APP</span>' : ""}<time>${at}</time></div>${html}${below}</div></article>`;

/** Messages one under another, in a channel or a thread with that title, as a page. */
export const channelPage = (title: string, messages: readonly Drawn[]): string =>
  page(`<main class="channel"><h1>${escapeHtml(title)}</h1>${messages.map(drawMessage).join("")}</main>`);

/** A form as a page. */
export function formPage(view: ModalView, shown: Shown): string {
  return page(
    `<main class="modal"><header>${view.title.text}<span>✕</span></header>${drawBlocks(known(view), shown)}` +
      `<footer><button class="default">Cancel</button><button class="primary">${view.submit?.text ?? ""}</button></footer></main>`,
  );
}

/** Slack's types let a view hold any block; `drawBlocks` throws at one that it does not know. */
const known = (view: HomeView | ModalView): readonly KnownBlock[] =>
  view.blocks.filter((block): block is KnownBlock => block.type !== "");

/** The Home as a page. */
export const homePage = (view: HomeView, shown: Shown): string =>
  page(`<main class="channel home"><h1>Daily Drill</h1>${drawBlocks(known(view), shown)}</main>`);

const style = readFileSync(new URL("slack.css", import.meta.url), "utf8");

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><style>${style}</style><body>${body}</body></html>`;
