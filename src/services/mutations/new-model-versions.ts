import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { NewModelVersion } from '../../domain/change-inputs.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion, OutputConfig } from '../../domain/model.js';
import type { Foreseen } from '../../domain/plan.js';
import type { CustomizationFeature } from '../../domain/status.js';
import { checkConfigured, isConfigured } from '../account-regions.js';
import { atField, withFields } from '../error-fields.js';
import { loadVersion } from '../reading/loaders.js';
import { asMutation, type Session } from '../session.js';
import { isCreatedSince } from './lost-reply.js';
import {
  type CopyModelVersion,
  checkNewVersion,
  checkRegions,
  checkTraining,
  withSourceProject,
} from './new-version-checks.js';
import type { Change } from './one-change.js';
import { type ChangedVersion, describeByName, recordAnswer } from './version-change.js';

/** Loaded by the first dry run. */
const foresight = () => import('./foresee-new-version.js');

/**
 * May be refused as ALREADY_EXISTS, NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT. It has happened if a version of
 * the name, created since, has the same output and description.
 */
export function createModelVersion(projectArn: ProjectArn, input: NewModelVersion): Creation {
  return creation(projectArn, input.versionName, {
    check(session) {
      checkNewVersion(input);
      checkTraining(input);
      checkConfigured(session, 'projectArn', projectArn);
    },
    refused: (_session, act) => withFields({ NOT_FOUND: 'projectArn' }, act),
    foresee: async (session) => (await foresight()).foreseeTraining(session, projectArn, input),
    send: ({ upstream, callContext }) => upstream.createModelVersion(projectArn, input, callContext),
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

/**
 * May be refused as ALREADY_EXISTS, NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT. It has happened if a version of
 * the name, created since, is a copy of the same source.
 */
export function copyModelVersion(input: CopyModelVersion): Creation {
  return creation(input.destinationProjectArn, input.versionName, {
    check(session) {
      checkNewVersion(input);
      checkRegions(input);
      checkConfigured(session, 'destinationProjectArn', input.destinationProjectArn);
    },
    refused: (session, act) => act().catch((error) => withMissingPart(session, input, error)),
    async foresee(session) {
      const copy = await withSourceProject(session, input);
      return (await foresight()).foreseeCopy(session, copy);
    },
    async send(session) {
      const { upstream, callContext } = session;
      return upstream.copyModelVersion(await withSourceProject(session, input), callContext);
    },
    isOurs: (found) => found.sourceModelVersionArn === input.sourceModelVersionArn,
    record: {
      status: 'COPYING_IN_PROGRESS',
      outputConfig: input.outputConfig,
      kmsKeyId: input.kmsKeyId,
      sourceModelVersionArn: input.sourceModelVersionArn,
    },
  });
}

interface Before {
  readonly cursor: Cursor;
  /** Of the version that had the name, as far as known; null: none had. Absent: not known. */
  readonly namesake?: ModelVersionArn | null;
}

type Creation = Change<Before, ModelVersionArn, ChangedVersion>;

/** What a training and a copy differ in. */
interface Kind {
  readonly check: (session: Session) => void;
  /** Does `act`; of a refusal of AWS, says what it is about. */
  readonly refused: <T>(session: Session, act: () => Promise<T>) => Promise<T>;
  readonly foresee: (session: Session) => Promise<Foreseen>;
  readonly send: (session: Session) => Promise<ModelVersionArn>;
  /** Whether a version that has the name and is new enough is the requested one. */
  readonly isOurs: (found: ModelVersion) => boolean;
  readonly record: Partial<ModelVersion> & Pick<ModelVersion, 'status'>;
}

function creation(projectArn: ProjectArn, versionName: string, kind: Kind): Creation {
  const { check, refused, foresee, send, isOurs, record } = kind;
  const find = (session: Session) => describeByName(session, projectArn, versionName);
  const act = <T>(session: Session, doIt: (session: Session) => Promise<T>) =>
    refused(session, () => doIt(session)).catch((error) => withExisting(error, () => find(session)));
  return {
    check,
    async before({ catalog }) {
      const known = catalog.version(projectArn, versionName);
      return { cursor: await catalog.log.tail(), ...(known && { namesake: known.value?.arn ?? null }) };
    },
    foresee: (session) => act(session, foresee),
    send: (session) => act(session, send),
    async recognise(session, { at, before }) {
      const found = await find(session);
      if (!found || !isOurs(found) || found.arn === before?.namesake) return 'not-done';
      const isNew = isCreatedSince(found.creationTimestamp, at) || before?.namesake === null;
      return isNew ? { sent: found.arn } : 'not-done';
    },
    async answer(session, arn, before) {
      const { catalog, clock } = session;
      const at = accountRegionOf(projectArn);
      const feature = catalog.project(at, projectArnParts(projectArn).projectName)?.value?.feature;
      const bare = bareVersion(projectArn, arn, feature);
      const modelVersion = { ...bare, ...record, observedAt: clock.now() };
      await recordAnswer(session, modelVersion);
      return { modelVersion, cursor: before?.cursor ?? (await catalog.log.tail()) };
    },
  };
}

/** AWS has one error for every conflict; a describe shows whether it is the name. */
async function withExisting(error: unknown, find: () => Promise<ModelVersion | null>): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'IN_USE') throw error;
  const existing = await find().catch(() => null); // the refusal stands without it
  if (!existing) throw error;
  throw new GatewayError('ALREADY_EXISTS', 'A model version of this name exists already in the project.', {
    ...error.details,
    field: ['versionName'],
  });
}

/** AWS has one error for the source and the destination; a describe shows which of them does not exist. */
async function withMissingPart(
  session: Session,
  { sourceModelVersionArn: arn }: CopyModelVersion,
  error: unknown,
): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND' || error.details.field) throw error;
  if (!isConfigured(session, accountRegionOf(arn))) throw error;
  const source = await Promise.resolve(loadVersion(asMutation(session).loaders, arn)).catch(() => undefined);
  if (source === undefined) throw error; // the refusal stands without it
  throw atField(error, source ? 'destinationProjectArn' : 'sourceModelVersionArn');
}

/** All that a new version's ARN contains; the next refresh fills in the rest. */
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

function isSameOutput({ outputConfig }: ModelVersion, wanted: OutputConfig): boolean {
  return (
    outputConfig?.s3Bucket === wanted.s3Bucket &&
    (outputConfig?.s3KeyPrefix ?? '') === (wanted.s3KeyPrefix ?? '')
  );
}
