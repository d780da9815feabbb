import { expect, it } from "vitest";
import { licenceNamed } from "../../../src/core/import/plan/licence.ts";

const texts: readonly (readonly [text: string, name: string | null])[] = [
  ["MIT License\n\nCopyright (c) 2020 Ada", "MIT"],
  ["Copyright 2020 Ada\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy of", "MIT"],
  ["                                 Apache License\n                           Version 2.0", "Apache 2.0"],
  ["Attribution-ShareAlike 4.0 International\n\n====", "CC BY-SA 4.0"],
  ["Attribution-NonCommercial-NoDerivatives 4.0 International", "CC BY-NC-ND 4.0"],
  ["Attribution 4.0 International", "CC BY 4.0"],
  ["Creative Commons Legal Code\n\nCC0 1.0 Universal", "CC0 1.0"],
  ["GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007", "AGPL"],
  ["GNU GENERAL PUBLIC LICENSE", "GPL"],
  ["All rights reserved.", null],
  ["", null],
];
it.each(texts)("calls %j %s", (text, name) => {
  expect(licenceNamed(text)).toBe(name);
});
