import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
import type { PlannedStop } from '../domain/automation/planned-stop.js';
import type { EventScope, GatewayEvent } from '../domain/gateway-event.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordChange } from '../records/port.js';
import { toldWith } from '../services/outbox.js';
import { STOP_KIND } from '../services/planned-stops.js';
import type { Services } from '../services/session.js';

/** The event of a stop that did not stop its version: none if that was told before. */
export function failureEvent(
  services: Services,
  arn: ModelVersionArn,
  before: PlannedStop,
  after: PlannedStop,
): readonly RecordChange[] {
  const { failure, retryAt } = after;
  if (failure === null || before.toldFailures.includes(failure.code)) return [];
  const message = `${nameOf(arn)} was to be stopped, and is not: ${failure.message}`;
  const event = { kind: 'AUTOMATION_FAILED', failure: { ...failure, retryAt }, message } as const;
  return [told(services, arn, event)];
}

/** The event of a stop that falls away: none unless it was due, and none where it may be what stopped the version. */
export function skippedEvent(
  services: Services,
  arn: ModelVersionArn,
  { at, accepted, triedAt }: PlannedStop,
  reason: string,
): readonly RecordChange[] {
  if (at === null || at > services.clock.wallNow() || accepted > 0 || triedAt !== null) return [];
  const message = `${nameOf(arn)} was to be stopped, which is not needed any more: ${reason}.`;
  return [told(services, arn, { kind: 'AUTOMATION_SKIPPED', message })];
}

function told(
  services: Services,
  arn: ModelVersionArn,
  event: Pick<GatewayEvent, 'kind' | 'failure' | 'message'>,
): RecordChange {
  const at: EpochMs = services.clock.wallNow();
  const record = { kind: STOP_KIND, key: arn };
  return toldWith({ ...event, at, scope: scopeOf(services, arn), record, modelVersionArn: arn });
}

/** Of a project that is gone: only callers that may read the whole account and region. */
function scopeOf({ catalog }: Services, arn: ModelVersionArn): EventScope {
  const { accountId, region } = accountRegionOf(arn);
  const project = catalog.project({ accountId, region }, modelVersionArnParts(arn).projectName)?.value;
  return project ? { projectArns: [project.arn] } : { accountId, region };
}

function nameOf(arn: ModelVersionArn): string {
  const { projectName, versionName } = modelVersionArnParts(arn);
  return `Version ${versionName} of ${projectName}`;
}
