// Draws a day in Slack from the blocks that the bot sends there; part of `npm run pictures`.
import type { Browser } from "playwright-core";
import { answerForm } from "../../src/core/message/answer-messages.ts";
import type { Message } from "../../src/core/message/message.ts";
import { questionMessage } from "../../src/core/message/question-message.ts";
import { revealMessages } from "../../src/core/message/reveal-messages.ts";
import { setupForm } from "../../src/core/message/setup-form.ts";
import { renderForm } from "../../src/render/slack/form.ts";
import { renderHome } from "../../src/render/slack/home.ts";
import { renderMessage } from "../../src/render/slack/message.ts";
import { homes } from "../render/samples.ts";
import { anAnswer, anOpenDrill, aRevealedDrill } from "../support/drills.ts";
import { botMessage, channelPage, formPage, homePage, personMessage } from "../support/slack/draw/page.ts";
import { shownIn } from "../support/slack/draw/shown.ts";
import { flaggedOne, resultFor, reviewed, theQuestion, topics, type Written } from "./support/pictured.ts";

const asked = { why: { kind: "new-topic", topic: "api-design" } } as const;
const shown = shownIn("Europe/Berlin", anOpenDrill().date);
const said = (message: Message, at: string) => botMessage(renderMessage(message, null)[0].blocks, at, shown);

/** Takes the pictures of the question with its answers, the reveal, a result, what waits for a manager, the Home and two forms into a folder. */
export async function takeSlackPictures(browser: Browser, folder: string, written: Written): Promise<void> {
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
  const pages = {
    "slack-question": channelPage("Thread in # backend", [
      said(questionMessage({ ...look, drill: anOpenDrill(asked) }), "09:30"),
      personMessage("Jonas", "09:41", written.inThread),
    ]),
    "slack-reveal": channelPage(
      "Thread in # backend",
      revealMessages(content).map((message) => said(message, "16:00")),
    ),
    "slack-result": channelPage("Thread in # backend", [said(resultFor(question, written), "16:02")]),
    "slack-review": channelPage("# backend", [said(reviewed(), "16:14")]),
    "slack-flag": channelPage("# backend", [said(flaggedOne(), "16:15")]),
    "slack-answer": formPage(
      renderForm(answerForm(anOpenDrill(asked), question, written.throughForm, 3_000), "{}"),
      shown,
    ),
    ...Object.fromEntries(
      Object.entries(homes).map(([name, home]) => [`slack-${name}`, homePage(renderHome(home), shown)]),
    ),
    "slack-setup": formPage(
      renderForm(
        setupForm({
          plan: null,
          zone: { value: "Europe/Berlin", label: "Berlin (Europe)" },
          timeThere: "09:12",
          topics,
          ping: null,
        }),
        "{}",
      ),
      shown,
    ),
  };
  const page = await browser.newPage({ viewport: { width: 760, height: 200 }, deviceScaleFactor: 1.5 });
  for (const [name, html] of Object.entries(pages)) {
    await page.setContent(html);
    await page.locator("main").screenshot({ path: `${folder}${name}.png` });
  }
  await page.close();
}
