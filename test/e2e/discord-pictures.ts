// Draws a day on Discord from the messages and forms that the bot sends there; part of `npm run pictures`.
import type { Browser } from "playwright-core";
import { answerForm } from "../../src/core/message/answer-messages.ts";
import type { Message } from "../../src/core/message/message.ts";
import { questionMessage } from "../../src/core/message/question-message.ts";
import { revealMessages } from "../../src/core/message/reveal-messages.ts";
import { setupForm } from "../../src/core/message/setup-form.ts";
import { renderForm } from "../../src/render/discord/form.ts";
import { limits } from "../../src/render/discord/limits.ts";
import { renderMessage } from "../../src/render/discord/message.ts";
import { renderPanel } from "../../src/render/discord/panel.ts";
import { eyesIn } from "../support/discord/draw/markdown.ts";
import { botMessage, channelPage, formPage, personMessage } from "../support/discord/draw/page.ts";
import { anAnswer, anOpenDrill, aRevealedDrill } from "../support/drills.ts";
import { flaggedOne, resultFor, reviewed, theQuestion, topics, type Written } from "./support/pictured.ts";

const asked = { why: { kind: "new-topic", topic: "api-design" } } as const;
const eyes = eyesIn("Europe/Berlin");

const said = (message: Message, at: string) => botMessage(renderMessage(message, null), at, eyes);
const privately = (message: Message, at: string) => botMessage(renderMessage(message, null), at, eyes, true);

/** Takes the pictures of the question, the reveal (on a phone too), a result, what waits for a manager, the answer's form and the setup into a folder. */
export async function takeDiscordPictures(browser: Browser, folder: string, written: Written): Promise<void> {
  const question = theQuestion();
  const look = { question, topics, readsReplies: true, answered: 2 } as const;
  const answers = [{ ...anAnswer("priya", written.throughForm), name: "Priya" }];
  const content = {
    drill: aRevealedDrill(asked),
    question,
    answers,
    coverage: null,
    threadRead: true,
    questionGone: false,
  } as const;
  const open = said(questionMessage({ ...look, drill: anOpenDrill(asked) }), "09:30");
  const reveal = revealMessages(content).map((message) => said(message, "16:00"));
  const zone = { value: "Europe/Berlin", label: "Berlin (Europe)" };
  const setup = setupForm({ plan: null, zone, timeThere: "09:12", topics, ping: null });
  const pages = {
    "discord-question": channelPage("# backend", [open]),
    "discord-thread": channelPage("Rate limiting", [personMessage("Jonas", "09:41", written.inThread), ...reveal]),
    "discord-phone": channelPage("Rate limiting", reveal, true),
    "discord-result": channelPage("Rate limiting", [privately(resultFor(question, written), "16:02")]),
    "discord-review": channelPage("# backend", [privately(reviewed(), "16:14")]),
    "discord-flag": channelPage("# backend", [privately(flaggedOne(), "16:15")]),
    "discord-answer": formPage(
      renderForm(answerForm(anOpenDrill(asked), question, written.throughForm, limits.input)),
      eyes,
    ),
    "discord-setup": channelPage("# backend", [botMessage(renderPanel(setup), "09:12", eyes, true)]),
  };
  const page = await browser.newPage({ viewport: { width: 760, height: 200 }, deviceScaleFactor: 1.5 });
  for (const [name, html] of Object.entries(pages)) {
    await page.setContent(html);
    await page.locator("main").screenshot({ path: `${folder}${name}.png` });
  }
  await page.close();
}
