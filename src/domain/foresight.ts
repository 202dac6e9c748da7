import { GatewayError } from './errors.js';
import type { ModelVersion } from './model.js';
import { isInTransition, type ModelVersionStatus } from './status.js';

// What AWS is known to refuse. Each throws the GatewayError that its refusal becomes.

/** AWS's change of a version → the statuses that allow it; null: all that are not busy. */
const ALLOWED_IN = {
  start: ['TRAINING_COMPLETED', 'STOPPED', 'COPYING_COMPLETED', 'FAILED'],
  stop: ['RUNNING', 'STARTING'],
  copy: ['TRAINING_COMPLETED', 'STOPPED', 'RUNNING', 'COPYING_COMPLETED'],
  delete: null,
} as const satisfies Record<string, readonly ModelVersionStatus[] | null>;

/**
 * AWS documents in which statuses a change is refused, and hardly with which error: IN_USE of what is busy, INVALID_INPUT
 * of all else. A status newer than this gateway refuses nothing here.
 */
export function refuseStatus(change: keyof typeof ALLOWED_IN, status: ModelVersionStatus): void {
  const allowed: readonly ModelVersionStatus[] | null = ALLOWED_IN[change];
  const isBusy = isInTransition(status) || status === 'RUNNING';
  const isAllowed = allowed === null ? !isBusy : allowed.includes(status);
  if (isAllowed || status === 'UNKNOWN') return;
  throw new GatewayError(
    isBusy ? 'IN_USE' : 'INVALID_INPUT',
    `The model version does not allow this while its status is ${status}.`,
  );
}

const NEVER_STARTED: readonly ModelVersionStatus[] = [
  ...(['TRAINING_FAILED', 'COPYING_FAILED', 'DELETING', 'DEPRECATED', 'EXPIRED'] as const),
];

/** Whether AWS refuses each start of it, now and ever. */
export function isNeverStarted(status: ModelVersionStatus): boolean {
  return NEVER_STARTED.includes(status);
}

/** Adapters can neither be started, stopped, copied nor shared. */
export function refuseAdapter({ feature }: Pick<ModelVersion, 'feature'>): void {
  if (feature !== 'CONTENT_MODERATION') return;
  throw new GatewayError(
    'INVALID_INPUT',
    'This applies to projects for Custom Labels only, not to adapters.',
  );
}

/**
 * AWS's defaults of an account and region. Whether one was raised, AWS does not tell.
 * https://docs.aws.amazon.com/general/latest/gr/rekognition.html
 */
export const DEFAULT_QUOTAS = {
  projects: 100,
  'model versions of a project': 100,
  'trainings at the same time': 2,
  'running models': 2,
  'inference units of a model': 5,
  'policies of a project': 5,
} as const;

/** More than the default are there only where it was raised: then its height is not known, and nothing is refused. */
export function refuseFull(quota: keyof typeof DEFAULT_QUOTAS, count: number): void {
  if (count !== DEFAULT_QUOTAS[quota]) return;
  throw new GatewayError(
    'QUOTA_EXCEEDED',
    `AWS's default quota of ${DEFAULT_QUOTAS[quota]} ${quota} is used up.`,
  );
}

/** @param most - the largest number of units that a model of the account and region is known to have been started with */
export function refuseUnits(wanted: number, most: number): void {
  const quota = DEFAULT_QUOTAS['inference units of a model'];
  if (wanted <= quota || most > quota) return;
  throw new GatewayError('QUOTA_EXCEEDED', `AWS's default quota is ${quota} inference units of a model.`);
}

export function notFound(what: string): GatewayError {
  return new GatewayError('NOT_FOUND', `There is no such ${what}.`);
}
