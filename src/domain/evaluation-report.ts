import type { EpochMs } from './model.js';

/** The evaluation summary that training writes to S3. */
export interface EvaluationReport {
  readonly f1Score: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  /** Object detection only. */
  readonly averagePrecision: number | null;
  readonly averageRecall: number | null;
  readonly evaluationEndTimestamp: EpochMs | null;
  readonly numberOfTrainingImages: number | null;
  readonly numberOfTestingImages: number | null;
  readonly labels: readonly LabelEvaluation[];
  /** Classification only. */
  readonly confusionMatrix: readonly ConfusionMatrixCell[];
}

export interface LabelEvaluation {
  readonly label: string;
  readonly numberOfTestingImages: number | null;
  readonly f1Score: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly threshold: number | null;
}

export interface ConfusionMatrixCell {
  readonly groundTruthLabel: string;
  readonly predictedLabel: string;
  /** Share, 0..1. */
  readonly value: number;
}
