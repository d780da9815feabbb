/**
 * A whole number below 2^53 that stands for a text: of a million texts two share one about once in ten thousand times. For
 * telling texts apart without keeping them, never for secrets: who wants to can make two that share one.
 */
export function fingerprint(text: string): number {
  const one = mixed(text, 0x811c9dc5, 0x01000193);
  const other = mixed(text, 0x9747b28c, 0x85ebca6b);
  return one * 2 ** 21 + (other >>> 11);
}

/** 32 bits: the loop of FNV-1a with a start and a factor of one's own, then the finaliser of MurmurHash3. */
function mixed(text: string, start: number, factor: number): number {
  let value = start;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), factor);
    value ^= value >>> 15;
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
