/** Words whose forms no rule for endings brings together, each with the form that stands for all of them. */
const forms: ReadonlyMap<string, string> = new Map(
  `send: sent; keep: kept; write: wrote written; run: ran; build: built; break: broke broken; lose: lost; make: made
  tell: told; choose: chose chosen; find: found; hold: held; give: gave given; take: took taken; know: knew known
  show: shown; grow: grew grown; bring: brought; catch: caught; think: thought; pay: paid; say: said; go: went gone goes
  begin: began begun; hide: hid hidden; see: saw seen; speak: spoke spoken; spend: spent; stick: stuck; sell: sold
  teach: taught; mean: meant; meet: met; steal: stole stolen; learn: learnt; throw: threw thrown; fall: fell fallen
  get: got gotten; do: done; understand: understood; index: indices; child: children; schema: schemata; forget: forgot forgotten
  we: us; container: containers; deploy: deployment deployments; revoke: revocation revocations; expire: expiry expiration
  become: became; drive: drove driven; leave: left; stand: stood; buy: bought; fight: fought; lie: lying; die: dying
  cache: cacheable; scale: scalable scalability; read: readable readability; big: bigger biggest; fast: faster fastest
  small: smaller smallest; slow: slower slowest; high: higher highest; easy: easier easiest; early: earlier earliest
  old: older oldest; short: shorter shortest; long: longer longest; hard: harder hardest; cheap: cheaper cheapest
  near: nearer nearest; new: newer newest; simple: simpler simplest; strong: stronger strongest; close: closer closest`
    .split(/[;\n]/)
    .flatMap((line) => {
      const [form = "", others = ""] = line.split(":");
      return others
        .trim()
        .split(" ")
        .map((other): [string, string] => [other, form.trim()]);
    }),
);

const endings: readonly (readonly [ending: RegExp, american: string])[] = [
  // Not in raised and rising, whose shorter forms are left as they are.
  [/(?<=[a-z]{3})(?<![ao])is(e|ed|es|er|ers|ing|able|ation|ations)$/, "iz$1"],
  [/ys(e|ed|es|ing)$/, "yz$1"],
  [/our(s|ed|ing|al|able)?$/, "or$1"],
  [/(centr|metr|fibr)e(s|d)?$/, "$1er$2"],
  [/(lic|def|off|pret)ence(s|d)?$/, "$1ense$2"],
  [/(cata|dia|ana)logue(s)?$/, "$1log$2"],
  [/^artefact/, "artifact"],
];

/** A word under one spelling: American for British, one form for irregular ones. Only for comparing, never for showing. */
export function spelled(word: string): string {
  const form = forms.get(word);
  if (form !== undefined) return form;
  if (word.length <= 5) return word;
  return endings.reduce((text, [ending, american]) => text.replace(ending, american), word);
}
