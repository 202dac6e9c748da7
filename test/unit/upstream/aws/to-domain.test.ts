import type { ProjectDescription, ProjectVersionDescription } from '@aws-sdk/client-rekognition';
import { toLookoutVisionModel } from '../../../../src/upstream/aws/lookout-vision.js';
import { toModelVersion, toProject } from '../../../../src/upstream/aws/to-domain.js';
import { aModelVersionArn, aProjectArn } from '../../../support/builders.js';

const AT = new Date('2026-01-02T03:04:05.678Z');
const projectArn = aProjectArn();

test('a project has its datasets', () => {
  const description: ProjectDescription = {
    ProjectArn: projectArn,
    CreationTimestamp: AT,
    Status: 'CREATED',
    Datasets: [
      {
        CreationTimestamp: AT,
        DatasetType: 'TRAIN',
        DatasetArn: `${projectArn}/dataset/train/1`,
        Status: 'CREATE_FAILED',
        StatusMessage: 'The manifest is empty.',
      },
    ],
  };
  expect(toProject(description)).toMatchObject({
    name: 'cats',
    creationTimestamp: AT.getTime(),
    datasets: [
      {
        arn: `${projectArn}/dataset/train/1`,
        type: 'TRAIN',
        status: 'CREATE_FAILED',
        statusMessage: 'The manifest is empty.',
        creationTimestamp: AT.getTime(),
      },
    ],
  });
});

test.each([
  [undefined, 'CUSTOM_LABELS'],
  ['', 'CUSTOM_LABELS'],
  ['CONTENT_MODERATION', 'CONTENT_MODERATION'],
  ['FACE_MODERATION', 'UNKNOWN'],
])('a project with the feature %j customises %s', (Feature, feature) => {
  const description = {
    ProjectArn: projectArn,
    ...(Feature !== undefined && { Feature }),
  } as ProjectDescription;
  expect(toProject(description)).toMatchObject({ feature, autoUpdate: false, status: 'UNKNOWN' });
});

test('a version with nearly no members is a version all the same', () => {
  const arn = aModelVersionArn();
  expect(toModelVersion(projectArn, { ProjectVersionArn: arn }, 7)).toEqual({
    kind: 'ModelVersion',
    arn,
    projectArn,
    name: 'v1',
    status: 'UNKNOWN',
    statusMessage: null,
    versionDescription: null,
    creationTimestamp: 1_700_000_000_000, // from its ARN
    trainingEndTimestamp: null,
    billableTrainingTimeInSeconds: null,
    minInferenceUnits: null,
    maxInferenceUnits: null,
    evaluationResult: null,
    outputConfig: null,
    trainingDataResult: null,
    testingDataResult: null,
    manifestSummary: null,
    kmsKeyId: null,
    sourceModelVersionArn: null,
    feature: 'CUSTOM_LABELS',
    baseModelVersion: null,
    observedAt: 7,
  });
});

test('manifests that AWS lists without a file are left out', () => {
  const description: ProjectVersionDescription = {
    ProjectVersionArn: aModelVersionArn(),
    TrainingDataResult: {
      Input: { Assets: [{}, { GroundTruthManifest: { S3Object: { Bucket: 'b', Name: 'n' } } }] },
    },
  };
  expect(toModelVersion(projectArn, description, 0).trainingDataResult).toEqual({
    input: [{ bucket: 'b', name: 'n', version: null }],
    output: [],
    validation: [],
  });
});

test.each([undefined, '', 'arn:aws:s3:::b', projectArn])(
  'an answer whose version is named %j cannot be read',
  (arn) => {
    const description = arn === undefined ? {} : { ProjectVersionArn: arn };
    expect(() => toModelVersion(projectArn, description, 0)).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_FAILED' }),
    );
  },
);

test('a Lookout for Vision model has its key', () => {
  const model = { ModelArn: 'arn', ModelVersion: '1', KmsKeyId: 'alias/key' };
  expect(toLookoutVisionModel(model)).toMatchObject({
    kmsKeyId: 'alias/key',
    status: 'UNKNOWN',
    performance: null,
  });
});
