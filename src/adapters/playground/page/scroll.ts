const nearPx = 48;

export type End = Readonly<{
  /** Goes to the end and stays there while more arrives. */
  go: () => void;
  /** Before drawing: a scroll event may be yet to come, for example in a tab behind another. */
  before: () => void;
  /**
   * After drawing: follows the end when it was in sight or `jump` says so, else shows the pill for what is new. What is
   * longer than the window is shown from its beginning: `first` is the first new message, null when all were put there.
   * Gives how many new ones wait below.
   */
  settle: (drawn: Readonly<{ jump: boolean; fresh: number; first: HTMLElement | null }>) => number;
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
  /** Stands at the beginning of a message, and stays there whatever comes below. */
  const standAt = (message: HTMLElement): void => {
    following = false;
    log.scrollTop += message.getBoundingClientRect().top - log.getBoundingClientRect().top;
    putAt = log.scrollTop;
  };
  const isLong = (message: HTMLElement): boolean =>
    list.getBoundingClientRect().bottom - message.getBoundingClientRect().top > log.clientHeight;
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
    settle: ({ jump, fresh, first }) => {
      if (jump) following = true;
      if (following) missed = 0;
      else missed += fresh;
      if (following && first !== null && isLong(first)) {
        standAt(first);
        missed = fresh - 1;
      }
      pill.hidden = missed === 0;
      stick();
      return missed;
    },
  };
}
