import { expect, it } from "vitest";
import { secretsIn } from "../../src/compose/process-log.ts";

it.each([
  ["postgresql://u:p%40ss@db/d", ["postgresql://u:p%40ss@db/d", "p%40ss", "p@ss"]],
  ["postgresql://u:50%25@db/d", ["postgresql://u:50%25@db/d", "50%25", "50%"]],
  ["postgresql://u:50%@db/d", ["postgresql://u:50%@db/d", "50%", "50%"]],
  ["postgresql://db/d", ["postgresql://db/d", "", ""]],
])("knows the secrets in %s", (address, secrets) => {
  expect(secretsIn(address)).toEqual(secrets);
});
