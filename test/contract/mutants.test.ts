import { describe, expect, it } from "vitest";
import { FakePlatform } from "../support/fake-platform.ts";
import { answeringMutants } from "./mutants/answering.ts";
import { formMutants } from "./mutants/forms.ts";
import { lookingBackMutants } from "./mutants/looking-back.ts";
import { homeMutants, peopleMutants } from "./mutants/people.ts";
import { postingMutants } from "./mutants/posting.ts";
import { repliesMutants, threadsMutants } from "./mutants/replies.ts";
import { failures } from "./platform.ts";

const mutants = [
  ...postingMutants,
  ...lookingBackMutants,
  ...repliesMutants,
  ...threadsMutants,
  ...answeringMutants,
  ...formMutants,
  ...peopleMutants,
  ...homeMutants,
];

describe("the platform contract bites", () => {
  it("passes the platform that the mutants are made of", async () => {
    expect(await failures(async () => new FakePlatform())).toEqual([]);
  });

  it.each(mutants)("rejects a platform that $name", async ({ rig, caughtBy }) => {
    const failed = await failures(async () => rig());
    expect({ failed, caught: failed.includes(caughtBy) }).toEqual({ failed, caught: true });
  });
});
