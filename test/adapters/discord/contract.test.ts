import { platformContract, type Skip } from "../../contract/platform.ts";
import { DiscordRig } from "./discord-rig.ts";

const skips = (reason: string, tests: readonly string[]): readonly Skip[] => tests.map((test) => ({ test, reason }));

const lacks = [
  ...skips("Discord shows what people write by itself; what was not saved is read back", [
    "a reply that was not taken is not shown as received, and its text is kept",
    "a reply that was not taken can be sent again",
    "an edit or deletion that was not taken leaves the reply as it was",
  ]),
  ...skips("Discord's commands have options in place of a text, and their words come without blanks around them", [
    "a command arrives as written, and its answer is seen by that person alone",
  ]),
  ...skips("pictures are said in words, as nothing that the bot says today has one", [
    "a message carries its pictures with what they show",
  ]),
];

platformContract("discord", async () => new DiscordRig(), lacks);
