/** "1 problem", "2 problems"; `many` where an s does not do it. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
