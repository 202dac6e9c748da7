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

/** Which images a manifest names. */
export interface ManifestImages {
  readonly count: number;
  /** The same for the same images, in whatever order; differs for others. */
  readonly fingerprint: string;
}

/** Why training failed, or which rows it dropped. */
export interface ManifestReport {
  readonly training: ManifestStatistics | null;
  readonly testing: ManifestStatistics | null;
  readonly errors: readonly ManifestError[];
}

export interface ManifestStatistics {
  readonly useCase: string | null;
  readonly totalLines: number | null;
  readonly validLines: number | null;
  readonly invalidLines: number | null;
  readonly ignoredLines: number | null;
  readonly errorLineIndices: readonly number[];
  readonly errors: readonly ManifestError[];
}

export interface ManifestError {
  readonly code: string;
  readonly message: string;
}
