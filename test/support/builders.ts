import {
  type ModelVersionArn,
  type ProjectArn,
  parseModelVersionArn,
  parseProjectArn,
  projectArnParts,
} from '../../src/domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../../src/domain/model.js';

export const HERE = { accountId: '123456789012', region: 'us-east-1' } as const;
const CREATED: EpochMs = 1_700_000_000_000;

export function aProjectArn(name = 'cats', createdMs = CREATED): ProjectArn {
  return parseProjectArn(`arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/${name}/${createdMs}`);
}

export function aModelVersionArn(
  name = 'v1',
  projectArn = aProjectArn(),
  createdMs = CREATED,
): ModelVersionArn {
  return parseModelVersionArn(`${projectArn.replace(/\/\d+$/, '')}/version/${name}/${createdMs}`);
}

/** A valid project; name only what the test is about. The ARN follows from name and creation time. */
export function aProject(change: Partial<Project> = {}): Project {
  const { name = 'cats', creationTimestamp = CREATED } = change;
  return {
    kind: 'Project',
    arn: aProjectArn(name, creationTimestamp),
    name,
    ...HERE,
    status: 'CREATED',
    creationTimestamp,
    feature: 'CUSTOM_LABELS',
    autoUpdate: false,
    datasets: [],
    ...change,
  };
}

/** A valid trained version; name only what the test is about. The ARN follows from project, name and creation time. */
export function aModelVersion(change: Partial<ModelVersion> = {}): ModelVersion {
  const { name = 'v1', creationTimestamp = CREATED, projectArn = aProjectArn() } = change;
  const { accountId } = projectArnParts(projectArn);
  return {
    kind: 'ModelVersion',
    arn: aModelVersionArn(name, projectArn, creationTimestamp),
    projectArn,
    name,
    status: 'TRAINING_COMPLETED',
    statusMessage: null,
    versionDescription: null,
    creationTimestamp,
    trainingEndTimestamp: CREATED + 3_600_000,
    billableTrainingTimeInSeconds: 3_600,
    minInferenceUnits: null,
    maxInferenceUnits: null,
    evaluationResult: null,
    outputConfig: { s3Bucket: `bucket-of-${accountId}`, s3KeyPrefix: 'output' },
    trainingDataResult: null,
    testingDataResult: null,
    manifestSummary: null,
    kmsKeyId: null,
    sourceModelVersionArn: null,
    feature: 'CUSTOM_LABELS',
    baseModelVersion: null,
    observedAt: CREATED,
    ...change,
  };
}
