/** Bounds on what all callers together may do, whatever their rights. */
export interface GuardRails {
  /** Most inference units that a start may request; null: as many as AWS gives. */
  readonly maxInferenceUnits: number | null;
  /** Most models that may run or be starting in one account and region; null: as many as AWS lets. */
  readonly maxRunningModels: number | null;
  /** How many models AWS lets run in one account and region, as the settings say: AWS does not tell. */
  readonly runningModelsQuota: number;
  /** Whether a project policy may allow every AWS account. */
  readonly allowsPublicPolicies: boolean;
  /** Whether this S3 bucket may be written to, trained with, or read from. */
  isBucketAllowed(bucket: string): boolean;
  /** Called for every mutation. */
  isReadOnly(): Promise<boolean>;
}
