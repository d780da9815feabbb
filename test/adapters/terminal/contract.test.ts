import { platformContract, type Skip } from "../../contract/platform.ts";
import { TerminalRig } from "./terminal-rig.ts";

/** People of the demo reply in threads, press buttons and send forms. What nobody can do cannot be promised. */
const skips = (reason: string, tests: readonly string[]): readonly Skip[] => tests.map((test) => ({ test, reason }));

platformContract("terminal", async () => new TerminalRig(), [
  ...skips("a terminal has one reader, so its facts say that it whispers to nobody", [
    "a whisper is seen by one person alone, and in no thread",
  ]),
  ...skips("there is no line to type a command on", [
    "a command arrives as written, and its answer is seen by that person alone",
    "a command from inside a thread says which",
    "an answer that says nothing shows nothing",
    "an answer that replaces stands where the pressed private message stood",
    "a command that was not carried out says so, and keeps what was written",
  ]),
  ...skips("its form is opened by a command; that a form comes and goes is in terminal.test.ts", [
    "a form opens with its title, its intro, its labels and what its fields hold",
    "a form that is sent arrives with its values",
    "errors keep the form open with what was written",
    "a form that was not saved says so and keeps what was written",
    "a form may be answered with a message",
    "a form of several texts that a press on a private message opens comes back as it was, to the last blank line",
    "errors at two texts of a form keep all of them as they were written",
    "a form whose choice stands open arrives with what was chosen",
    "a form of choices and texts that a command opens arrives whole, and may leave out what it need not have",
    "errors at a choice and at a text keep both as they were",
  ]),
  ...skips("lines that scrolled by are neither edited nor deleted by people", [
    "an edit arrives with the new text, the first time and the time of the edit",
    "a deletion arrives",
    "an edit or deletion that was not taken leaves the reply as it was",
    "a thread reads edits as edited and leaves out what was deleted",
    "an edit of a message that somebody deleted is refused as gone",
  ]),
  ...skips("people write in threads alone, never in the channel itself", [
    "talk in the channel itself is no reply",
    "a thread reads only what stands in it",
  ]),
  ...skips("people press buttons, and there is nothing to choose, point or complete with", [
    "a select arrives with what was chosen",
    "a select under what one person was told arrives with what that person chose",
    "pointing at a reply arrives with that reply",
    "what is typed is completed by the bot",
  ]),
]);
