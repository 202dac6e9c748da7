import type { ModelVersionStatus } from '../../../client/index.js';
import type { BoardModelFragment, BoardProjectFragment } from '../generated.js';

export type BoardProject = BoardProjectFragment;

export interface BoardModel extends BoardModelFragment {
  readonly projectName: string;
  /** The same for a project and all of its models. */
  readonly projectKey: string;
}

export function toBoardModel(model: BoardModelFragment): BoardModel {
  return { ...model, projectName: model.arn.split('/')[1] ?? '', projectKey: projectKeyOf(model.arn) };
}

/** `arn:…:project/<name>`, of a project's or a model's ARN. */
export function projectKeyOf(arn: string): string {
  return arn.split('/', 2).join('/');
}

export type StatusGroup = 'running' | 'moving' | 'failed' | 'resting';

/** What a status means to a viewer: it costs money, it is on its way, it wants attention, or it rests. */
export function groupOf(status: ModelVersionStatus): StatusGroup {
  if (status === 'RUNNING') return 'running';
  if (status.endsWith('FAILED')) return 'failed';
  return /(ING|PROGRESS)$/.test(status) ? 'moving' : 'resting';
}

/** Every model in its group, the newest first. */
export function byGroup(models: Iterable<BoardModel>): Readonly<Record<StatusGroup, readonly BoardModel[]>> {
  const groups: Record<StatusGroup, BoardModel[]> = { running: [], moving: [], failed: [], resting: [] };
  for (const model of models) groups[groupOf(model.status)].push(model);
  for (const group of Object.values(groups)) group.sort(newestFirst);
  return groups;
}

/** Of models, and of projects. Instants are compared as they are written: that is much quicker than as words of a language. */
export function newestFirst(a: Created, b: Created): number {
  if (a.creationTimestamp === b.creationTimestamp) return 0;
  return a.creationTimestamp < b.creationTimestamp ? 1 : -1;
}

type Created = Pick<BoardModel, 'creationTimestamp'>;

export type Act = 'Start' | 'Stop';

const STARTABLE: readonly ModelVersionStatus[] = [
  'TRAINING_COMPLETED',
  'COPYING_COMPLETED',
  'STOPPED',
  'FAILED',
];

/** What AWS would do with the model now; null for nothing. Adapters are never started. */
export function possibleAct({ status, feature }: BoardModelFragment): Act | null {
  if (feature !== 'CUSTOM_LABELS') return null;
  if (status === 'RUNNING') return 'Stop';
  return STARTABLE.includes(status) ? 'Start' : null;
}

/** A status in words: `training failed`. */
export function inWords(status: ModelVersionStatus): string {
  return status.replaceAll('_', ' ').toLowerCase();
}
