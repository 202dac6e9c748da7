import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { ModelVersionCopy, NewModelVersion } from '../../domain/change-inputs.js';
import { checkTags, checkText } from '../../domain/constraints.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import type { S3Object } from '../../domain/model.js';
import { isConfigured } from '../account-regions.js';
import { asMutation, type Session } from '../session.js';

// What AWS would refuse, refused before the call. Each throws GatewayError INVALID_INPUT with the path into the input.

/** What a training and a copy have in common. */
export function checkNewVersion(
  input: Pick<ModelVersionCopy, 'versionName' | 'outputConfig' | 'tags' | 'kmsKeyId'>,
): void {
  checkText('versionName', input.versionName, ['versionName']);
  const { s3Bucket, s3KeyPrefix } = input.outputConfig;
  if (s3Bucket !== null) checkText('s3Bucket', s3Bucket, ['outputConfig', 's3Bucket']);
  if (s3KeyPrefix !== null) checkText('s3KeyPrefix', s3KeyPrefix, ['outputConfig', 's3KeyPrefix']);
  if (input.kmsKeyId !== null) checkText('kmsKeyId', input.kmsKeyId, ['kmsKeyId']);
  checkTags(input.tags);
}

export function checkTraining(input: NewModelVersion): void {
  const {
    trainingData,
    testingData,
    versionDescription,
    contentModerationConfidenceThreshold: threshold,
  } = input;
  if (versionDescription !== null)
    checkText('versionDescription', versionDescription, ['versionDescription']);
  if ((trainingData === null) !== (testingData === null)) {
    const missing = trainingData === null ? 'trainingData' : 'testingData';
    throw invalidInput(`${missing}: expected trainingData and testingData together, or neither.`, [missing]);
  }
  trainingData?.forEach((file, index) => {
    checkFile(file, ['trainingData', String(index)]);
  });
  testingData?.manifests.forEach((file, index) => {
    checkFile(file, ['testingData', 'manifests', String(index)]);
  });
  if (threshold !== null && !(threshold >= 0 && threshold <= 100))
    throw invalidInput('contentModerationConfidenceThreshold: expected 0 to 100.', [
      'contentModerationConfidenceThreshold',
    ]);
}

function checkFile({ bucket, name, version }: S3Object, field: readonly string[]): void {
  if (bucket !== null) checkText('s3Bucket', bucket, [...field, 'bucket']);
  if (name !== null) checkText('s3ObjectName', name, [...field, 'name']);
  if (version !== null) checkText('s3ObjectVersion', version, [...field, 'version']);
}

/**
 * A copy stays in its region: https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CopyProjectVersion.html
 */
export function checkRegions({
  sourceModelVersionArn,
  destinationProjectArn,
}: Pick<ModelVersionCopy, 'sourceModelVersionArn' | 'destinationProjectArn'>): void {
  const source = accountRegionOf(sourceModelVersionArn).region;
  const destination = accountRegionOf(destinationProjectArn).region;
  if (source !== destination)
    throw invalidInput(`destinationProjectArn: expected a project in the source's region, ${source}.`, [
      'destinationProjectArn',
    ]);
}

/** AWS wants the version and its project; the version's ARN has both. */
function checkSource(projectArn: ProjectArn, versionArn: ModelVersionArn): void {
  const project = projectArnParts(projectArn);
  const version = modelVersionArnParts(versionArn);
  const fits =
    project.projectName === version.projectName &&
    project.accountId === version.accountId &&
    project.region === version.region;
  if (!fits)
    throw invalidInput('sourceProjectArn: expected the project that sourceModelVersionArn belongs to.', [
      'sourceProjectArn',
    ]);
}

export interface CopyModelVersion extends Omit<ModelVersionCopy, 'sourceProjectArn'> {
  /** Null: found from the version's ARN. */
  readonly sourceProjectArn: ProjectArn | null;
}

/** @throws GatewayError also NOT_FOUND: the source project does not exist */
export async function withSourceProject(
  session: Session,
  input: CopyModelVersion,
): Promise<ModelVersionCopy> {
  const { sourceModelVersionArn } = input;
  const sourceProjectArn =
    input.sourceProjectArn ?? (await findSourceProject(session, sourceModelVersionArn));
  checkSource(sourceProjectArn, sourceModelVersionArn);
  return { ...input, sourceProjectArn };
}

async function findSourceProject(session: Session, arn: ModelVersionArn): Promise<ProjectArn> {
  const at = accountRegionOf(arn);
  if (!isConfigured(session, at))
    throw invalidInput(
      `sourceProjectArn: expected, because the source's account ${at.accountId} in ${at.region} is not configured on this gateway.`,
      ['sourceProjectArn'],
    );
  const { projectName } = modelVersionArnParts(arn);
  const known = session.catalog.project(at, projectName)?.value;
  const project = known ?? (await asMutation(session).loaders.project(at, projectName));
  if (project) return project.arn;
  throw new GatewayError('NOT_FOUND', 'The source project does not exist.', {
    field: ['sourceModelVersionArn'],
  });
}
