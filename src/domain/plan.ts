import { type AccountRegion, accountRegionOf, type ModelVersionArn, type ProjectArn } from './arn.js';

/** Something that was done, or would be, and that the caller should know about. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** Path into the caller's input; null: about none of it. */
  readonly field: readonly string[] | null;
}

/** A call that would change something. */
export interface PlannedCall extends AccountRegion {
  /** AWS's name of it. */
  readonly operation: string;
  /** What it is about; null for what has no ARN yet. */
  readonly arn: ProjectArn | ModelVersionArn | null;
}

/** What a change would do. */
export interface Plan {
  /** In order; empty where something refuses the change. */
  readonly calls: readonly PlannedCall[];
  readonly warnings: readonly Warning[];
}

/** A call about something that is there, sent to its account and region. */
export function callAbout(operation: string, arn: ProjectArn | ModelVersionArn): PlannedCall {
  const { accountId, region } = accountRegionOf(arn);
  return { operation, arn, accountId, region };
}
