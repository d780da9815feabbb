import { describe, expect, it } from "vitest";
import { commands } from "../../../src/core/commands/grammar.ts";
import { commandDefinitions, setupOptions } from "../../../src/render/discord/commands.ts";
import { commandsFingerprint } from "../../../src/render/discord/fingerprint.ts";
import { validateCommands } from "../../support/discord/payload/validate.ts";
import { formsFor } from "../samples.ts";

const [drill] = commandDefinitions();
if (drill === undefined || !("options" in drill)) throw new Error("there is no /drill");

describe("the commands", () => {
  it("are taken by Discord", () => {
    expect(validateCommands(commandDefinitions())).toEqual([]);
  });

  it("have a subcommand for each command of the grammar, in its order", () => {
    expect(drill.options?.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
  });

  it("say whole what they do, and which are for managers", () => {
    expect(drill.options?.map(({ description }) => description)).toEqual(
      commands.map(({ help, manager }) => (manager ? `${help} (managers)` : help)),
    );
  });

  it("are for servers, and for everyone who sees the channel", () => {
    expect(
      commandDefinitions().map(({ contexts, integration_types, default_member_permissions }) => [
        contexts,
        integration_types,
        default_member_permissions,
      ]),
    ).toEqual([
      [[0], [0], "1024"],
      [[0], [0], "1024"],
      [[0], [0], "1024"],
    ]);
  });

  it("have options of setup for the fields of its form that have one value, and for whom to ping", async () => {
    const form = (await formsFor(4_000))["form-setup"];
    const single = form?.fields.filter(({ kind }) => kind !== "choices").map(({ name }) => name);
    expect(Object.values(setupOptions)).toEqual(single);
    const setup = drill.options?.find(({ name }) => name === "setup");
    expect(setup !== undefined && "options" in setup ? setup.options?.map(({ name }) => name) : []).toEqual([
      ...Object.keys(setupOptions),
      "ping",
    ]);
  });
});

describe("the fingerprint of commands", () => {
  const registered = commandDefinitions()
    .map((command, at) => ({
      ...command,
      id: `${at}`,
      application_id: "1",
      version: "7",
      nsfw: false,
      dm_permission: true,
      name_localizations: null,
      description: "description" in command ? command.description : "",
      contexts: [0],
      ...("options" in command
        ? {
            options: command.options?.map((option) => ({
              ...option,
              required: false,
              description_localizations: null,
            })),
          }
        : {}),
    }))
    .toReversed();

  it("is that of what Discord tells of them", () => {
    expect(commandsFingerprint(registered)).toBe(commandsFingerprint(commandDefinitions()));
  });

  const change = (text: string, by: string): readonly unknown[] =>
    JSON.parse(JSON.stringify(commandDefinitions()).replace(text, by));

  it.each<readonly [string, readonly unknown[]]>([
    ["another description", change("The next dates", "All dates")],
    ["another name", change('"another"', '"other"')],
    [
      "another place among the options",
      commandDefinitions().map((command) =>
        "options" in command ? { ...command, options: command.options?.toReversed() } : command,
      ),
    ],
    ["an option that is not required any more", change('"required":true', '"required":false')],
    ["completions that are gone", change('"autocomplete":true', '"autocomplete":false')],
    ["other contexts", change('"contexts":[0]', '"contexts":[0,1]')],
    ["other permissions", change('"1024"', '"0"')],
    ["a choice that is gone", change('{"name":"The same day","value":"same-day"},', "")],
    ["a command that is gone", commandDefinitions().slice(1)],
    ["a command more", [...commandDefinitions(), { name: "old", description: "old" }]],
  ])("is another with %s", (_name, other) => {
    expect(commandsFingerprint(other) === commandsFingerprint(commandDefinitions())).toBe(false);
  });

  it("takes anything for commands", () => {
    expect(commandsFingerprint([null, 1, { name: 2 }])).toBe('[null,1,{"name":2}]');
  });
});
