/** What a person says of a point in an answer. */
export type Label = "covered" | "contradicted" | "absent";

/** One point of one answer: what a person says, and whether something gave credit for it. */
export type Decision = Readonly<{ question: string; label: Label; credited: boolean }>;

/** How credit agrees with labels; NaN where nothing can be said, as the precision of no credit at all. */
export type Agreement = Readonly<{
  decisions: number;
  /** Share of the credit that is deserved. */
  precision: number;
  /** Share of the covered points that got credit. */
  recall: number;
  /** Cohen's κ of "credited" with "covered": agreement beyond what chance gives (1: always, 0: as chance). */
  kappa: number;
  /** Share of the contradicted points that got credit. */
  falseCredit: number;
}>;

/** How credit agrees with labels over some decisions. */
export function agreementOf(decisions: readonly Decision[]): Agreement {
  const count = (holds: (one: Decision) => boolean): number => decisions.filter(holds).length;
  const [all, credited] = [decisions.length, count((one) => one.credited)];
  const covered = count((one) => one.label === "covered");
  const both = count((one) => one.credited && one.label === "covered");
  const contradicted = count((one) => one.label === "contradicted");
  const neither = all - credited - covered + both;
  const byChance = (credited * covered + (all - credited) * (all - covered)) / all ** 2;
  return {
    decisions: all,
    precision: both / credited,
    recall: both / covered,
    kappa: ((both + neither) / all - byChance) / (1 - byChance),
    falseCredit: count((one) => one.credited && one.label === "contradicted") / contradicted,
  };
}

/** The middle 95 % of a figure over samples of whole questions, each drawn with putting back. */
export function intervalOf(
  decisions: readonly Decision[],
  figure: (of: readonly Decision[]) => number,
  { samples, random }: Readonly<{ samples: number; random: () => number }>,
): readonly [low: number, high: number] {
  const questions = [...Map.groupBy(decisions, ({ question }) => question).values()];
  const figures = Array.from({ length: samples }, () =>
    figure(questions.flatMap(() => questions[Math.floor(random() * questions.length)] ?? [])),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((one, other) => one - other);
  const at = (share: number): number => figures[Math.round(share * (figures.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
