import { assertNever } from "../core/errors.ts";
import type { Align, Block, Cell, Doc, Inline, ListBlock, ListItem, TableBlock } from "../core/message/doc.ts";
import { isLiveUrl } from "../core/message/live-url.ts";
import { plainInline, wordsWithUrl } from "../core/message/plain.ts";

/**
 * A document as HTML for the playground's page: every text escaped, only http, https and mailto addresses linked, no
 * picture fetched (a picture is a link with its words). Headings start at h3, below those of the page.
 */
export function renderHtml(doc: Doc): string {
  return doc.map(renderBlock).join("");
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${renderInlines(block.children, false)}</p>`;
    case "heading": {
      const tag = `h${Math.min(6, block.level + 2)}`;
      return `<${tag}>${renderInlines(block.children, false)}</${tag}>`;
    }
    case "list":
      return renderList(block);
    case "code":
      return `<pre><code${languageClass(block.language)}>${escapeHtml(block.text)}</code></pre>`;
    case "table":
      return renderTable(block);
    case "quote":
      return `<blockquote>${renderHtml(block.children)}</blockquote>`;
    case "rule":
      return "<hr>";
    default:
      return assertNever(block);
  }
}

function languageClass(language: string | null): string {
  return language === null ? "" : ` class="language-${escapeHtml(language.replace(/\s+/gu, "-"))}"`;
}

function renderList(list: ListBlock): string {
  const items = list.items.map(renderItem).join("");
  if (list.start === null) return `<ul>${items}</ul>`;
  return list.start === 1 ? `<ol>${items}</ol>` : `<ol start="${list.start}">${items}</ol>`;
}

/** The first paragraph of an item stands without `<p>`, so that short items stay close together. */
function renderItem({ checked, children }: ListItem): string {
  const [first, ...others] = children;
  const opening = first?.kind === "paragraph" ? renderInlines(first.children, false) : renderHtml(children.slice(0, 1));
  const content = opening + renderHtml(others);
  if (checked === null) return `<li>${content}</li>`;
  const box = `<input type="checkbox" disabled${checked ? " checked" : ""} aria-label="${checked ? "Done" : "To do"}">`;
  return `<li class="task">${box} ${content}</li>`;
}

function renderTable(table: TableBlock): string {
  const row = (cells: readonly Cell[], tag: "th" | "td"): string =>
    `<tr>${cells.map((cell, column) => renderCell(cell, tag, table.align[column] ?? null)).join("")}</tr>`;
  const body = table.rows.map((cells) => row(cells, "td")).join("");
  const rows = body === "" ? "" : `<tbody>${body}</tbody>`;
  return `<div class="table"><table><thead>${row(table.head, "th")}</thead>${rows}</table></div>`;
}

function renderCell(cell: Cell, tag: "th" | "td", align: Align): string {
  const scope = tag === "th" ? ' scope="col"' : "";
  const side = align === null ? "" : ` class="${align}"`;
  return `<${tag}${scope}${side}>${renderInlines(cell, false)}</${tag}>`;
}

function renderInlines(children: readonly Inline[], inLink: boolean): string {
  return children.map((node) => renderInline(node, inLink)).join("");
}

function renderInline(node: Inline, inLink: boolean): string {
  switch (node.kind) {
    case "text":
      return escapeHtml(node.value);
    case "strong":
      return `<strong>${renderInlines(node.children, inLink)}</strong>`;
    case "emphasis":
      return `<em>${renderInlines(node.children, inLink)}</em>`;
    case "strike":
      return `<s>${renderInlines(node.children, inLink)}</s>`;
    case "code":
      return `<code>${escapeHtml(node.value)}</code>`;
    case "link":
      return renderLink(node, inLink);
    case "image":
      return renderImage(node.alt, node.url, inLink);
    case "break":
      return "<br>";
    case "person":
      // Its own direction: a name with a right-to-left override must not turn the words around it.
      return `<span class="person" dir="auto">${escapeHtml(node.name)}</span>`;
    case "time":
      return `<time datetime="${node.at.toString()}" data-show="${node.show}">${escapeHtml(node.fallback)}</time>`;
    default:
      return assertNever(node);
  }
}

function renderLink(node: Extract<Inline, { kind: "link" }>, inLink: boolean): string {
  if (!inLink && isLiveUrl(node.url)) return anchor(node.url, renderInlines(node.children, true));
  const words = plainInline(node.children);
  const address = wordsWithUrl(words, node.url).slice(words.trim() === "" ? 0 : words.length);
  return renderInlines(node.children, inLink) + escapeHtml(address);
}

function renderImage(alt: string, url: string, inLink: boolean): string {
  if (inLink || !isLiveUrl(url)) return escapeHtml(wordsWithUrl(alt, url));
  return anchor(url, escapeHtml(alt.trim() === "" ? url : alt));
}

function anchor(url: string, content: string): string {
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow" target="_blank">${content}</a>`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/gu, (character) => escapes[character] ?? character);
}
