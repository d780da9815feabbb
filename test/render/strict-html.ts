/** Attributes each tag may have, and what their values may be. */
const allowed: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  ...Object.fromEntries(
    "p h3 h4 h5 h6 ul strong em s br hr blockquote table thead tbody tr pre".split(" ").map((tag) => [tag, {}]),
  ),
  ol: { start: /^\d+$/u },
  li: { class: /^task$/u },
  input: { type: /^checkbox$/u, disabled: /^$/u, checked: /^$/u, "aria-label": /^(?:Done|To do)$/u },
  code: { class: /^language-[\w+#.-]+$/u },
  div: { class: /^table$/u },
  th: { scope: /^col$/u, class: /^(?:left|center|right)$/u },
  td: { class: /^(?:left|center|right)$/u },
  a: { href: /^(?:https?:\/\/|mailto:)[^\s"'<>]+$/u, rel: /^noopener noreferrer nofollow$/u, target: /^_blank$/u },
  span: { class: /^person$/u, dir: /^auto$/u },
  time: { datetime: /^[\d:TZ-]+$/u, "data-show": /^(?:time|date|date-time|relative)$/u },
};
const empty = new Set(["br", "hr", "input"]);

/**
 * Reads HTML as strictly as it can be read and gives its text and addresses. Throws at a tag, an attribute or a value
 * that is not on the list, at a raw `<`, `>` or `&`, and at tags that do not close in order.
 */
export function readHtml(html: string): string {
  const open: string[] = [];
  const text = html.replace(
    /<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/gu,
    (_match, slash: string, tag: string, attributes: string) => {
      if (allowed[tag] === undefined) throw new Error(`tag <${tag}>`);
      if (slash === "/" && open.pop() !== tag) throw new Error(`</${tag}> closes nothing`);
      if (slash === "" && !empty.has(tag)) open.push(tag);
      return ` ${readAttributes(tag, attributes)} `;
    },
  );
  if (open.length > 0) throw new Error(`<${open.join("><")}> not closed`);
  if (/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/u.test(text)) throw new Error(`raw mark in ${text}`);
  return text.replace(/&(?:lt|gt|quot|#39);/gu, " ").replaceAll("&amp;", "&");
}

function readAttributes(tag: string, source: string): string {
  const left = source.replace(/\s([a-z-]+)(?:="([^"]*)")?/gu, (_match, name: string, value = "") => {
    const rule = allowed[tag]?.[name];
    if (rule === undefined || !rule.test(value)) throw new Error(`<${tag} ${name}="${value}">`);
    return "";
  });
  if (left !== "") throw new Error(`<${tag}> has ${left}`);
  return /href="([^"]*)"/u.exec(source)?.[1] ?? "";
}
