/** What the first lines of well-known licences say, and how they are called. The more exact before the less. */
const licences: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bcc0\b|creative commons zero/, "CC0 1.0"],
  [/attribution-noncommercial-noderiv|by-nc-nd/, "CC BY-NC-ND"],
  [/attribution-noncommercial-sharealike|by-nc-sa/, "CC BY-NC-SA"],
  [/attribution-noncommercial|by-nc/, "CC BY-NC"],
  [/attribution-noderiv|by-nd/, "CC BY-ND"],
  [/attribution-sharealike|by-sa/, "CC BY-SA"],
  [/creative commons attribution|\bcc[- ]by\b|attribution 4\.0 international/, "CC BY"],
  [/gnu affero general public license/, "AGPL"],
  [/gnu lesser general public license/, "LGPL"],
  [/gnu general public license/, "GPL"],
  [/apache license/, "Apache 2.0"],
  [/mozilla public license/, "MPL 2.0"],
  [/\bmit license|permission is hereby granted, free of charge, to any person obtaining a copy/, "MIT"],
  [/\bisc license/, "ISC"],
  [/redistribution and use in source and binary forms/, "BSD"],
  [/this is free and unencumbered software/, "Unlicense"],
];
const HEAD_CHARS = 2_000;

/** How the licence is called whose text a LICENSE file holds; null for one that is not known here. */
export function licenceNamed(text: string): string | null {
  const head = text.slice(0, HEAD_CHARS).toLowerCase().replace(/\s+/g, " ");
  const name = licences.find(([pattern]) => pattern.test(head))?.[1] ?? null;
  const version = /(?:attribution|license|by)[a-z, -]*(?:version )?([34]\.0)\b/.exec(head)?.[1];
  return name?.startsWith("CC BY") && version !== undefined ? `${name} ${version}` : name;
}
