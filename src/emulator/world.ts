import type { Place } from './arns.js';
import type { Timing } from './lifecycle.js';
import type { Quotas } from './quotas.js';
import type { Region, State } from './state.js';

/** The account and region of a caller: read from the request's signature. */
export interface Caller extends Place {
  /** The caller's own ARN: the account's root, or an assumed role's session. */
  readonly arn: string;
  /** The ARN of the role behind an assumed role's session. */
  readonly roleArn?: string | undefined;
}

/** What an operation sees: the caller's resources and everybody's, at one moment. */
export interface World {
  readonly state: State;
  /** The caller's own resources. */
  readonly region: Region;
  readonly caller: Caller;
  readonly nowMs: number;
  readonly timing: Timing;
  readonly quotas: Quotas;
  /** AWS's name of the running operation. */
  readonly operation: string;
  /** True while a fault makes trainings, starts and copies end in their FAILED status. */
  readonly fails: boolean;
}
