import { ask } from "./api.ts";
import { createAsking, deedsOf } from "./asking.ts";
import { createChannel } from "./channel.ts";
import { createClock } from "./clock.ts";
import { type Composer, createComposer } from "./composer.ts";
import { byId, takesText } from "./dom.ts";
import { createDrawer } from "./drawer.ts";
import { createForms } from "./forms.ts";
import { icon } from "./icons.ts";
import { createLog, type Log } from "./log.ts";
import { createNotice } from "./notice.ts";
import { createPeople } from "./people.ts";
import { fillTimes } from "./prose.ts";
import { createSession } from "./session.ts";
import { createStore } from "./state.ts";
import { drawThemes } from "./theme-choice.ts";
import { createThread } from "./thread.ts";

const store = createStore();
const session = createSession(store);
const speaker = (): string => store.page().as;

const openForm = createForms(byId("form-dialog", HTMLDialogElement), {
  submit: (form, thread, values) => ask("submit", { as: speaker(), thread, form, values }),
  choices: (form, field, typed) => asking.choices(form, field, typed),
  answered: (reply, thread) => asking.answered(reply, thread),
  now: () => asking.now(),
});
const asking = createAsking(store, session, createNotice(byId("notice", HTMLElement)), openForm);
const deeds = deedsOf(store, asking, (id) => thread.open(id));

function composerAt(form: string, boxId: string, log: Log): Composer {
  return createComposer(byId(form, HTMLFormElement), boxId, {
    say: (thread, text) => ask("say", { as: speaker(), thread, text }),
    command: (thread, text) => ask("command", { as: speaker(), thread, text }),
    choices: (typed) => asking.choices("", "", typed),
    answered: asking.answered,
    editLast: log.editLast,
  });
}

const channelLog = createLog(byId("channel-log", HTMLElement), "Messages", deeds);
const channelComposer = composerAt("channel-composer", "channel-box", channelLog);
const threadLog = createLog(byId("thread-log", HTMLElement), "Messages of the thread", deeds);
const threadComposer = composerAt("thread-composer", "thread-box", threadLog);
const thread = createThread(store, threadLog, threadComposer);
const drawer = createDrawer();
const clock = createClock(byId("clock", HTMLElement), (move) =>
  asking.carryOut("clock", { as: speaker(), move }, null),
);

store.watch(createPeople(byId("people", HTMLElement), session.speakAs));
store.watch(createChannel(channelLog, channelComposer, session.retry));
store.watch(thread.draw);
store.watch(clock.draw);

byId("channel-link", HTMLButtonElement).addEventListener("click", () => {
  drawer.close();
  channelComposer.focus();
});
byId("help-button", HTMLButtonElement).append(icon("help"));
drawThemes(byId("theme", HTMLElement));

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) store.change({ kind: "seen" });
});
window.setInterval(() => {
  clock.tick(store.page());
  fillTimes(document, asking.now());
}, 1000);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (event.key === "Escape" && !drawer.close()) thread.close();
  if (takesText(event.target)) return;
  if (event.key === "?") byId("help", HTMLElement).showPopover();
  if (event.key !== "/") return;
  event.preventDefault();
  // On narrow screens an open thread covers the channel.
  (byId("channel", HTMLElement).inert ? threadComposer : channelComposer).begin("/");
});

session.start();
