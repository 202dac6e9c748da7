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
