import type { ModelVersionStatus } from '../../client/index.js';
import type { BoardModelFragment, BoardProjectFragment } from '../generated.js';

export type BoardProject = BoardProjectFragment;

export interface BoardModel extends BoardModelFragment {
  /** `project/version`, as people say it. */
  readonly projectName: string;
}

export function toBoardModel(model: BoardModelFragment): BoardModel {
  return { ...model, projectName: model.arn.split('/')[1] ?? '' };
}

export type StatusGroup = 'running' | 'moving' | 'failed' | 'resting';

/** What a status means to who looks: it costs money, it is on its way, it wants attention, or it rests. */
export function groupOf(status: ModelVersionStatus): StatusGroup {
  if (status === 'RUNNING') return 'running';
  if (status.endsWith('FAILED')) return 'failed';
  return /(ING|PROGRESS)$/.test(status) ? 'moving' : 'resting';
}

/** Statuses from which AWS starts a model. */
export function isStartable(status: ModelVersionStatus): boolean {
  return ['TRAINING_COMPLETED', 'COPYING_COMPLETED', 'STOPPED', 'FAILED'].includes(status);
}

export function isStoppable(status: ModelVersionStatus): boolean {
  return status === 'RUNNING';
}
