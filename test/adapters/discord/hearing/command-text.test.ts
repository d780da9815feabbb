import { describe, expect, it } from "vitest";
import {
  type CommandOption,
  commandTextOf,
  presetOf,
  typingIn,
} from "../../../../src/adapters/discord/hearing/command-text.ts";

const sub = (name: string, options: readonly CommandOption[] = []): readonly CommandOption[] => [{ name, options }];
const roles = new Map([["700", "Se>niors"]]);

describe("a native command as text", () => {
  const rows: readonly (readonly [string, readonly CommandOption[], string])[] = [
    ["without options", sub("status"), "status"],
    ["with a topic", sub("now", [{ name: "topic", value: "http" }]), "now http"],
    ["with a date", sub("pause", [{ name: "until", value: "2026-12-24" }]), "pause until 2026-12-24"],
    [
      "with a date that people typed with blanks",
      sub("away", [{ name: "until", value: " 24 Dec " }]),
      "away until 24 Dec",
    ],
    ["with a number", sub("preview", [{ name: "number", value: 3 }]), "preview 3"],
    ["with words", sub("search", [{ name: "words", value: "cache keys" }]), "search cache keys"],
    ["with a person", sub("managers", sub("add", [{ name: "who", value: "600" }])), "managers add <@600>"],
    [
      "with a role, by a name that ends nothing",
      sub("managers", sub("remove", [{ name: "who", value: "700" }])),
      "managers remove <@&700|Seniors>",
    ],
    ["of a group without options", sub("managers", sub("list")), "managers list"],
    ["of setup, whose options fill its form", sub("setup", [{ name: "zone", value: "Europe/Berlin" }]), "setup"],
    [
      "of setup with a role, which is no field of its form",
      sub("setup", [
        { name: "zone", value: "Europe/Berlin" },
        { name: "role", value: "700" },
      ]),
      "setup <@&700|Seniors>",
    ],
    [
      "of setup with the role to ping",
      sub("setup", [
        { name: "zone", value: "Europe/Berlin" },
        { name: "ping", value: "700" },
      ]),
      "setup ping <@&700|Seniors>",
    ],
    ["of setup with what is no role to ping", sub("setup", [{ name: "ping", value: "1" }]), "setup ping 1"],
    ["without a subcommand", [], ""],
  ];
  it.each(rows)("%s", (_name, options, text) => {
    expect(commandTextOf(options, roles)).toBe(text);
  });
});

describe("the options of setup", () => {
  it("fill the fields of its form", () => {
    const options = sub("setup", [
      { name: "zone", value: "Europe/Berlin" },
      { name: "post-at", value: "10:30" },
      { name: "reveal-at", value: "17:00" },
      { name: "mode", value: "sealed" },
    ]);
    expect(presetOf(options)).toEqual({ zone: "Europe/Berlin", postAt: "10:30", revealAt: "17:00", mode: "sealed" });
  });

  it("are nobody else's", () => {
    expect(presetOf(sub("now", [{ name: "topic", value: "http" }]))).toEqual({});
  });
});

describe("what is typed", () => {
  const rows: readonly (readonly [string, readonly CommandOption[], ReturnType<typeof typingIn>])[] = [
    [
      "into a field of a form",
      sub("setup", [{ name: "zone", value: "ber", focused: true }]),
      { form: "setup", field: "zone", typed: "ber", before: "" },
    ],
    [
      "after a command, as if it were typed there",
      sub("now", [{ name: "topic", value: "ht", focused: true }]),
      { form: "", field: "", typed: "now ht", before: "now " },
    ],
    ["nowhere", sub("now", [{ name: "topic", value: "ht" }]), null],
  ];
  it.each(rows)("%s", (_name, options, typing) => {
    expect(typingIn(options)).toEqual(typing);
  });
});
