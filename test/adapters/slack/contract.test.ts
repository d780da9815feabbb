import { platformContract, type Skip } from "../../contract/platform.ts";
import { SlackRig } from "./slack-rig.ts";

const skips = (reason: string, tests: readonly string[]): readonly Skip[] => tests.map((test) => ({ test, reason }));

const lacks = [
  ...skips("Slack knows no idempotency: what is in doubt is looked for, and never sent again within 30 s", [
    "a repeat with the same key while that is safe shows one message and gives the same place",
    "two sends with the same key at once show one message",
    "a repeat with the same key after a restart shows one message",
  ]),
  ...skips("Slack shows what people write by itself, and sends the event again until it was saved", [
    "a reply that was not taken is not shown as received, and its text is kept",
    "a reply that was not taken can be sent again",
    "an edit or deletion that was not taken leaves the reply as it was",
  ]),
  ...skips(
    "a picture would need an upload and a wait; nothing that the bot says today has one, and its words are shown",
    ["a message carries its pictures with what they show"],
  ),
];

platformContract("slack", async () => new SlackRig(), lacks);

const signed = { kind: "http", signingSecret: "signing-secret-of-TACME", host: "127.0.0.1", port: 0 } as const;
// Bolt holds stamps against the machine's own clock; Slack tells edits in whole seconds.
const wall = (): string => Temporal.Now.instant().round("second").toString();
platformContract("slack over signed HTTP", async () => new SlackRig({ line: signed }, {}, wall()), lacks);
