import type {
  ActionsBlockElement,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  Option,
  TableBlock,
  TextObject,
} from "@slack/types";
import { escapeHtml } from "../../escape-html.ts";
import { drawRichText } from "./rich-text.ts";
import type { Shown } from "./shown.ts";

/** Blocks as HTML that looks much like Slack's. Throws at a kind that the bot never sends. */
export const drawBlocks = (blocks: readonly KnownBlock[], shown: Shown): string =>
  blocks.map((block) => `<div class="block ${block.type}">${drawBlock(block, shown)}</div>`).join("");

function drawBlock(block: KnownBlock, shown: Shown): string {
  switch (block.type) {
    case "header":
      return textOf(block.text);
    case "rich_text":
      return drawRichText(block, shown);
    case "section":
      return block.text === undefined ? "" : `<div class="plain">${textOf(block.text)}</div>`;
    case "context":
      return block.elements.map((element) => (element.type === "image" ? "" : textOf(element))).join(" ");
    case "divider":
      return "<hr>";
    case "table":
      return drawTable(block, shown);
    case "actions":
      return block.elements.map(drawControl).join("");
    case "input":
      return drawInput(block);
    default:
      throw new Error(`the bot sends no ${block.type}`);
  }
}

/** Slack's own escapes are those of HTML. */
const textOf = ({ text }: TextObject): string => text;

function drawTable({ rows, column_settings: columns = [] }: TableBlock, shown: Shown): string {
  const cells = (row: TableBlock["rows"][number], tag: "th" | "td"): string =>
    row.map((cell, at) => `<${tag} class="${columns[at]?.align ?? "left"}">${drawCell(cell, shown)}</${tag}>`).join("");
  const [head = [], ...others] = rows;
  return `<table><tr>${cells(head, "th")}</tr>${others.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</table>`;
}

const drawCell = (cell: TableBlock["rows"][number][number], shown: Shown): string =>
  cell.type === "rich_text" ? drawRichText(cell, shown) : escapeHtml(cell.text);

function drawControl(element: ActionsBlockElement): string {
  if (element.type === "button")
    return `<button class="${element.style ?? "default"}">${textOf(element.text)}</button>`;
  if (element.type !== "static_select") throw new Error(`the bot sends no ${element.type}`);
  return `<span class="menu">${element.placeholder === undefined ? "" : textOf(element.placeholder)}</span>`;
}

function drawInput({ label, hint, element, optional }: InputBlock): string {
  const may = optional === true ? ' <span class="optional">(optional)</span>' : "";
  const below = hint === undefined ? "" : `<div class="hint">${textOf(hint)}</div>`;
  return `<label>${textOf(label)}${may}</label>${drawElement(element)}${below}`;
}

function drawElement(element: InputBlockElement): string {
  switch (element.type) {
    case "plain_text_input":
      return `<div class="field${element.multiline === true ? " tall" : ""}">${escapeHtml(element.initial_value ?? "")}</div>`;
    case "timepicker":
      return `<div class="menu">${element.initial_time ?? "Select a time"}</div>`;
    case "datepicker":
      return `<div class="menu">${element.initial_date ?? "Select a date"}</div>`;
    case "static_select":
    case "external_select":
      return `<div class="menu">${element.initial_option === undefined ? "Select an option" : optionText(element.initial_option)}</div>`;
    case "multi_static_select":
      return `<div class="menu">${chips(element.initial_options ?? [])}</div>`;
    case "checkboxes":
      return boxes(element.options, element.initial_options ?? [], "☑", "☐");
    case "radio_buttons":
      return boxes(element.options, element.initial_option === undefined ? [] : [element.initial_option], "◉", "○");
    default:
      throw new Error(`the bot asks with no ${element.type}`);
  }
}

const optionText = ({ text }: Option): string => textOf(text);

const chips = (options: readonly Option[]): string =>
  options.length === 0
    ? "Select options"
    : options.map((option) => `<span class="chip">${optionText(option)}</span>`).join("");

const boxes = (options: readonly Option[], chosen: readonly Option[], on: string, off: string): string =>
  options
    .map((option) => {
      const isChosen = chosen.some(({ value }) => value === option.value);
      return `<div class="box"><span class="mark">${isChosen ? on : off}</span>${optionText(option)}</div>`;
    })
    .join("");
