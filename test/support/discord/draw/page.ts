/** Pages that look much like Discord's, drawn from what the bot sends. */
import { readFileSync } from "node:fs";
import type { APIEmbed, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Row } from "../../../../src/render/discord/actions.ts";
import type { DiscordMessage } from "../../../../src/render/discord/message.ts";
import { escapeHtml } from "../../escape-html.ts";
import { drawMarkdown, type Eyes } from "./markdown.ts";

/** A message with who wrote it and when; `below` hangs under it. */
export type Drawn = Readonly<{ author: string; app: boolean; at: string; html: string; below: string }>;

/** A message of the bot; one that a single person sees says so. */
export const botMessage = (message: DiscordMessage, at: string, eyes: Eyes, unseen = false): Drawn => ({
  author: "Daily Drill",
  app: true,
  at,
  html: drawMessage(message, eyes),
  below: unseen ? '<div class="only">👁 Only you can see this · <a href="#">Dismiss message</a></div>' : "",
});

/** What a person wrote, with the bot's receipt under it. */
export const personMessage = (author: string, at: string, text: string): Drawn => ({
  author,
  app: false,
  at,
  html: `<div class="content">${escapeHtml(text)}</div>`,
  below: '<span class="reaction">📝 1</span>',
});

const drawMessage = ({ content, embeds, components }: DiscordMessage, eyes: Eyes): string =>
  `<div class="content">${drawMarkdown(content, eyes)}</div>` +
  `${embeds.map((embed) => drawEmbed(embed, eyes)).join("")}${components.map(drawRow).join("")}`;

function drawEmbed({ title, description, fields = [], color = 0x1e1f22 }: APIEmbed, eyes: Eyes): string {
  const head = title === undefined ? "" : `<b>${drawMarkdown(title, eyes)}</b>`;
  const body = description === undefined ? "" : `<div>${drawMarkdown(description, eyes)}</div>`;
  const cells = fields.map(
    ({ name, value }) => `<div><b>${drawMarkdown(name, eyes)}</b><div>${drawMarkdown(value, eyes)}</div></div>`,
  );
  const line = `#${color.toString(16).padStart(6, "0")}`;
  return `<div class="embed" style="border-color:${line}">${head}${body}<div class="fields">${cells.join("")}</div></div>`;
}

const styles: Readonly<Record<number, string>> = { 1: "primary", 2: "plain", 4: "danger" };

const drawRow = ({ components }: Row): string =>
  `<div class="row">${components.map((control) => (control.type === 3 ? drawMenu(control) : `<button class="${styles[control.style]}">${escapeHtml(control.label ?? "")}</button>`)).join("")}</div>`;

type Choices = Readonly<{
  placeholder?: string;
  options: readonly Readonly<{ label: string; default?: boolean }>[];
}>;

function drawMenu({ placeholder = "", options }: Choices): string {
  const chosen = options.filter((option) => option.default === true);
  const words = chosen.map(({ label }) => `<span class="chip">${escapeHtml(label)}</span>`).join("");
  return `<div class="menu">${words === "" ? `<i>${escapeHtml(placeholder)}</i>` : words}<em>⌄</em></div>`;
}

const drawEntry = ({ author, app, at, html, below }: Drawn): string =>
  `<article><div class="face ${app ? "app" : ""}">${app ? "🎯" : escapeHtml(author.slice(0, 1))}</div><div class="said">` +
  `<div class="who"><b>${escapeHtml(author)}</b>${app ? '<span class="badge">APP</span>' : ""}<time>${at}</time></div>` +
  `${html}${below}</div></article>`;

/** Messages one under another, in a channel or a thread with that title, as a page; narrow as on a phone or not. */
export const channelPage = (title: string, messages: readonly Drawn[], narrow = false): string =>
  page(
    `<main class="channel${narrow ? " phone" : ""}"><h1>${escapeHtml(title)}</h1>${messages.map(drawEntry).join("")}</main>`,
  );

/** A form as a page. */
export function formPage(form: APIModalInteractionResponseCallbackData, eyes: Eyes): string {
  const parts = form.components.map((part) => {
    if (part.type === 10) return `<div class="content">${drawMarkdown(part.content, eyes)}</div>`;
    if (part.type !== 18) throw new Error(`the bot asks with no ${part.type}`);
    const hint = part.description === undefined ? "" : `<div class="hint">${escapeHtml(part.description)}</div>`;
    return `<label>${escapeHtml(part.label)}${isRequired(part.component) ? "<i> *</i>" : ""}</label>${hint}${drawInput(part.component)}`;
  });
  return page(
    `<main class="modal"><header><b>${escapeHtml(form.title)}</b><span>✕</span></header>${parts.join("")}` +
      `<footer><button class="plain">Cancel</button><button class="primary">Submit</button></footer></main>`,
  );
}

type Input = Extract<APIModalInteractionResponseCallbackData["components"][number], { type: 18 }>["component"];

const isRequired = (input: Input): boolean => !("required" in input) || input.required !== false;

function drawInput(input: Input): string {
  switch (input.type) {
    case 4: {
      const said =
        input.value === undefined ? `<i>${escapeHtml(input.placeholder ?? "")}</i>` : escapeHtml(input.value);
      return `<div class="field${input.style === 2 ? " tall" : ""}">${said}</div>`;
    }
    case 3:
      return drawMenu({ placeholder: "Make a selection", options: input.options });
    case 21:
    case 22: {
      const [on, off] = input.type === 21 ? ["◉", "○"] : ["☑", "☐"];
      return input.options
        .map(
          (option) =>
            `<div class="box"><span>${option.default === true ? on : off}</span>${escapeHtml(option.label)}</div>`,
        )
        .join("");
    }
    default:
      throw new Error(`the bot asks with no ${input.type}`);
  }
}

const style = readFileSync(new URL("discord.css", import.meta.url), "utf8");

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><style>${style}</style><body>${body}</body></html>`;
