import type { DrillIn } from "../core/drill/drill.ts";
import { type WorkspaceKey, workspaceOf } from "../core/keys.ts";
import type { Response } from "../core/message/message.ts";
import { variantKindOf } from "../core/message/variant-message.ts";
import { words } from "../core/message/words.ts";
import type { ChannelChange, Handlers, IncomingAction, IncomingForm } from "../ports/platform.ts";
import { hideAnswer, showAllAnswers } from "./answers/all-answers.ts";
import { keepVariant } from "./answers/keep-variant.ts";
import { noteChange, wakeAside } from "./answers/note-change.ts";
import { readBack } from "./answers/read-back.ts";
import { showResult } from "./answers/show-result.ts";
import { dropReply, takeReply } from "./answers/take-reply.ts";
import { drillNamed, openAnswerForm, pointAt, reply, saveAnswer } from "./answers/write-answer.ts";
import { pressBank, submitBankForm } from "./bank/routes.ts";
import { loseChannel, moveChannel, regainChannel } from "./channels/channel-change.ts";
import { choicesFor } from "./channels/choices.ts";
import { homeFor } from "./channels/home.ts";
import { loseWorkspace, regainWorkspace } from "./channels/workspace-change.ts";
import { pressMe } from "./commands/my-data.ts";
import { showSample } from "./commands/sample.ts";
import { explained, inForm, inMessage } from "./explained.ts";
import { actorOf, hasRoom } from "./floods.ts";
import { answering } from "./outgoing/errand.ts";
import { runCommand, submitCommandForm } from "./run-command.ts";
import type { World } from "./world.ts";

/** What the bot does for the events of the platform of that name. A handler that rejects was not carried out. */
export function handlersOf(world: World, platform: string): Handlers {
  return {
    replied: (incoming) => takeReply(world, incoming),
    edited: (incoming) => takeReply(world, incoming),
    deleted: (removed) => dropReply(world, removed),
    command: async (command) => {
      if (!hasRoom(world, "asks", actorOf(command))) return reply(words.command.tooMuch);
      await regainWorkspace(world, workspaceOf(command.channel));
      return explained(inMessage, () => runCommand(answering(world), command, command.text));
    },
    pressed: (action) => explained(inMessage, () => press(answering(world), action)),
    submitted: (form) => explained(inForm, () => submit(answering(world), form)),
    pointed: (pointing) => pointAt(answering(world), pointing),
    choices: (query) => choicesFor(answering(world), query),
    home: async (opening) => (hasRoom(world, "asks", opening) ? homeFor(answering(world), opening) : null),
    channel: (change) => changeChannel(world, change),
    workspaceGone: (workspace) => loseWorkspace(world, workspace),
    gap: async (workspace) => {
      await regainWorkspace(world, workspace);
      await readBackAll(world, workspace);
    },
    clock: (told) => world.host.heard(platform, told),
  };
}

async function changeChannel(world: World, change: ChannelChange): Promise<void> {
  const { channel } = change;
  if (change.is === "gone") return loseChannel(world, channel);
  await regainWorkspace(world, workspaceOf(channel));
  if (change.is === "back") return regainChannel(world, channel, change.by);
  // Another tenant's channel is another channel, whatever a platform says.
  return workspaceOf(change.to) === workspaceOf(channel)
    ? moveChannel(world, channel, change.to)
    : loseChannel(world, channel);
}

/** A press names an action and a date; whose drill that is, the channel it came from decides. */
async function press(world: World, action: IncomingAction): Promise<Response> {
  if (!hasRoom(world, "asks", actorOf(action))) return reply(words.command.tooMuch);
  const [name = "", date = "", detail = ""] = action.action.split("/");
  if (name === "sample") return showSample(world, action);
  if (name === "me") return pressMe(world, action, date, detail);
  const ofBank = pressBank(world, action);
  if (ofBank !== null) return ofBank;
  if (name === "command") return runCommand(world, action, action.action.slice("command/".length));
  const drill = await drillNamed(world, action, date);
  if (drill === null) return reply(words.answer.notOpen);
  const variantKind = variantKindOf(name);
  if (variantKind !== null) return keepVariant(world, action, drill, variantKind);
  switch (name) {
    case "answer":
    case "late":
      return openAnswerForm(world, action, drill);
    case "result":
      return showResult(world, action, drill);
    case "answers":
      return showAllAnswers(world, action, drill, detail);
    case "hide":
      return hideAnswer(world, action, drill, detail);
    default:
      return reply(words.answer.notOpen);
  }
}

async function submit(world: World, form: IncomingForm): Promise<Response> {
  const [name = "", date = ""] = form.form.split("/");
  if (name !== "answer" && name !== "late") {
    // What was entered stays in the form. An answer is taken however many forms came before it.
    if (!hasRoom(world, "asks", actorOf(form))) return { kind: "errors", errors: { "": words.command.tooMuch } };
    return submitBankForm(world, form) ?? submitCommandForm(world, form);
  }
  const drill = await drillNamed(world, form, date);
  return drill === null ? { kind: "errors", errors: { "": words.answer.notOpen } } : saveAnswer(world, form, drill);
}

/** Reads the threads of all open drills of a workspace again, after events may have been lost. */
async function readBackAll(world: World, workspace: WorkspaceKey): Promise<void> {
  const readings: Promise<void>[] = [];
  for await (const [key] of world.records.openDrills.list(`${workspace}/`)) {
    const drill = await world.records.drills.get(key);
    // One that has to wait for its turn keeps no other from being read.
    if (drill?.stage === "open" && drill.cutoffAt === null) readings.push(readBackNow(world, drill));
  }
  await Promise.all(readings);
}

async function readBackNow(world: World, drill: DrillIn<"open">): Promise<void> {
  const { changed } = await readBack(world, drill);
  if (changed && (await noteChange(world, drill))) wakeAside(world, drill);
}
