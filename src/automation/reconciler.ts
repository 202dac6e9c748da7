import type { ModelVersionArn } from '../domain/arn.js';
import type { Decision } from '../domain/automation/decision.js';
import type { EpochMs } from '../domain/model.js';
import type { StoredRecord } from '../records/port.js';

/** What the gateway does by itself about one kind of record. */
export interface Reconciler<Act = unknown> {
  readonly kind: string;
  /** Of records that go with it under the same key: their changes, too, may change the decision. Default: none. */
  readonly besides?: readonly string[];
  /** The versions whose changes of status may change the decision: all of them by name, or a test for any. */
  versionsOf(record: StoredRecord): VersionsOfRecord;
  /** @param now - of the wall clock */
  decide(record: StoredRecord, now: EpochMs): Decision<Act>;
  /** Does one thing and writes down what came of it. Rejects only where that cannot be written down, and for defects. */
  act(record: StoredRecord, act: Act, turn: Turn): Promise<void>;
}

export type VersionsOfRecord = readonly ModelVersionArn[] | ((arn: ModelVersionArn) => boolean);

/** Under which an act is done. */
export interface Turn {
  readonly reason: string;
  /** Of the lease; comes with every change of a record. */
  readonly fencingToken: number | undefined;
}
