/** A text with `\n` as its only line end and without a mark of byte order. NEL is a line end to some mainframe editors. */
export const withPlainLineEnds = (text: string): string => text.replace(/^\ufeff/, "").replace(/\r\n?|\u0085/g, "\n");
