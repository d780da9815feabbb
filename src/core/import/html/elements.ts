/** What becomes of an element of HTML when it is written as Markdown. */
export type Treatment =
  /** Marks around words: `**`, `*`, `~~`, a code span, a link. */
  | "strong"
  | "emphasis"
  | "strike"
  | "code"
  | "link"
  | "raised"
  | "lowered"
  | "quoted"
  /** Its words alone. */
  | "words"
  /** Its words, on lines of their own. */
  | "lines"
  /** Blocks of Markdown. */
  | "heading"
  | "title"
  | "list"
  | "item"
  | "quote"
  | "preformatted"
  | "table"
  | "row"
  | "cell"
  /** Without content. */
  | "break"
  | "rule"
  | "picture"
  | "box"
  | "nothing"
  /** Goes with all that is in it. */
  | "dropped";

const named: readonly (readonly [treatment: Treatment, names: string])[] = [
  ["strong", "b strong"],
  ["emphasis", "i em cite dfn"],
  ["strike", "s del strike"],
  ["code", "code kbd samp tt var anki-mathjax"],
  ["link", "a"],
  ["raised", "sup"],
  ["lowered", "sub"],
  ["quoted", "q"],
  [
    "words",
    "span font small big u ins mark abbr acronym bdi bdo time data label nobr ruby rt rp button output textarea",
  ],
  [
    "lines",
    "p div center section article header footer main nav aside address figure figcaption picture form fieldset",
  ],
  ["lines", "legend details dl dd thead tbody tfoot caption colgroup select option optgroup body html hgroup noscript"],
  ["heading", "h1 h2 h3 h4 h5 h6"],
  ["title", "summary dt"],
  ["list", "ul ol menu"],
  ["item", "li"],
  ["quote", "blockquote"],
  ["preformatted", "pre xmp listing"],
  ["table", "table"],
  ["row", "tr"],
  ["cell", "td th"],
  ["break", "br"],
  ["rule", "hr"],
  ["picture", "img"],
  ["box", "input"],
  ["nothing", "wbr col source track area link meta base param embed"],
  ["dropped", "script style head title template iframe object svg canvas audio video map math"],
];

const treatments: ReadonlyMap<string, Treatment> = new Map(
  named.flatMap(([treatment, names]) => names.split(" ").map((name) => [name, treatment] as const)),
);

/** How an element is written, by its name in small letters; null for what is no element of HTML, such as `<T>`. */
export const treatmentOf = (name: string): Treatment | null => treatments.get(name) ?? null;

const empty: ReadonlySet<Treatment> = new Set(["break", "rule", "picture", "box", "nothing"]);
/** Whether elements of a kind never hold anything, so that they need no end. */
export const isEmpty = (treatment: Treatment): boolean => empty.has(treatment);

const rows = "td th tr p li dt dd";
/** The elements that end where the next begins, by the name of that one; those listed need no end of their own. */
const ended: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ["li", "li p"],
      ["td", "td th p"],
      ["th", "td th p"],
      ["tr", "td th tr p"],
      ["tbody", rows],
      ["dt", "dt dd p"],
      ["dd", "dt dd p"],
      ["option", "option"],
      ...["p", "div", "ul", "ol", "pre", "table", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"].map(
        (name) => [name, "p"] as const,
      ),
    ] as const
  ).map(([name, others]) => [name, new Set(others.split(" "))]),
);

const none: ReadonlySet<string> = new Set();
/** Which open elements end where one of this name begins. */
export const endedBy = (name: string): ReadonlySet<string> => ended.get(name) ?? none;

const unended: ReadonlySet<string> = new Set(`${rows} option thead tbody tfoot colgroup caption`.split(" "));
/** Whether HTML lets an element go without an end tag. */
export const mayGoUnended = (name: string): boolean => unended.has(name);
