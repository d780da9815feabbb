const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  nbsp: " ",
};
const blocks = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "td", "th", "tr", "blockquote"]);

/** All that can be read or followed in the server's HTML, in order: words, alt texts, and links' addresses behind them. */
export function readHtml(html: string): string {
  const links: string[] = [];
  const text = html.replace(/<(\/?)([a-z0-9]+)([^>]*)>/g, (_tag, slash: string, name: string, attributes: string) => {
    if (name === "a") return slash === "" ? opened(links, attributes) : ` (${links.pop() ?? ""}) `;
    return slash === "" ? opening(name, attributes) : closing(name);
  });
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function opened(links: string[], attributes: string): string {
  links.push(attribute(attributes, "href"));
  return "";
}

function opening(name: string, attributes: string): string {
  if (name === "img") return ` ${attribute(attributes, "alt")} (${attribute(attributes, "src")}) `;
  return name === "br" ? "\n" : "";
}

const closing = (name: string): string => (blocks.has(name) ? "\n" : "");

function attribute(attributes: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
}
