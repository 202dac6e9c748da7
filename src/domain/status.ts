import type { EpochMs, ModelVersion, Run } from './model.js';

/** Every status of a model version that this gateway knows, in the order of AWS's model. */
export const MODEL_VERSION_STATUSES = [
  'TRAINING_IN_PROGRESS',
  'TRAINING_COMPLETED',
  'TRAINING_FAILED',
  'STARTING',
  'RUNNING',
  'FAILED',
  'STOPPING',
  'STOPPED',
  'DELETING',
  'COPYING_IN_PROGRESS',
  'COPYING_COMPLETED',
  'COPYING_FAILED',
  'DEPRECATED',
  'EXPIRED',
  'UNKNOWN',
] as const;
export type ModelVersionStatus = (typeof MODEL_VERSION_STATUSES)[number];

export const PROJECT_STATUSES = ['CREATING', 'CREATED', 'DELETING', 'UNKNOWN'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

export const CUSTOMIZATION_FEATURES = ['CUSTOM_LABELS', 'CONTENT_MODERATION', 'UNKNOWN'] as const;
export type CustomizationFeature = (typeof CUSTOMIZATION_FEATURES)[number];

export const LOOKOUT_VISION_MODEL_STATUSES = [
  'TRAINING',
  'TRAINED',
  'TRAINING_FAILED',
  'STARTING_HOSTING',
  'HOSTED',
  'HOSTING_FAILED',
  'STOPPING_HOSTING',
  'SYSTEM_UPDATING',
  'DELETING',
  'UNKNOWN',
] as const;
export type LookoutVisionModelStatus = (typeof LOOKOUT_VISION_MODEL_STATUSES)[number];

const IN_TRANSITION: ReadonlySet<ModelVersionStatus> = new Set([
  'TRAINING_IN_PROGRESS',
  'STARTING',
  'STOPPING',
  'DELETING',
  'COPYING_IN_PROGRESS',
]);

/** True while AWS is moving the version by itself, so that its next status is worth waiting for. */
export function isInTransition(status: ModelVersionStatus): boolean {
  return IN_TRANSITION.has(status);
}

/** AWS's word, or UNKNOWN where it is newer than this gateway or missing. */
export function toKnown<Value extends string>(
  known: readonly Value[],
  value: string | undefined,
): Value | 'UNKNOWN' {
  return known.find((it) => it === value) ?? 'UNKNOWN';
}

/**
 * A settled project is listed every five minutes, a tenth earlier or later, and may then wait a minute for its turn among
 * projects without interest; the rest is for the listing itself.
 */
export const LONGEST_UNSEEN_START_MS = 6.75 * 60_000;
/** Twice as long as the lists of a project with a running version are apart. */
export const LONGEST_UNSEEN_RUN_MS = 4 * 60_000;

/** From the first call of a snapshot to the last: none is under way for longer. */
const LONGEST_SNAPSHOT_MS = 60_000;

/** What was known of the name of a version before it was seen again. */
interface Before {
  /** Null: there was no version of this name. */
  readonly value: ModelVersion | null;
  /** When that was last confirmed. */
  readonly at: EpochMs;
}

/**
 * The version with the run that it is in; without one unless it is RUNNING.
 * @param at - when the snapshot that shows it so began
 * @param before - undefined: first sight
 */
export function withRun(version: ModelVersion, at: EpochMs, before: Before | undefined): ModelVersion {
  if (version.status === 'RUNNING') return { ...version, run: runAt(version, at, before) };
  if (version.run === undefined) return version;
  const { run: _, ...others } = version;
  return others;
}

/** The run that a RUNNING version is in; of one that was stored without it, only that it ran when it was read. */
export function runOf({ status, run, observedAt }: ModelVersion): Run | null {
  if (status !== 'RUNNING') return null;
  return run ?? { sinceAt: observedAt, isSinceExact: false };
}

/** Seen RUNNING twice, too far apart, it may have been stopped and started in between: a run is never told too long. */
function runAt({ arn, observedAt }: ModelVersion, at: EpochMs, before: Before | undefined): Run {
  // A snapshot of several calls begins before its last one is sent.
  const seenAt = observedAt > at && observedAt - at < LONGEST_SNAPSHOT_MS ? observedAt : at;
  const firstSight: Run = { sinceAt: seenAt, isSinceExact: false };
  if (before === undefined) return firstSight;
  const unseenMs = at - before.at;
  if (before.value?.arn !== arn || before.value.status !== 'RUNNING')
    return { sinceAt: seenAt, isSinceExact: unseenMs <= LONGEST_UNSEEN_START_MS };
  if (unseenMs > LONGEST_UNSEEN_RUN_MS) return firstSight;
  const { sinceAt, isSinceExact } = before.value.run ?? { sinceAt: before.at, isSinceExact: false };
  return { sinceAt: Math.min(sinceAt, seenAt), isSinceExact };
}
