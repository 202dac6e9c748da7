import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../domain/arn.js';
import { checkText } from '../domain/constraints.js';
import { invalidInput } from '../domain/errors.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import type { ModelVersionStatus } from '../domain/status.js';
import { isConfigured } from './account-regions.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { projectNameOf } from './permissions.js';
import { checkNames } from './projects.js';
import { loadVersion, type MaybePromise, then } from './reading/loaders.js';
import type { Session } from './session.js';

export interface ModelVersionFilter {
  readonly names: readonly string[] | null;
  readonly statuses: readonly ModelVersionStatus[] | null;
  readonly namePrefix: string | null;
  readonly createdAfter: EpochMs | null;
  readonly createdBefore: EpochMs | null;
}

export interface ModelVersionOrder {
  readonly field: 'CREATION_TIMESTAMP' | 'NAME' | 'F1_SCORE';
  readonly direction: 'ASC' | 'DESC';
}

const KEY_OF: Record<ModelVersionOrder['field'], Order<ModelVersion>['keyOf']> = {
  CREATION_TIMESTAMP: (it) => it.creationTimestamp,
  NAME: (it) => it.name,
  F1_SCORE: (it) => it.evaluationResult?.f1Score ?? null,
};

const MAX_ARNS = 100;

/** Null if it does not exist, or if its name now belongs to a newer version. */
export function findModelVersion(
  { loaders }: Session,
  arn: ModelVersionArn,
): MaybePromise<ModelVersion | null> {
  return loadVersion(loaders, arn);
}

/**
 * In the order of the ARNs, null where one does not exist. One that fails, fails alone.
 * @throws GatewayError INVALID_INPUT unless there are 1..100 ARNs
 */
export function findModelVersions(
  { loaders }: Session,
  arns: readonly ModelVersionArn[],
): MaybePromise<ModelVersion | null>[] {
  if (arns.length < 1 || arns.length > MAX_ARNS)
    throw invalidInput(`arns: expected 1 to ${MAX_ARNS}, not ${arns.length}.`, ['arns']);
  return arns.map((arn) => loadVersion(loaders, arn));
}

/** @throws GatewayError INVALID_INPUT for a name that no version can have */
export function findModelVersionByName(
  { loaders }: Session,
  projectArn: ProjectArn,
  versionName: string,
): MaybePromise<ModelVersion | null> {
  checkText('versionName', versionName, ['name']);
  return loaders.version(projectArn, versionName);
}

/** @throws GatewayError INVALID_INPUT for a page or names out of range */
export function listModelVersions(
  { loaders }: Session,
  projectArn: ProjectArn,
  filter: ModelVersionFilter,
  { field, direction }: ModelVersionOrder,
  page: PageRequest,
): MaybePromise<Connection<ModelVersion>> {
  if (filter.names) checkNames('versionName', filter.names);
  const order: Order<ModelVersion> = {
    name: `modelVersions ${field} ${direction}`,
    descending: direction === 'DESC',
    keyOf: KEY_OF[field],
    idOf: (version) => version.arn,
  };
  const toPage = createPage(order, page);
  const versions: MaybePromise<readonly (ModelVersion | null)[]> = filter.names
    ? Promise.all([...new Set(filter.names)].map((name) => loaders.version(projectArn, name)))
    : loaders.versions(projectArn);
  const matches = matching(filter);
  return then(versions, (all) => toPage(all.filter((it) => it !== null && matches(it)) as ModelVersion[]));
}

function matching({ statuses, namePrefix, createdAfter, createdBefore }: ModelVersionFilter) {
  return (version: ModelVersion): boolean =>
    (statuses?.includes(version.status) ?? true) &&
    version.name.startsWith(namePrefix ?? '') &&
    version.creationTimestamp > (createdAfter ?? Number.NEGATIVE_INFINITY) &&
    version.creationTimestamp < (createdBefore ?? Number.POSITIVE_INFINITY);
}

/** Null when there is none, or when it is gone or out of the gateway's reach. */
export async function findSourceModelVersion(
  session: Session,
  arn: ModelVersionArn | null,
): Promise<ModelVersion | null> {
  if (!arn || !isConfigured(session, accountRegionOf(arn))) return null;
  return loadVersion(session.loaders, arn);
}

/** The ARN alone names a project, so it shows only where that may be read. */
export async function sourceArnOf(
  { permissions }: Session,
  { sourceModelVersionArn: arn }: ModelVersion,
): Promise<ModelVersionArn | null> {
  return arn && (await permissions.may('read', projectNameOf(arn))) ? arn : null;
}
