/** What to tell who runs an older Node, in one line; null when this one will do. Node 26 runs TypeScript and has Temporal. */
export function olderNode(version: string, hasTemporal: boolean): string | null {
  const [major = 0] = version.split(".").map(Number);
  if (major >= 26 && hasTemporal) return null;
  const found = major >= 26 ? `Node ${version} without Temporal` : `Node ${version}`;
  return `Daily Drill needs Node 26 or newer, and this is ${found} → run \`npm ci\`, then \`npm start\`: it brings its own`;
}
