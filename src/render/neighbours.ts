/** The same elements, with neighbours made one where `together` gives what both are as one; null leaves them apart. */
export function joined<T>(elements: readonly T[], together: (one: T, other: T) => T | null): T[] {
  const all: T[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    const both = last === undefined ? null : together(last, element);
    if (both === null) all.push(element);
    else all[all.length - 1] = both;
  }
  return all;
}
