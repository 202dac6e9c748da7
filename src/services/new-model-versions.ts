import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../domain/arn.js';
import { GatewayError, invalidInput } from '../domain/errors.js';
import type { ModelVersion, OutputConfig } from '../domain/model.js';
import type { CustomizationFeature } from '../domain/status.js';
import type { ModelVersionCopy, NewModelVersion } from '../upstream/port.js';
import { loadVersion } from './loaders.js';
import { isCreatedSince, withLostReply } from './lost-reply.js';
import { type ChangedVersion, lookByName, settle } from './model-version-changes.js';
import { checkNewVersion, checkRegions, checkSource, checkTraining } from './new-version-checks.js';
import { checkConfigured, isConfigured } from './places.js';
import { atField, withFields } from './refusals.js';
import { asMutation, type Session } from './session.js';

/** @throws GatewayError ALREADY_EXISTS, NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT */
export function createModelVersion(
  session: Session,
  projectArn: ProjectArn,
  input: NewModelVersion,
): Promise<ChangedVersion> {
  checkNewVersion(input);
  checkTraining(input);
  checkConfigured(session, 'projectArn', projectArn);
  return create(session, projectArn, input.versionName, {
    send: ({ upstream, ask }) =>
      withFields({ NOT_FOUND: 'projectArn' }, () => upstream.createModelVersion(projectArn, input, ask)),
    isOurs: (found) =>
      isSameOutput(found, input.outputConfig) && found.versionDescription === input.versionDescription,
    record: {
      status: 'TRAINING_IN_PROGRESS',
      versionDescription: input.versionDescription,
      outputConfig: input.outputConfig,
      kmsKeyId: input.kmsKeyId,
    },
  });
}

export interface CopyModelVersion extends Omit<ModelVersionCopy, 'sourceProjectArn'> {
  /** Null: found from the version's ARN. */
  readonly sourceProjectArn: ProjectArn | null;
}

/** @throws GatewayError ALREADY_EXISTS, NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT */
export async function copyModelVersion(session: Session, input: CopyModelVersion): Promise<ChangedVersion> {
  checkNewVersion(input);
  checkRegions(input);
  checkConfigured(session, 'destinationProjectArn', input.destinationProjectArn);
  const sourceProjectArn =
    input.sourceProjectArn ?? (await findSourceProject(session, input.sourceModelVersionArn));
  checkSource(sourceProjectArn, input.sourceModelVersionArn);
  const copy: ModelVersionCopy = { ...input, sourceProjectArn };
  return create(session, input.destinationProjectArn, input.versionName, {
    send: ({ upstream, ask }) =>
      upstream.copyModelVersion(copy, ask).catch((error) => sayWhatIsMissing(session, copy, error)),
    isOurs: (found) => found.sourceModelVersionArn === input.sourceModelVersionArn,
    record: {
      status: 'COPYING_IN_PROGRESS',
      outputConfig: input.outputConfig,
      kmsKeyId: input.kmsKeyId,
      sourceModelVersionArn: input.sourceModelVersionArn,
    },
  });
}

interface Creation {
  readonly send: (session: Session) => Promise<ModelVersionArn>;
  /** Whether a version that has the name and is new enough is what we asked for. */
  readonly isOurs: (found: ModelVersion) => boolean;
  readonly record: Partial<ModelVersion> & Pick<ModelVersion, 'status'>;
}

async function create(
  caller: Session,
  projectArn: ProjectArn,
  versionName: string,
  { send, isOurs, record }: Creation,
): Promise<ChangedVersion> {
  const session = asMutation(caller);
  const { catalog, clock } = session;
  const cursor = await catalog.log.tail();
  const sentAt = clock.now();
  const find = () => lookByName(session, projectArn, versionName);
  const arn = await withLostReply(
    () => send(session).catch((error) => sayExists(error, find)),
    async () => {
      const found = await find();
      return found && isCreatedSince(found.creationTimestamp, sentAt) && isOurs(found) ? found.arn : null;
    },
  );
  const at = accountRegionOf(projectArn);
  const feature = catalog.project(at, projectArnParts(projectArn).projectName)?.value?.feature;
  const bare = bareVersion(projectArn, arn, feature);
  const modelVersion = { ...bare, ...record, observedAt: clock.now() };
  await settle(caller, modelVersion);
  return { modelVersion, cursor };
}

/** AWS has one error for every conflict; a look tells whether it is the name. */
async function sayExists(error: unknown, find: () => Promise<ModelVersion | null>): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'IN_USE') throw error;
  const existing = await find().catch(() => null); // the refusal stands without it
  if (!existing) throw error;
  throw new GatewayError('ALREADY_EXISTS', 'A model version of this name exists already in the project.', {
    ...error.details,
    field: ['versionName'],
  });
}

/** AWS has one error for the source and the destination; a look tells which of them is not there. */
async function sayWhatIsMissing(
  session: Session,
  { sourceModelVersionArn: arn }: ModelVersionCopy,
  error: unknown,
): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND') throw error;
  if (!isConfigured(session, accountRegionOf(arn))) throw error;
  const source = await Promise.resolve(loadVersion(asMutation(session).loaders, arn)).catch(() => undefined);
  if (source === undefined) throw error; // the refusal stands without it
  throw atField(error, source ? 'destinationProjectArn' : 'sourceModelVersionArn');
}

/** All that a new version's ARN tells; the next look fills in the rest. */
function bareVersion(
  projectArn: ProjectArn,
  arn: ModelVersionArn,
  feature: CustomizationFeature = 'CUSTOM_LABELS',
): Omit<ModelVersion, 'status' | 'observedAt'> {
  const { versionName, createdMs } = modelVersionArnParts(arn);
  return {
    kind: 'ModelVersion',
    arn,
    projectArn,
    name: versionName,
    statusMessage: null,
    versionDescription: null,
    creationTimestamp: createdMs,
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
    feature,
    baseModelVersion: null,
  };
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

function isSameOutput({ outputConfig }: ModelVersion, asked: OutputConfig): boolean {
  return (
    outputConfig?.s3Bucket === asked.s3Bucket &&
    (outputConfig?.s3KeyPrefix ?? '') === (asked.s3KeyPrefix ?? '')
  );
}
