/** Where a text may be cut: after a sentence, else a word, else a visible character, else a code point. */

const segmenters = {
  sentence: new Intl.Segmenter("en", { granularity: "sentence" }),
  word: new Intl.Segmenter("en", { granularity: "word" }),
  grapheme: new Intl.Segmenter("en", { granularity: "grapheme" }),
} as const;

/** The largest n from 0 to `max` for which `fits(n)`, if it holds up to some n and not after. Near log2 n calls. */
export function longest(max: number, fits: (n: number) => boolean): number {
  let low = 0;
  let step = 1;
  // Galloping keeps the candidates near the size of the result, however much is left.
  while (low + step <= max && fits(low + step)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, max + 1);
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Where to cut `text` so that what stands before the cut fits, in UTF-16 units; 0 when nothing does. With `sentences`
 * only the end of a sentence will do.
 */
export function cutAt(text: string, fits: (end: number) => boolean, sentences: boolean): number {
  const whole = (end: number): number => (isInsidePair(text, end) ? end - 1 : end);
  const reach = whole(longest(text.length, (end) => whole(end) === 0 || fits(whole(end))));
  // The first unit of a pair counts as fitting above, so a first code point that does not fit ends here.
  if (reach === 0) return 0;
  const sentence = borderBefore(text, reach, "sentence");
  if (sentences) return sentence;
  const fair = [sentence, spaceBefore(text, reach), borderBefore(text, reach, "word")].filter((at) => at * 2 >= reach);
  const grapheme = borderBefore(text, reach, "grapheme");
  return [...fair, grapheme].find((at) => at > 0 && fits(at)) ?? reach;
}

function isInsidePair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function borderBefore(text: string, reach: number, border: keyof typeof segmenters): number {
  if (reach >= text.length) return text.length;
  return segmenters[border].segment(text).containing(reach)?.index ?? 0;
}

/** After the last white space up to `reach`. */
function spaceBefore(text: string, reach: number): number {
  let at = reach;
  while (at > 0 && !/\s/u.test(text.charAt(at - 1))) at -= 1;
  return at;
}
