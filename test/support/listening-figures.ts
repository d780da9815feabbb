import type { Figure, Figures } from "../../src/ports/figures.ts";

/** Figures that keep what is reported in `reported`. */
export const listeningFigures = (reported: Figure[]): Figures => ({
  report: (figure) => void reported.push(figure),
});
