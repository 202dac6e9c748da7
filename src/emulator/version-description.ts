import type { LivingVersion } from './resources.js';
import type { Version, VersionStatus } from './state.js';
import { toEpochSeconds } from './timestamps.js';
import { evaluationOf } from './training/evaluation.js';
import { OUTPUT_FILES, type OutputFile, outputName, writtenFiles } from './training/output-files.js';

/** AWS's texts where they are known; those from STARTING on are ours [UNC]. */
const STATUS_MESSAGES: Readonly<Record<VersionStatus, string>> = {
  TRAINING_IN_PROGRESS: 'The model is being trained.',
  TRAINING_COMPLETED: 'The model is ready to run.',
  TRAINING_FAILED: 'Amazon Rekognition experienced a service issue.',
  STARTING: 'The model is being started.',
  RUNNING: 'The model is running.',
  FAILED: 'The model could not be started.',
  STOPPING: 'The model is being stopped.',
  STOPPED: 'The model is stopped.',
  DELETING: 'The model is being deleted.',
  COPYING_IN_PROGRESS: 'The model is being copied.',
  COPYING_COMPLETED: 'The model is ready to run.',
  COPYING_FAILED: 'The model could not be copied.',
  DEPRECATED: 'The adapter is deprecated.',
  EXPIRED: 'The adapter has expired.',
};

/** A ProjectVersionDescription. StatusMessage is always there: AWS's samples read it without looking. */
export function toVersionDescription(version: LivingVersion, projectName: string): object {
  return {
    ProjectVersionArn: version.arn,
    CreationTimestamp: toEpochSeconds(version.createdAtMs),
    Status: version.status,
    StatusMessage: statusMessage(version),
    MinInferenceUnits: version.minInferenceUnits,
    MaxInferenceUnits: version.maxInferenceUnits,
    OutputConfig: { S3Bucket: version.output.bucket, S3KeyPrefix: version.output.prefix },
    KmsKeyId: version.kmsKeyId,
    SourceProjectVersionArn: version.sourceArn,
    VersionDescription: version.description,
    ...trainingEnd(version),
    ...results(version, projectName),
    ...adapter(version),
  };
}

function statusMessage({ status, training }: LivingVersion): string {
  const failure = status === 'TRAINING_FAILED' ? training.failure : undefined;
  return failure?.message ?? STATUS_MESSAGES[status];
}

/** When a copied model was trained is said of its source only [UNC]. Only a training that succeeded is billed. */
function trainingEnd({ status, training, sourceArn, createdAtMs }: LivingVersion): object {
  if (sourceArn !== undefined || status === 'TRAINING_IN_PROGRESS') return {};
  const end = { TrainingEndTimestamp: toEpochSeconds(Math.max(training.endsAtMs, createdAtMs)) };
  return training.failure ? end : { ...end, BillableTrainingTimeInSeconds: training.billableSeconds };
}

function results(version: LivingVersion, projectName: string): object {
  const files = writtenFiles(version, version.status);
  const object = (file: OutputFile) => {
    if (!files.includes(file) || version.output.bucket === undefined) return undefined;
    return { S3Object: { Bucket: version.output.bucket, Name: outputName(file, version, projectName) } };
  };
  const assets = (file: OutputFile) => {
    const manifest = object(file);
    return manifest && { Assets: [{ GroundTruthManifest: manifest }] };
  };
  const isEvaluated = files.includes(OUTPUT_FILES.evaluation);
  return {
    TrainingDataResult: {
      Input: version.trainingInput,
      Output: assets(OUTPUT_FILES.trainingSnapshot),
      Validation: assets(OUTPUT_FILES.trainingValidation),
    },
    TestingDataResult: {
      Input: version.testingInput,
      Output: assets(OUTPUT_FILES.testingSnapshot),
      Validation: assets(OUTPUT_FILES.testingValidation),
    },
    ManifestSummary: object(OUTPUT_FILES.manifestSummary),
    EvaluationResult: isEvaluated
      ? { F1Score: evaluationOf(version.training).f1Score, Summary: object(OUTPUT_FILES.evaluation) }
      : undefined,
  };
}

/** Custom Labels versions carry no Feature, as their projects carry none [UNC for versions]. */
function adapter({ feature, baseModelVersion, confidenceThreshold }: Version): object {
  if (feature === 'CUSTOM_LABELS') return {};
  return {
    Feature: feature,
    BaseModelVersion: baseModelVersion,
    FeatureConfig:
      confidenceThreshold === undefined
        ? undefined
        : { ContentModeration: { ConfidenceThreshold: confidenceThreshold } },
  };
}
