/**
 * Text as it may be shown: well-formed, NFC, `\n` as the only line break, and U+FFFD for every other control character
 * but the tab, so that no NUL breaks a store and no escape sequence reaches a terminal.
 */
export function cleanText(value: string): string {
  return value
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(/\p{Cc}/gu, (control) => (control === "\n" || control === "\t" ? control : "\uFFFD"));
}

/** Clean text on one line: each run of line breaks is one space. */
export function cleanLine(value: string): string {
  return cleanText(value).replace(/\n+/gu, " ");
}
