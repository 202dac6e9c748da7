import type { ConfusionMatrixCell, EvaluationReport, LabelEvaluation } from './evaluation-report.js';

/** All changes are `with` minus `base`, to 6 decimals; null where one of the two has no value. */
export interface LabelComparison {
  readonly label: string;
  readonly f1Score: number | null;
  readonly baseF1Score: number | null;
  readonly f1ScoreChange: number | null;
  readonly precisionChange: number | null;
  readonly recallChange: number | null;
}

/** How often one label is taken for another, in both; a share of the first label's images, 0..1. */
export interface ConfusionComparison {
  readonly groundTruthLabel: string;
  readonly predictedLabel: string;
  readonly value: number;
  readonly baseValue: number;
  readonly change: number;
}

export interface ReportComparison {
  readonly precisionChange: number | null;
  readonly recallChange: number | null;
  /** Of the means of the labels' F1 scores: every label counts alike. */
  readonly macroF1ScoreChange: number | null;
  /** Those that both have. Most changed for the worse first; unknown changes last; then by name. */
  readonly labels: readonly LabelComparison[];
  /** By name. */
  readonly addedLabels: readonly string[];
  readonly removedLabels: readonly string[];
  /** Mistakes whose share changed, most changed for the worse first; 20 at most. */
  readonly confusions: readonly ConfusionComparison[];
}

const MAX_CONFUSIONS = 20;

/** What two evaluation reports say of each other. */
export function compareReports(base: EvaluationReport, report: EvaluationReport): ReportComparison {
  const before = byLabel(base.labels);
  const now = byLabel(report.labels);
  return {
    precisionChange: changeOf(base.precision, report.precision),
    recallChange: changeOf(base.recall, report.recall),
    macroF1ScoreChange: changeOf(macroF1Of(before), macroF1Of(now)),
    labels: compareLabels(before, now),
    addedLabels: [...now.keys()].filter((it) => !before.has(it)).sort(),
    removedLabels: [...before.keys()].filter((it) => !now.has(it)).sort(),
    confusions: compareConfusions(base.confusionMatrix, report.confusionMatrix),
  };
}

/** `with` minus `base`, without the noise of binary fractions. Null if one is not known. */
export function changeOf(base: number | null, score: number | null): number | null {
  return base === null || score === null ? null : Number((score - base).toFixed(6)) + 0; // no -0
}

type ByLabel = ReadonlyMap<string, LabelEvaluation>;

function byLabel(labels: readonly LabelEvaluation[]): ByLabel {
  return new Map(labels.map((it) => [it.label, it]));
}

/** Null if no label has an F1 score. */
function macroF1Of(labels: ByLabel): number | null {
  const scores = [...labels.values()].flatMap(({ f1Score }) => f1Score ?? []);
  return scores.length === 0 ? null : scores.reduce((sum, it) => sum + it, 0) / scores.length;
}

function compareLabels(before: ByLabel, now: ByLabel): LabelComparison[] {
  const both = [...now.values()].flatMap((after) => {
    const base = before.get(after.label);
    return base ? [compareLabel(base, after)] : [];
  });
  return both.sort(
    (a, b) =>
      (a.f1ScoreChange ?? Number.POSITIVE_INFINITY) - (b.f1ScoreChange ?? Number.POSITIVE_INFINITY) ||
      compareNames(a.label, b.label),
  );
}

function compareLabel(base: LabelEvaluation, { label, f1Score, precision, recall }: LabelEvaluation) {
  return {
    label,
    f1Score,
    baseF1Score: base.f1Score,
    f1ScoreChange: changeOf(base.f1Score, f1Score),
    precisionChange: changeOf(base.precision, precision),
    recallChange: changeOf(base.recall, recall),
  };
}

/** A pair of labels that only one of the two files has is no change: the other never had to tell them apart. */
function compareConfusions(
  base: readonly ConfusionMatrixCell[],
  matrix: readonly ConfusionMatrixCell[],
): ConfusionComparison[] {
  const before = new Map(base.map((it) => [keyOf(it), it.value]));
  const changed = matrix.flatMap((cell) => {
    const { groundTruthLabel, predictedLabel, value } = cell;
    const baseValue = before.get(keyOf(cell));
    if (baseValue === undefined || groundTruthLabel === predictedLabel) return [];
    const change = changeOf(baseValue, value) ?? 0;
    return change === 0 ? [] : [{ groundTruthLabel, predictedLabel, value, baseValue, change }];
  });
  return changed
    .sort((a, b) => b.change - a.change || compareNames(keyOf(a), keyOf(b)))
    .slice(0, MAX_CONFUSIONS);
}

function keyOf({ groundTruthLabel, predictedLabel }: Omit<ConfusionMatrixCell, 'value'>): string {
  return JSON.stringify([groundTruthLabel, predictedLabel]);
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
