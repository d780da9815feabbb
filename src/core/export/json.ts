import type { Question } from "../bank/question.ts";

/** What an exported file says of itself, and the version of its shape. */
export const JSON_FORMAT = "daily-drill-questions";
export const JSON_VERSION = 1;

/** Questions as JSON, a line each, with the keys that front matter has. `readOwn` reads it back as it was. */
export function jsonOf(questions: readonly Question[]): string {
  const lines = questions.map((question) => JSON.stringify(written(question)));
  const head = `{"format":${JSON.stringify(JSON_FORMAT)},"version":${JSON_VERSION},"questions":[`;
  return `${head}\n${lines.join(",\n")}${lines.length === 0 ? "" : "\n"}]}\n`;
}

function written({ id, topic, level, title, tags, prompt, answer, points, followUps, sources, origin }: Question) {
  return {
    ...{ id, topic, level, title, tags, prompt, answer },
    points: points.map(({ must, ...point }) => ({ ...point, bonus: !must })),
    ...{ followUps, sources },
    ...(origin === undefined ? {} : { origin }),
  };
}
