/**
 * The default quotas of an account in a region.
 * https://docs.aws.amazon.com/general/latest/gr/rekognition.html,
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/limits.html
 */
export const QUOTAS = {
  projects: 100,
  versionsPerProject: 100,
  concurrentTrainings: 2,
  runningModels: 2,
  inferenceUnitsPerModel: 5,
  policiesPerProject: 5,
  tagsPerResource: 200,
} as const;

export type QuotaName = keyof typeof QUOTAS;
/** Quota → its value in this emulator. */
export type Quotas = Readonly<Record<QuotaName, number>>;

/** Calls a second for most control-plane operations, and for the three tagging ones. */
export const TPS = 5;
export const TAGGING_TPS = 10;
