import type { Bookmark, Gap } from '../../catalog/port.js';
import type { ModelVersionArn } from '../../domain/arn.js';
import type { Cursor, LoggedChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import type { ModelVersionStatus } from '../../domain/status.js';
import type { StreamForm } from '../streams/stream-form.js';

/** The events of a status subscription. */
export interface StatusEvent {
  readonly kind: 'CURRENT' | 'CHANGED' | 'GAP' | 'BOOKMARK';
  readonly cursor: Cursor;
  readonly modelVersionArn: ModelVersionArn | null;
  readonly modelVersion: ModelVersion | null;
  readonly previousStatus: ModelVersionStatus | null;
  readonly status: ModelVersionStatus | null;
  readonly observedAt: EpochMs;
}

const OF_NO_VERSION = { modelVersionArn: null, modelVersion: null, previousStatus: null, status: null };

function toPosition({ kind, cursor, observedAt }: Gap | Bookmark): StatusEvent {
  return { ...OF_NO_VERSION, kind, cursor, observedAt };
}

function toCurrent(version: ModelVersion, cursor: Cursor): StatusEvent {
  const { arn: modelVersionArn, status, observedAt } = version;
  return {
    kind: 'CURRENT',
    cursor,
    modelVersionArn,
    modelVersion: version,
    previousStatus: null,
    status,
    observedAt,
  };
}

export function toChanged({ versionArn, version, ...change }: LoggedChange): StatusEvent {
  const { cursor, previousStatus, status, observedAt } = change;
  return {
    kind: 'CHANGED',
    cursor,
    modelVersionArn: versionArn,
    modelVersion: version,
    previousStatus,
    status,
    observedAt,
  };
}

export const STATUS_FORM: StreamForm<StatusEvent> = {
  name: 'status',
  ofPosition: toPosition,
  ofChange: toChanged,
  ofCurrent: toCurrent,
};
