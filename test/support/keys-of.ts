/** The keys of what a listing gives, in its order. */
export const keysOf = async (rows: AsyncIterable<readonly [string, unknown]>): Promise<readonly string[]> =>
  (await Array.fromAsync(rows)).map(([key]) => key);
