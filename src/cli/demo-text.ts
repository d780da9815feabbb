import { table } from "../core/message/build.ts";
import type { Block, Doc } from "../core/message/doc.ts";
import type { Message } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import { renderPlain } from "../render/plain.ts";
import type { DemoEvent, Narrator } from "./demo.ts";
import { wrap } from "./wrap.ts";

type Style = "bold" | "dim" | "cyan" | "green" | "yellow" | "magenta";

/** A terminal to tell the day on. */
export type DemoScreen = Readonly<{
  print: (text: string) => void;
  /** Colours a text, or leaves it as it is. */
  paint: (style: Style, text: string) => string;
  /** Gives the reader a moment between two scenes. */
  breathe: () => Promise<void>;
}>;

const columns = 78;
const margin = 9;
const colours: Readonly<Record<string, Style>> = { Mira: "magenta", Jonas: "green", Priya: "yellow" };

/** Tells the demo's day as a person would like to read it. */
export function onScreen(screen: DemoScreen): Narrator {
  const { print, paint, breathe } = screen;
  return async (event, said) => {
    const parts = event.event === "receipt" ? [] : [headOf(event, screen)];
    print([...parts, ...sceneOf(event, said, paint)].join("\n"));
    await breathe();
  };
}

function headOf(event: DemoEvent, { paint }: DemoScreen): string {
  const who = event.event === "answered" ? event.person : "Daily Drill";
  const name = paint("bold", paint(colours[who] ?? "cyan", who));
  return `\n  ${paint("dim", event.at.slice(11, 16))}  ${name}  ${paint("dim", where(event))}`;
}

function where(event: DemoEvent): string {
  switch (event.event) {
    case "posted":
      return "asks in #backend-drill";
    case "answered":
      if (event.late) return "answers late, after the reveal";
      return event.by === "thread" ? "answers in the thread" : "answers through the form, unseen until the reveal";
    case "receipt":
    case "revealed":
      return "reveals in the thread";
    case "figures":
      return "keeps the figures; each person sees their own";
  }
}

function sceneOf(event: DemoEvent, said: readonly Message[], paint: DemoScreen["paint"]): readonly string[] {
  switch (event.event) {
    case "posted":
    case "revealed":
      return [said.map((message) => drawn(message, paint)).join("\n\n")];
    case "answered":
      return [
        body(event.text),
        ...said.map(({ doc }) => paint("dim", body(`Only ${event.person} sees: ${renderPlain(doc)}`))),
      ];
    case "receipt":
      return [paint("dim", body("📝 noted by Daily Drill"))];
    case "figures":
      return [body(renderPlain([figuresTable(event.people)]))];
  }
}

function drawn({ doc, actions }: Message, paint: DemoScreen["paint"]): string {
  const block = (each: Block): string => {
    const text = body(renderPlain([each]));
    return each.kind === "heading" ? paint("bold", text) : text;
  };
  const buttons = actions.map(({ label }) => `[ ${label} ]`).join("  ");
  const blocks = doc.map(block);
  return [...blocks, ...(buttons === "" ? [] : [paint("cyan", body(buttons))])].join("\n\n");
}

/** Set in under the name of who speaks. */
const body = (text: string): string =>
  wrap(text, columns - margin)
    .map((line) => (line === "" ? "" : " ".repeat(margin) + line))
    .join("\n");

function figuresTable(people: Extract<DemoEvent, { event: "figures" }>["people"]): Doc[number] {
  const { asked, answered, late, streak } = words.me;
  const rows = people.map((each) => [each.person, ...[each.asked, each.answered, each.late, each.streak].map(String)]);
  return table(["", asked, answered, late, streak], rows, [null, "right", "right", "right", "right"]);
}
