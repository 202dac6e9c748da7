import type { ModelVersionArn, ProjectArn } from './arn.js';
import type { OutputConfig, S3Object, Tag } from './model.js';
import type { CustomizationFeature } from './status.js';

/** What a project is made with. */
export interface NewProject {
  readonly projectName: string;
  readonly feature: CustomizationFeature | null;
  readonly autoUpdate: boolean | null;
  readonly tags: readonly Tag[];
}

/** What a version is trained with. */
export interface NewModelVersion {
  readonly versionName: string;
  readonly outputConfig: OutputConfig;
  /** Null: train with the project's datasets. */
  readonly trainingData: readonly S3Object[] | null;
  readonly testingData: {
    readonly manifests: readonly S3Object[];
    readonly autoCreate: boolean | null;
  } | null;
  readonly tags: readonly Tag[];
  readonly kmsKeyId: string | null;
  readonly versionDescription: string | null;
  /** 0..100, adapters only. */
  readonly contentModerationConfidenceThreshold: number | null;
}

/** What a version is started with. */
export interface InferenceUnits {
  /** 1 or more. */
  readonly min: number;
  /** Null: no auto-scaling. */
  readonly max: number | null;
}

/** What a copy is made of, and where. */
export interface ModelVersionCopy {
  readonly sourceProjectArn: ProjectArn;
  readonly sourceModelVersionArn: ModelVersionArn;
  readonly destinationProjectArn: ProjectArn;
  readonly versionName: string;
  readonly outputConfig: OutputConfig;
  readonly tags: readonly Tag[];
  readonly kmsKeyId: string | null;
}

/** What a policy is put with. */
export interface NewProjectPolicy {
  readonly policyName: string;
  /** JSON text, 1..2000 characters. */
  readonly policyDocument: string;
  readonly policyRevisionId: string | null;
}
