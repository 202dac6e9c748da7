import type {
  Asset,
  EvaluationResult as AwsEvaluationResult,
  S3Object as AwsS3Object,
  TrainingDataResult as AwsTrainingDataResult,
  DatasetMetadata,
  ProjectDescription,
  ProjectVersionDescription,
} from '@aws-sdk/client-rekognition';
import {
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  parseModelVersionArn,
  parseProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type {
  Dataset,
  EpochMs,
  EvaluationResult,
  ModelVersion,
  Project,
  S3Object,
  TrainingDataResult,
} from '../../domain/model.js';
import {
  CUSTOMIZATION_FEATURES,
  type CustomizationFeature,
  MODEL_VERSION_STATUSES,
  PROJECT_STATUSES,
  toKnown,
} from '../../domain/status.js';

export function toProject(it: ProjectDescription): Project {
  const arn = sentProjectArn(it.ProjectArn);
  const { projectName, accountId, region, createdMs } = projectArnParts(arn);
  return {
    kind: 'Project',
    arn,
    name: projectName,
    accountId,
    region,
    status: toKnown(PROJECT_STATUSES, it.Status),
    creationTimestamp: it.CreationTimestamp?.getTime() ?? createdMs,
    feature: toFeature(it.Feature),
    autoUpdate: it.AutoUpdate === 'ENABLED',
    datasets: (it.Datasets ?? []).map(toDataset),
  };
}

/** AWS leaves the feature out, or sends "", for Custom Labels. */
function toFeature(feature: string | undefined): CustomizationFeature {
  return feature ? toKnown(CUSTOMIZATION_FEATURES, feature) : 'CUSTOM_LABELS';
}

function toDataset(it: DatasetMetadata): Dataset {
  return {
    arn: it.DatasetArn ?? '',
    type: it.DatasetType ?? '',
    status: it.Status ?? '',
    statusMessage: it.StatusMessage ?? null,
    creationTimestamp: toEpochMs(it.CreationTimestamp),
  };
}

export function toModelVersion(
  projectArn: ProjectArn,
  it: ProjectVersionDescription,
  observedAt: EpochMs,
): ModelVersion {
  const arn = sentModelVersionArn(it.ProjectVersionArn);
  const { versionName, createdMs } = modelVersionArnParts(arn);
  const { TrainingDataResult: training, TestingDataResult: testing } = it;
  const { EvaluationResult: evaluation, OutputConfig: output } = it;
  return {
    kind: 'ModelVersion',
    arn,
    projectArn,
    name: versionName,
    status: toKnown(MODEL_VERSION_STATUSES, it.Status),
    statusMessage: it.StatusMessage || null,
    versionDescription: it.VersionDescription ?? null,
    creationTimestamp: it.CreationTimestamp?.getTime() ?? createdMs,
    trainingEndTimestamp: toEpochMs(it.TrainingEndTimestamp),
    billableTrainingTimeInSeconds: it.BillableTrainingTimeInSeconds ?? null,
    minInferenceUnits: it.MinInferenceUnits ?? null,
    maxInferenceUnits: it.MaxInferenceUnits ?? null,
    evaluationResult: evaluation ? toEvaluation(evaluation) : null,
    outputConfig: output
      ? { s3Bucket: output.S3Bucket ?? null, s3KeyPrefix: output.S3KeyPrefix ?? null }
      : null,
    trainingDataResult: training ? toDataResult(training) : null,
    testingDataResult: testing
      ? { ...toDataResult(testing), autoCreate: testing.Input?.AutoCreate ?? null }
      : null,
    manifestSummary: toS3Object(it.ManifestSummary?.S3Object),
    kmsKeyId: it.KmsKeyId ?? null,
    sourceModelVersionArn: it.SourceProjectVersionArn
      ? sentModelVersionArn(it.SourceProjectVersionArn)
      : null,
    feature: toFeature(it.Feature),
    baseModelVersion: it.BaseModelVersion ?? null,
    observedAt,
  };
}

function toEvaluation({ F1Score, Summary }: AwsEvaluationResult): EvaluationResult {
  return { f1Score: F1Score ?? null, summary: toS3Object(Summary?.S3Object) };
}

function toDataResult({ Input, Output, Validation }: AwsTrainingDataResult): TrainingDataResult {
  return {
    input: toManifests(Input?.Assets),
    output: toManifests(Output?.Assets),
    validation: toManifests(Validation?.Assets),
  };
}

function toManifests(assets: readonly Asset[] | undefined): S3Object[] {
  return (assets ?? []).flatMap((asset) => toS3Object(asset.GroundTruthManifest?.S3Object) ?? []);
}

function toS3Object(it: AwsS3Object | undefined): S3Object | null {
  return it ? { bucket: it.Bucket ?? null, name: it.Name ?? null, version: it.Version ?? null } : null;
}

export function toEpochMs(date: Date | undefined): EpochMs | null {
  return date?.getTime() ?? null;
}

/** The SDK types every field as optional. These AWS always sends; without them we cannot answer. */
export function sent<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new GatewayError('UPSTREAM_FAILED', `AWS's answer lacks ${field}.`);
}

export function sentProjectArn(value: string | undefined): ProjectArn {
  return readable(value, 'ProjectArn', parseProjectArn);
}

export function sentModelVersionArn(value: string | undefined): ModelVersionArn {
  return readable(value, 'ProjectVersionArn', parseModelVersionArn);
}

function readable<T>(value: string | undefined, field: string, parse: (text: string) => T): T {
  try {
    return parse(sent(value, field));
  } catch (cause) {
    throw new GatewayError('UPSTREAM_FAILED', `AWS's answer has no readable ${field}.`, { cause });
  }
}

/** Null where AWS knows no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
