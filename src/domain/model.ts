import type { ModelVersionArn, ProjectArn } from './arn.js';
import type {
  CustomizationFeature,
  LookoutVisionModelStatus,
  ModelVersionStatus,
  ProjectStatus,
} from './status.js';

/** Milliseconds since 1970, UTC. Plain numbers, so that what is stored as JSON comes back as it was. */
export type EpochMs = number;

export interface Project {
  readonly kind: 'Project';
  readonly arn: ProjectArn;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly status: ProjectStatus;
  readonly creationTimestamp: EpochMs;
  readonly feature: CustomizationFeature;
  readonly autoUpdate: boolean;
  readonly datasets: readonly Dataset[];
}

export interface Dataset {
  readonly arn: string;
  readonly type: string;
  readonly status: string;
  readonly statusMessage: string | null;
  readonly creationTimestamp: EpochMs | null;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** AWS calls it a project version. */
export interface ModelVersion {
  readonly kind: 'ModelVersion';
  readonly arn: ModelVersionArn;
  readonly projectArn: ProjectArn;
  readonly name: string;
  readonly status: ModelVersionStatus;
  readonly statusMessage: string | null;
  readonly versionDescription: string | null;
  readonly creationTimestamp: EpochMs;
  readonly trainingEndTimestamp: EpochMs | null;
  readonly billableTrainingTimeInSeconds: number | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
  readonly evaluationResult: EvaluationResult | null;
  readonly outputConfig: OutputConfig | null;
  readonly trainingDataResult: TrainingDataResult | null;
  readonly testingDataResult: TestingDataResult | null;
  readonly manifestSummary: S3Object | null;
  readonly kmsKeyId: string | null;
  readonly sourceModelVersionArn: ModelVersionArn | null;
  readonly feature: CustomizationFeature;
  readonly baseModelVersion: string | null;
  /** When the gateway last read it from AWS: the moment that the request began. */
  readonly observedAt: EpochMs;
  /** Only while it is RUNNING, and only in what the catalog gives; AWS does not tell it. */
  readonly run?: Run;
}

/** A stretch of time in which a version was RUNNING without a break, as far as the gateway saw. */
export interface Run {
  /** When the first snapshot that shows it RUNNING was begun. */
  readonly sinceAt: EpochMs;
  /** False: it may have run before that. */
  readonly isSinceExact: boolean;
}

export interface OutputConfig {
  readonly s3Bucket: string | null;
  readonly s3KeyPrefix: string | null;
}

export interface S3Object {
  readonly bucket: string | null;
  readonly name: string | null;
  readonly version: string | null;
}

export interface TrainingDataResult {
  readonly input: readonly S3Object[];
  readonly output: readonly S3Object[];
  readonly validation: readonly S3Object[];
}

export interface TestingDataResult extends TrainingDataResult {
  readonly autoCreate: boolean | null;
}

export interface EvaluationResult {
  readonly f1Score: number | null;
  readonly summary: S3Object | null;
}

export interface ProjectPolicy {
  readonly kind: 'ProjectPolicy';
  readonly projectArn: ProjectArn;
  readonly policyName: string;
  readonly policyRevisionId: string;
  /** A JSON object. */
  readonly policyDocument: Readonly<Record<string, unknown>>;
  readonly creationTimestamp: EpochMs | null;
  readonly lastUpdatedTimestamp: EpochMs | null;
}

export interface LookoutVisionModel {
  readonly modelArn: string;
  readonly modelVersion: string;
  readonly creationTimestamp: EpochMs | null;
  readonly description: string | null;
  readonly status: LookoutVisionModelStatus;
  readonly statusMessage: string | null;
  readonly performance: {
    readonly f1Score: number | null;
    readonly recall: number | null;
    readonly precision: number | null;
  } | null;
  readonly outputConfig: OutputConfig | null;
  readonly evaluationManifest: S3Object | null;
  readonly evaluationResult: S3Object | null;
  readonly evaluationEndTimestamp: EpochMs | null;
  readonly kmsKeyId: string | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
}
