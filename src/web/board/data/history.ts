import type { ModelVersionStatus } from '../../../client/index.js';
import type { BoardChangeFragment, BoardHistoriesQuery } from '../generated.js';
import type { BoardModel } from './model.js';

type Status = ModelVersionStatus;
export type Change = Pick<BoardChangeFragment, 'status' | 'previousStatus' | 'observedAt'>;

/** ARN → changes that the gateway saw, newest first. */
export type Histories = ReadonlyMap<string, readonly Change[]>;

/** Status → how long models were in it, as far as that was observed. In milliseconds. */
export type Durations = ReadonlyMap<Status, readonly number[]>;

/** The statuses of trainings and copies begin when the model is created. */
const FROM_CREATION: readonly Status[] = ['TRAINING_IN_PROGRESS', 'COPYING_IN_PROGRESS'];

/** When the model came into its status, in milliseconds; null where the gateway did not see it. */
export function sinceOf(model: BoardModel, histories: Histories): number | null {
  if (model.status === 'RUNNING' && model.runningSince) return Date.parse(model.runningSince);
  const [last] = histories.get(model.arn) ?? [];
  if (last?.status === model.status) return Date.parse(last.observedAt);
  return FROM_CREATION.includes(model.status) ? Date.parse(model.creationTimestamp) : null;
}

/** When the model should leave its status, from the median of what was observed; null where nothing was. */
export function expectedEndOf(
  model: BoardModel,
  histories: Histories,
  durations: Durations,
): { readonly at: number; readonly from: number } | null {
  const since = sinceOf(model, histories);
  const observed = durations.get(model.status) ?? [];
  const typicalMs = median(observed);
  return since === null || typicalMs === null ? null : { at: since + typicalMs, from: observed.length };
}

/** Null for no numbers. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper, lower] = [sorted[middle], sorted[middle - 1]];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** What was observed: the time between two changes of a model, and the trainings that ended. */
export function durationsOf(
  histories: Histories,
  trainings: ReadonlyMap<string, number>,
): Map<Status, number[]> {
  const durations = new Map<Status, number[]>();
  if (trainings.size > 0) durations.set('TRAINING_IN_PROGRESS', [...trainings.values()]);
  for (const changes of histories.values())
    changes.forEach(({ status, observedAt }, index) => {
      const next = changes[index - 1];
      if (status === null || status === undefined || next?.previousStatus !== status) return;
      if (status === 'TRAINING_IN_PROGRESS' && trainings.size > 0) return; // AWS tells when each ended
      const all = durations.get(status) ?? [];
      all.push(Date.parse(next.observedAt) - Date.parse(observedAt));
      durations.set(status, all);
    });
  return durations;
}

/** ARN → how long the training took. Copies have their source's times, and say nothing. */
export function trainingsIn({ modelVersions }: BoardHistoriesQuery): [string, number][] {
  return modelVersions
    .flatMap((it) => it?.project?.modelVersions.nodes ?? [])
    .flatMap(({ arn, creationTimestamp, trainingEndTimestamp, sourceModelVersionArn }) => {
      if (!trainingEndTimestamp || sourceModelVersionArn) return [];
      return [[arn, Date.parse(trainingEndTimestamp) - Date.parse(creationTimestamp)]];
    });
}
