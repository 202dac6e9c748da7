import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs, Run } from '../model.js';
import { LONGEST_UNSEEN_RUN_MS } from '../status.js';
import { type Period, sharedMs } from './period.js';

/**
 * A stretch of time in which a version ran, from the first refresh that showed it RUNNING to the last. A record; instants
 * are of the wall clock.
 */
export interface RunInterval extends Period {
  readonly projectArn: ProjectArn;
  /** False: it may have run before that. */
  readonly isFromSeen: boolean;
  /** When a refresh first showed that it had ended, or might have ended, after `to`. Null: it may run on. */
  readonly endSeenAt: EpochMs | null;
  /** Null: AWS did not tell. */
  readonly minInferenceUnits: number | null;
  /** Null: it does not scale by itself. */
  readonly maxInferenceUnits: number | null;
}

/** How long usage is kept: 13 months. */
export const KEPT_MS = 396 * 86_400_000;

/** Of the records; see {@link keyOfInterval}. */
export const USAGE_KIND = 'usage';

/** One run has one key, whichever instance writes it down. @param sinceAt - as the catalog has it */
export function keyOfInterval(arn: ModelVersionArn, sinceAt: EpochMs): string {
  return `${arn} ${Math.ceil(sinceAt)}`;
}

export function arnOfInterval(key: string): ModelVersionArn {
  return key.slice(0, key.lastIndexOf(' ')) as ModelVersionArn;
}

const NOTHING_TOLD = { isFromSeen: false, endSeenAt: null, minInferenceUnits: null, maxInferenceUnits: null };

/** Reads a record of this release or an earlier one. */
export function readRunInterval(value: unknown): RunInterval {
  return { ...NOTHING_TOLD, ...(value as Period & Pick<RunInterval, 'projectArn'>) };
}

/** AWS starts none with less than one unit. Of a model that scales by itself the least units are certain. */
export function certainUnits({ minInferenceUnits }: RunInterval): number {
  return minInferenceUnits ?? 1;
}

/** Whether AWS may bill more than the certain units. */
export function mayUseMore({ minInferenceUnits: min, maxInferenceUnits: max }: RunInterval): boolean {
  return min === null || (max !== null && max > min);
}

/** Whether it may have run in a part of the period in which nobody saw it. */
export function isBlindIn(interval: RunInterval, period: Period): boolean {
  const { from } = interval;
  if (!interval.isFromSeen && period.from < from && from < period.to) return true;
  const unseen = { from: interval.to, to: interval.endSeenAt ?? period.to };
  return unseen.to - unseen.from > LONGEST_UNSEEN_RUN_MS && sharedMs(unseen, period) > 0;
}

/** What is known of a run that is not over. */
export interface OpenRun extends Run {
  /** When it was last confirmed. */
  readonly seenAt: EpochMs;
}

/** The same interval up to when the run was last confirmed. The catalog's instants are of another clock: only their distance counts. */
export function seenUntil(interval: RunInterval, { sinceAt, seenAt }: OpenRun): RunInterval {
  return { ...interval, to: Math.max(interval.to, interval.from + Math.floor(seenAt - Math.ceil(sinceAt))) };
}

/** What two instances know of one run. */
export function merged(one: RunInterval, other: RunInterval): RunInterval {
  const ends = [one.endSeenAt, other.endSeenAt].filter((it) => it !== null);
  const to = Math.max(one.to, other.to);
  return { ...one, to, endSeenAt: ends.length === 0 ? null : Math.max(to, Math.min(...ends)) };
}
