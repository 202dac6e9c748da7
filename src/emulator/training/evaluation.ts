import type { Training } from '../state.js';
import { judgementsOf } from './judgements.js';
import { createRandom } from './random.js';

interface LabelResult {
  readonly label: string;
  readonly testingImages: number;
  readonly f1Score: number;
  readonly precision: number;
  readonly recall: number;
  readonly threshold: number;
}

/** How often images of one label were taken for another: a share of the first label's images, 0..1. */
interface Confusion {
  readonly truth: string;
  readonly predicted: string;
  readonly share: number;
}

export interface Evaluation {
  readonly f1Score: number;
  readonly precision: number;
  readonly recall: number;
  /** Best F1 score first. */
  readonly labels: readonly LabelResult[];
  /** Classification only. */
  readonly confusions: readonly Confusion[];
  readonly testingImages: number;
  readonly trainingImages: number;
}

/** Training uses four images for each one that it is tested with: AWS splits 80 to 20. */
const TRAINING_SHARE = 4;

/**
 * A training's evaluation: always the same for the same training. All figures are counted from one table of test
 * images, so that they agree with each other: a label's precision and recall follow from its row and column, the
 * aggregates are the means over the labels, and every F1 is the harmonic mean of its precision and recall.
 */
export function evaluationOf(training: Training): Evaluation {
  const counts = tableOf(training);
  const random = createRandom(`${training.seed} thresholds`);
  const rows = training.labels.map((label, index) => {
    const own = counts[index] ?? [];
    const hits = own[index] ?? 0;
    const truths = sum(own);
    const predictions = sum(counts.map((row) => row[index] ?? 0));
    const metrics = metricsOf(hits / predictions, hits / truths);
    return { label, testingImages: truths, threshold: round(0.3 + random() * 0.6), ...metrics };
  });
  const precision = sum(rows.map((row) => row.precision)) / rows.length;
  const recall = sum(rows.map((row) => row.recall)) / rows.length;
  const testingImages = sum(rows.map((row) => row.testingImages));
  return {
    ...rounded(metricsOf(precision, recall)),
    labels: rows.sort((a, b) => b.f1Score - a.f1Score).map((row) => ({ ...row, ...rounded(row) })),
    confusions: training.useCase === 'IMAGE_LEVEL_LABELS' ? confusionsOf(training.labels, counts) : [],
    testingImages,
    trainingImages: testingImages * TRAINING_SHARE,
  };
}

/** Test images by true label (row) and by the label that the model gave them (column). */
function tableOf(training: Training): number[][] {
  const table = training.labels.map(() => training.labels.map(() => 0));
  for (const { truth, predicted } of judgementsOf(training)) {
    const row = table[truth] ?? [];
    row[predicted] = (row[predicted] ?? 0) + 1;
  }
  return table;
}

function confusionsOf(labels: readonly string[], counts: readonly number[][]): Confusion[] {
  return labels.flatMap((truth, row) => {
    const own = counts[row] ?? [];
    return labels.map((predicted, column) => ({
      truth,
      predicted,
      share: round((own[column] ?? 0) / sum(own)),
    }));
  });
}

function metricsOf(precision: number, recall: number) {
  return { f1Score: (2 * precision * recall) / (precision + recall), precision, recall };
}

function rounded({ f1Score, precision, recall }: ReturnType<typeof metricsOf>) {
  return { f1Score: round(f1Score), precision: round(precision), recall: round(recall) };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
