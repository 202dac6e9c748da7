import type { ModelVersionArn, ProjectArn } from './arn.js';
import type { GatewayEvent } from './gateway-event.js';
import type { EpochMs, ModelVersion, Run } from './model.js';
import type { ModelVersionStatus } from './status.js';

/** One real change of a model version's status, as the gateway saw it. */
export interface StatusChange {
  readonly versionArn: ModelVersionArn;
  readonly projectArn: ProjectArn;
  /** As it was at this change; null once it is gone. */
  readonly version: ModelVersion | null;
  /** Null when the version is new. */
  readonly previousStatus: ModelVersionStatus | null;
  /** Null when the version is gone. */
  readonly status: ModelVersionStatus | null;
  /** When the refresh that saw it began. */
  readonly observedAt: EpochMs;
  /** The run that this change ends; only of a version that was RUNNING. Changes of earlier releases lack it. */
  readonly endedRun?: EndedRun;
}

/** A run that is over. */
export interface EndedRun extends Run, Pick<ModelVersion, 'minInferenceUnits' | 'maxInferenceUnits'> {
  /** When the last snapshot that shows it RUNNING was begun, or a stop was sent that AWS accepted. */
  readonly untilAt: EpochMs;
}

/** A position in the log: opaque to clients, valid on every instance that shares the log. */
export type Cursor = string;

export interface LoggedChange extends StatusChange {
  /** Follow the log after this to get everything later and nothing twice. */
  readonly cursor: Cursor;
}

export interface LoggedEvent extends GatewayEvent {
  readonly cursor: Cursor;
}

/** One entry of the log; only events of other kinds than changes of status have a `kind`. */
export type LogItem = LoggedChange | LoggedEvent;
