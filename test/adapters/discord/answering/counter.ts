import { openFrontDesk } from "../../../../src/adapters/discord/answering/front-desk.ts";
import type { Call, Request } from "../../../../src/adapters/discord/calls/client.ts";
import { usualName } from "../../../../src/adapters/discord/people.ts";
import type { ToldMember } from "../../../../src/adapters/discord/servers/shapes.ts";
import type { Handlers } from "../../../../src/ports/platform.ts";
import { Recorder } from "../../../contract/platform/stage.ts";
import { validateInteractionResponse, validateMessage } from "../../../support/discord/payload/validate.ts";
import { type LogLine, listeningLog } from "../../../support/silent-log.ts";
import { type Fields, isRecord } from "../../../support/stand-in/record.ts";
import { someIdentity } from "../some-identity.ts";

/** A front desk with handlers that answer as told, and what it asks of Discord, each body held against Discord's rules. */
export function openCounter(changes: Partial<Handlers> = {}) {
  const heard = new Recorder();
  const requests: Request[] = [];
  const violations: string[] = [];
  const lines: LogLine[] = [];
  const met: ToldMember[] = [];
  /** What the next requests are answered with, in their order; null: as it should be. */
  const failures: (Error | null)[] = [];
  let heardOf = (): void => undefined;
  /** Resolves once that many requests were made in all. */
  const answered = (count: number): Promise<void> =>
    new Promise((resolve) => {
      heardOf = () => {
        if (requests.length >= count) resolve();
      };
      heardOf();
    });
  const call: Call = async (request, answer) => {
    requests.push(request);
    violations.push(...wrongIn(request));
    heardOf();
    const failure = failures.shift() ?? null;
    if (failure !== null) throw failure;
    return answer.parse(null);
  };
  const take = openFrontDesk({
    clients: { interact: call, read: call },
    handlers: () => ({ ...heard.handlers, ...changes }),
    people: { met: (_guild, member) => void met.push(member), nameOf: (_guild, author) => usualName(author) },
    identity: someIdentity,
    log: listeningLog(lines),
    answerMs: 50,
  });
  /** What was asked of Discord since the last time, as method, place and what it holds. */
  const asked = (): readonly Fields[] => requests.splice(0).map(said);
  /** What the last answer holds, whole. */
  const shown = (): Fields => dataIn(requests.at(-1)?.body);
  return { take, heard, asked, answered, shown, violations, lines, met, failures };
}

function wrongIn({ route, body, method }: Request): readonly string[] {
  if (route.endsWith("/callback")) return validateInteractionResponse(body);
  if (method === "POST") return validateMessage(body, "follow-up");
  return method === "PATCH" ? validateMessage(body, "follow-up edit") : [];
}

/** Discord's Markdown as people read it, without the marks that keep it from being read as something else. */
export const readable = (markdown: string): string => markdown.replaceAll(/\\(?=[^\w\s])/gu, "");

const kinds: Readonly<Record<number, string>> = {
  4: "message",
  5: "message later",
  6: "change later",
  7: "change",
  8: "choices",
  9: "form",
};

/** A request in a few words: the kind of a first answer, else the method; then the first line, and the controls. */
function said({ method, route, body }: Request): Fields {
  const data = dataIn(body);
  const kind = route.endsWith("/callback") ? kinds[isRecord(body) ? Number(body["type"]) : 0] : method;
  const choices = data["choices"];
  return {
    kind,
    ...(typeof data["content"] === "string" ? { says: readable(data["content"]).split("\n")[0] } : {}),
    ...(typeof data["custom_id"] === "string" ? { form: data["custom_id"] } : {}),
    ...(data["flags"] === 64 ? { alone: true } : {}),
    ...(Array.isArray(choices) ? { choices } : {}),
  };
}

function dataIn(body: unknown): Fields {
  if (!isRecord(body)) return {};
  return isRecord(body["data"]) ? body["data"] : body;
}
