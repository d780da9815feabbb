// Letters that are no accented ones, and so do not fold by themselves.
const folded: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * A text as a kebab-case name of at most `most` characters, cut after a word where one ends late enough; empty where it
 * holds no letter or digit that ASCII knows. C, C++ and C# are three names, and so are NET and .NET.
 */
export function slugOf(text: string, most: number): string {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/gu, (letter) => folded[letter] ?? "")
    .replace(/(?<=[a-z])\+\+/g, "pp")
    .replace(/(?<=\b[a-z])#/g, "sharp")
    .replace(/(?<![a-z0-9])\.net\b/g, "dotnet")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most + 1);
  const border = cut.lastIndexOf("-");
  return border > most / 2 ? cut.slice(0, border) : plain.slice(0, most);
}
