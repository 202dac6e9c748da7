import { type PlannedStop, readPlannedStop } from '../domain/automation/planned-stop.js';
import { printDuration } from '../domain/duration.js';
import type { ModelVersion } from '../domain/model.js';
import type { Warning } from '../domain/plan.js';
import type { Session } from './session.js';

/** Of the records; their key is the version's ARN. */
export const STOP_KIND = 'stop';

/** Null: none is planned. It is gone once the version has left RUNNING. */
export function plannedStopOf(
  { records }: Pick<Session, 'records'>,
  { arn, status }: Pick<ModelVersion, 'arn' | 'status'>,
): PlannedStop | null {
  const record = records.get(STOP_KIND, arn);
  return record && (status === 'STARTING' || status === 'RUNNING') ? readPlannedStop(record.value) : null;
}

/** The duration was longer than the settings allow. */
export function shortenedWarning({ stopRules }: Pick<Session, 'stopRules'>, field: string): Warning {
  const longest = printDuration(stopRules.maxStopAfterMs ?? 0);
  const message = `${field}: this gateway lets a model run for at most ${longest}, so the stop was moved to that.`;
  return { code: 'STOP_AFTER_SHORTENED', message, field: [field] };
}
