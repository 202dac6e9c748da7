import type { AccountRegion } from './arn.js';

/** The room that is left for one AWS operation in one account and region. */
export interface Budget extends AccountRegion {
  readonly operation: string;
  /** Calls a second. */
  readonly limitPerSecond: number;
  /** Calls that could be made right now. */
  readonly available: number;
  readonly throttledLastMinute: number;
}
