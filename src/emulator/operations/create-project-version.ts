import { invalidParameter, limitExceeded } from '../errors.js';
import { begin } from '../lifecycle.js';
import {
  FEATURE_CONFIG,
  KMS_KEY_ID,
  NAME,
  OUTPUT_CONFIG,
  PROJECT_ARN,
  TAGS,
  TESTING_DATA,
  TRAINING_DATA,
  VERSION_DESCRIPTION,
} from '../members.js';
import { newVersionIdentity } from '../new-version.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { ownProject, versionsNow } from '../resources.js';
import type { Feature } from '../state.js';
import { toTags } from '../tags.js';
import { newTraining } from '../training/new-training.js';
import { structure, type Valid } from '../validation/shape.js';
import type { World } from '../world.js';

const INPUT = structure(
  { ProjectArn: PROJECT_ARN, VersionName: NAME, OutputConfig: OUTPUT_CONFIG },
  {
    TrainingData: TRAINING_DATA,
    TestingData: TESTING_DATA,
    Tags: TAGS,
    KmsKeyId: KMS_KEY_ID,
    VersionDescription: VERSION_DESCRIPTION,
    FeatureConfig: FEATURE_CONFIG,
  },
);

type Input = Valid<typeof INPUT>;

/** The base model of adapters; AWS does not say which values there are [UNC]. */
const BASE_MODEL = 'Content moderation v7.0';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html
 *
 * Datasets are not emulated: without TrainingData it trains as if its project had them.
 */
export const createProjectVersion = operation({
  name: 'CreateProjectVersion',
  notes:
    'Trains at once, two at a time. Without TrainingData as if the project had datasets. Nothing is read from S3.',
  tps: TPS,
  changesState: true,
  input: INPUT,
  run(world, input) {
    const project = ownProject(world, input.ProjectArn);
    requireConsistent(input, project.feature);
    const identity = newVersionIdentity(world, project, input.VersionName);
    requireRoom(world);
    const { nowMs, timing, fails } = world;
    const testingInput = testingInputOf(input);
    const isAdapter = project.feature === 'CONTENT_MODERATION';
    world.region.versions[identity.arn] = {
      ...identity,
      change: begin(
        'TRAINING_IN_PROGRESS',
        fails ? 'TRAINING_FAILED' : 'TRAINING_COMPLETED',
        nowMs,
        timing.trainMs,
      ),
      training: newTraining({ ...identity, testingData: testingInput }, nowMs, timing.trainMs, fails),
      trainingInput: input.TrainingData ?? {},
      testingInput,
      output: { bucket: input.OutputConfig.S3Bucket, prefix: input.OutputConfig.S3KeyPrefix },
      tags: toTags(input.Tags),
      description: input.VersionDescription,
      kmsKeyId: input.KmsKeyId,
      confidenceThreshold: input.FeatureConfig?.ContentModeration?.ConfidenceThreshold,
      baseModelVersion: isAdapter ? BASE_MODEL : undefined,
    };
    return { ProjectVersionArn: identity.arn };
  },
});

function requireConsistent({ TrainingData, TestingData, FeatureConfig }: Input, feature: Feature): void {
  if ((TrainingData === undefined) !== (TestingData === undefined))
    throw invalidParameter('TrainingData and TestingData are given together or not at all.');
  if (FeatureConfig?.ContentModeration && feature !== 'CONTENT_MODERATION')
    throw invalidParameter('FeatureConfig.ContentModeration does not fit a project for CUSTOM_LABELS.');
}

function requireRoom(world: World): void {
  const trainings = versionsNow(world).filter(({ status }) => status === 'TRAINING_IN_PROGRESS');
  if (trainings.length >= world.quotas.concurrentTrainings)
    throw limitExceeded(`At most ${world.quotas.concurrentTrainings} trainings may run at the same time.`);
}

/** AWS shows AutoCreate false for datasets, and an empty list of assets where it splits the test images off itself. */
function testingInputOf({ TestingData }: Input): object {
  if (!TestingData) return { AutoCreate: false };
  return TestingData.AutoCreate ? { Assets: [], ...TestingData } : TestingData;
}
