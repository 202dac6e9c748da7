import { type AccountRegion, accountRegionOf, type ModelVersionArn, type ProjectArn } from './arn.js';
import type { Money } from './money/cost.js';

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

/** What is foreseen of a change that nothing refuses. */
export interface Foreseen {
  /** In order. */
  readonly calls: readonly PlannedCall[];
  /** Null: no price is known. Absent: it stays as it is. */
  readonly hourlyCostChange?: Money | null;
}

/** What a change would do. Where something refuses it, there are no calls and the cost stays. */
export interface Plan extends Required<Foreseen> {
  readonly warnings: readonly Warning[];
}

/** A call about something that is there, sent to its account and region. */
export function oneCall(operation: string, arn: ProjectArn | ModelVersionArn): Foreseen {
  const { accountId, region } = accountRegionOf(arn);
  return { calls: [{ operation, arn, accountId, region }] };
}
