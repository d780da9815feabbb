import type { Token } from "./tokens.ts";

/** A token that meets one of a phrase's needs, both by their place in their lists; it tells when the prompt has no such word. */
export type Hit = Readonly<{ token: number; need: number; tells: boolean }>;

/** Where needs of a phrase come together: tokens in their order, the needs they meet, and those met by words that tell. */
export type Window = Readonly<{ tokens: readonly number[]; met: ReadonlySet<number>; told: ReadonlySet<number> }>;

export type WindowSearch = Readonly<{
  /** In the order of the tokens. */
  hits: readonly Hit[];
  needs: number;
  /** The most words with content from the first to the last. */
  reach: number;
  tokens: readonly Token[];
}>;

/** A sentence that repeats itself more often than this is not looked at further. */
export const MOST_WINDOWS = 20;

/** Every window that meets all needs, each as narrow as can be; where there is none, the first that meets most. */
export function windowsOf({ hits, needs, reach, tokens }: WindowSearch): readonly Window[] {
  const full: Window[] = [];
  let best: Readonly<{ met: number; window: () => Window }> | null = null;
  const slide = slideOver(hits, reach, tokens);
  while (full.length < MOST_WINDOWS && slide.forward()) {
    if (slide.met() === needs) {
      full.push(slide.mark()());
      slide.leaveFirst();
    } else if (full.length === 0 && slide.met() > (best?.met ?? 0)) {
      best = { met: slide.met(), window: slide.mark() };
    }
  }
  return full.length > 0 || best === null ? full : [best.window()];
}

/** A stretch of hits that moves forward: it takes in one more, and lets go of what is too far back or met again. */
function slideOver(hits: readonly Hit[], reach: number, tokens: readonly Token[]) {
  const counts = new Map<number, number>();
  let from = 0;
  let to = -1;
  const placeOf = (hit: Hit | undefined): number => tokens[hit?.token ?? 0]?.place ?? 0;
  const leaveFirst = (): void => {
    const need = hits[from]?.need ?? 0;
    const left = (counts.get(need) ?? 0) - 1;
    if (left > 0) counts.set(need, left);
    else counts.delete(need);
    from += 1;
  };
  const isSpare = (): boolean =>
    placeOf(hits[to]) - placeOf(hits[from]) >= reach || (counts.get(hits[from]?.need ?? 0) ?? 0) > 1;
  return {
    leaveFirst,
    forward(): boolean {
      const hit = hits[to + 1];
      if (hit === undefined) return false;
      to += 1;
      counts.set(hit.need, (counts.get(hit.need) ?? 0) + 1);
      while (from < to && isSpare()) leaveFirst();
      return true;
    },
    met: (): number => counts.size,
    /** The window as it stands now, written out when it is asked for. */
    mark(): () => Window {
      const [first, end] = [from, to + 1];
      return () => {
        const within = hits.slice(first, end);
        return {
          tokens: [...new Set(within.map(({ token }) => token))],
          met: new Set(within.map(({ need }) => need)),
          told: new Set(within.flatMap(({ need, tells }) => (tells ? [need] : []))),
        };
      };
    },
  };
}
