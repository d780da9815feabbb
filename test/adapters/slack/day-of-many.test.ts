import { expect, it } from "vitest";
import { lines } from "../as-told.ts";
import { nineOClock, thread } from "./team-day.ts";

// Days in a channel where many answer, and where all answers are sealed until the reveal.

it("forty answers are ten in the thread, and the rest page by page behind All answers, each page in the place of the one before", async () => {
  const crowd = Array.from({ length: 40 }, (_, at) => ({ name: `p${at + 1}` }));
  const day = await nineOClock({ crowd });
  const { asked } = day;
  for (const { name } of crowd) {
    await day.fill(day.somebody(`U${name.toUpperCase()}`), `Answer of ${name}.`);
    await day.pass({ seconds: 20 });
  }
  await day.at("2027-03-15T16:00");
  expect(lines((await day.heard(asked)).at(-1) ?? "").at(-1)).toBe("and 30 more behind All answers");
  const { jonas } = day;
  const reveal = (await jonas.thread(asked)).at(-1)?.id ?? asked;
  await jonas.press(reveal, "answers/2027-03-15");
  const pages: (readonly string[])[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const page = (await jonas.whispers()).at(-1);
    pages.push(lines(page?.text ?? "").filter((line) => /^(?:Answers \d|Answer of)/u.test(line)));
    const next = page?.actions.find(({ label }) => label === "Next");
    if (page !== undefined && next !== undefined) await jonas.press(page.id, next.id);
  }
  const answers = (from: number) => Array.from({ length: 10 }, (_, at) => `Answer of p${from + at}.`);
  expect(pages).toEqual([1, 11, 21, 31].map((from) => [`Answers ${from} to ${from + 9} of 40`, ...answers(from)]));
  expect((await jonas.whispers()).length).toBe(1);
  expect(await day.slack.violations()).toEqual([]);
});

it("sealed, a reply in the thread gets one private hint, and the reveal opens all answers with a line in the channel", async () => {
  const day = await nineOClock({ plan: { mode: "sealed", announceReveal: true } });
  const { slack, asked, jonas, priya } = day;
  expect(lines((await day.heard())[0] ?? "").at(-1)).toBe(
    "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
  );
  await jonas.say(asked, "It is wrong when rows come and go.");
  await jonas.say(asked, "And slow far in, by the way.");
  await day.settled();
  expect(await thread(day)).toEqual(["It is wrong when rows come and go.", "And slow far in, by the way."]);
  const hints = await jonas.whispers();
  expect(hints.map(({ text, actions }) => [text.trim(), actions.map(({ label }) => label)])).toEqual([
    ["This drill is sealed: replies here do not count. Press Answer and yours opens with the others.", ["Answer"]],
  ]);
  await jonas.press(hints[0]?.id ?? asked, "answer/2027-03-15");
  await jonas.submit({ text: "Rows move." });
  expect(await priya.whispers()).toEqual([]);
  await day.at("2027-03-15T16:00");
  expect((await day.heard()).map((text) => lines(text).at(-1))).toEqual([
    "Revealed · 1 answered",
    `Revealed: Cursors or offsets · 1 answered (https://tacme.slack.com/archives/CBACKEND/p${asked.replace(".", "")})`,
  ]);
  expect(lines((await day.heard(asked)).at(-1) ?? "").slice(1)).toEqual(["jonas", "> Rows move."]);
  expect(await slack.violations()).toEqual([]);
});
