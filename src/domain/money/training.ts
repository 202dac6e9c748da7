import type { ProjectArn } from '../arn.js';
import type { EpochMs, ModelVersion } from '../model.js';

/** A training that ended well. A record; its key is the version's ARN. */
export interface Training {
  readonly projectArn: ProjectArn;
  readonly endedAt: EpochMs;
  /** Of training, as AWS bills it. */
  readonly billedMs: number;
}

/** Of the records. */
export const TRAINING_KIND = 'training';

/** Null: it did not end well, or AWS tells no billed time. A copy was trained, and paid, elsewhere. */
export function trainingOf(version: ModelVersion): Training | null {
  const { projectArn, trainingEndTimestamp, billableTrainingTimeInSeconds, sourceModelVersionArn } = version;
  if (trainingEndTimestamp === null || billableTrainingTimeInSeconds === null) return null;
  if (sourceModelVersionArn !== null) return null;
  return {
    projectArn,
    endedAt: trainingEndTimestamp,
    billedMs: Math.round(billableTrainingTimeInSeconds) * 1_000,
  };
}

/** Reads a record of this release or an earlier one. */
export function readTraining(value: unknown): Training {
  return value as Training;
}
