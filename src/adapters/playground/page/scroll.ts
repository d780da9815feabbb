const nearPx = 48;

export type End = Readonly<{
  /** Goes to the end and stays there while more arrives. */
  go: () => void;
  /** Before drawing: a scroll event may be yet to come, for example in a tab behind another. */
  before: () => void;
  /** How many messages wait below, were `fresh` more to come. */
  missed: (fresh: number) => number;
  /** After drawing: follows the end when it was in sight or `jump` says so, else shows the pill for what is new. */
  settle: (drawn: Readonly<{ jump: boolean; fresh: number }>) => void;
}>;

/** Keeps a scrolling log at its end while the reader is there, also when pictures load or the window changes. */
export function followEnd(log: HTMLElement, list: HTMLElement, pill: HTMLElement): End {
  let following = true;
  let missed = 0;
  /** Where the log was put last; less than that means that the reader went up. */
  let putAt = 0;

  const stick = (): void => {
    if (!following) return;
    log.scrollTop = log.scrollHeight;
    putAt = log.scrollTop;
  };
  const look = (): void => {
    following = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;
    if (following) read();
  };
  const read = (): void => {
    missed = 0;
    pill.hidden = true;
  };
  const go = (): void => {
    following = true;
    read();
    stick();
    log.focus({ preventScroll: true });
  };
  log.addEventListener("scroll", look);
  const watch = new ResizeObserver(stick);
  watch.observe(list);
  watch.observe(log);

  return {
    go,
    before: () => {
      if (log.scrollTop < putAt) look();
    },
    missed: (fresh) => missed + fresh,
    settle: ({ jump, fresh }) => {
      if (jump) following = true;
      if (following) read();
      else {
        missed += fresh;
        pill.hidden = missed === 0;
      }
      stick();
    },
  };
}
