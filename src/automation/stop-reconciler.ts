import type { Clock } from '../clock.js';
import { toWallTime } from '../clock.js';
import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
import type { Decision } from '../domain/automation/decision.js';
import { type Failure, toFailure } from '../domain/automation/failure.js';
import {
  afterAccepted,
  afterFailure,
  decideStop,
  type PlannedStop,
  readPlannedStop,
  type SeenVersion,
  type StopAct,
} from '../domain/automation/planned-stop.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { RecordChange, StoredRecord } from '../records/port.js';
import { changeAutomatically } from '../services/mutations/automatic-change.js';
import { stopModelVersion } from '../services/mutations/model-version-changes.js';
import { STOP_KIND } from '../services/planned-stops.js';
import type { Services } from '../services/session.js';
import type { Reconciler, Turn } from './reconciler.js';
import { failureEvent, skippedEvent } from './stop-events.js';

interface Settings {
  readonly services: Services;
  readonly log: Log;
  /** Told of each act. @param outcome - `done`, or the code of the error */
  readonly onAct: (kind: string, outcome: string) => void;
}

/** Stops versions at the moments that were set for them. */
export function createStopReconciler(settings: Settings): Reconciler<StopAct> {
  return new StopReconciler(settings);
}

class StopReconciler implements Reconciler<StopAct> {
  readonly kind = STOP_KIND;

  constructor(private readonly settings: Settings) {}

  versionsOf({ key }: StoredRecord): readonly ModelVersionArn[] {
    return [key as ModelVersionArn];
  }

  decide({ key, value }: StoredRecord, now: EpochMs): Decision<StopAct> {
    const { catalog, clock } = this.settings.services;
    return decideStop(readPlannedStop(value), seenVersion(catalog, clock, key as ModelVersionArn), now);
  }

  async act(record: StoredRecord, act: StopAct, turn: Turn): Promise<void> {
    if (act.kind === 'stop') await this.stop(record, act.at, turn);
    else if (act.kind === 'note') await this.write(record, act.stop, turn);
    else await this.remove(record, turn, turn.reason);
  }

  private async stop(record: StoredRecord, at: EpochMs, turn: Turn): Promise<void> {
    const { services, log, onAct } = this.settings;
    const arn = record.key as ModelVersionArn;
    const planned = readPlannedStop(record.value);
    const failure = await failureOf(() => this.stopNow(arn, planned, at, turn.reason));
    onAct(STOP_KIND, failure?.code ?? 'done');
    if (failure === null) {
      log.info({ modelVersionArn: arn, reason: turn.reason }, 'automation: stopped');
      await this.write(record, afterAccepted(planned, services.clock.wallNow()), turn);
      return;
    }
    log.warn({ modelVersionArn: arn, reason: turn.reason, failure }, 'automation: not stopped');
    this.lookAt(arn);
    if (failure.code === 'NOT_FOUND') await this.remove(record, turn, 'it is gone');
    else await this.writeFailure(record, planned, failure, turn);
  }

  private stopNow(arn: ModelVersionArn, { accepted }: PlannedStop, at: EpochMs, cause: string) {
    const subject = `automation:${STOP_KIND}/${arn}`;
    const again = accepted > 0 ? `/${accepted}` : '';
    return changeAutomatically(this.settings.services, {
      ...{ subject, cause, author: null, mutation: 'stopModelVersion', input: { modelVersionArn: arn } },
      idempotencyKey: `${subject}/${new Date(at).toISOString()}${again}`,
      declare: () => stopModelVersion(arn),
    });
  }

  /** Soon: AWS may have refused because the version stands already. */
  private lookAt(arn: ModelVersionArn): void {
    const { catalog, onChanged } = this.settings.services;
    const project = catalog.project(accountRegionOf(arn), modelVersionArnParts(arn).projectName)?.value;
    if (project) onChanged(project.arn, arn);
  }

  private async remove(record: StoredRecord, turn: Turn, reason: string): Promise<void> {
    const { services } = this.settings;
    const planned = readPlannedStop(record.value);
    const events = skippedEvent(services, record.key as ModelVersionArn, planned, reason);
    await this.write(record, null, turn, events);
  }

  private async writeFailure(record: StoredRecord, planned: PlannedStop, failure: Failure, turn: Turn) {
    const { services } = this.settings;
    const after = afterFailure(planned, failure, services.clock.wallNow());
    const events = failureEvent(services, record.key as ModelVersionArn, planned, after);
    await this.write(record, after, turn, events);
  }

  /** With its events, in one commit. */
  private async write(
    { key, revision }: StoredRecord,
    value: PlannedStop | null,
    { fencingToken }: Turn,
    events: readonly RecordChange[] = [],
  ): Promise<void> {
    const change = { kind: STOP_KIND, key, value, expected: revision };
    await this.settings.services.records.commit([change, ...events], fencingToken);
  }
}

function seenVersion(catalog: Services['catalog'], clock: Clock, arn: ModelVersionArn): SeenVersion {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const project = catalog.project(accountRegionOf(arn), projectName);
  const entry = project?.value ? catalog.version(project.value.arn, versionName) : project;
  if (!entry) return { status: undefined, observedAt: 0 };
  const version = entry.value?.kind === 'ModelVersion' ? entry.value : null;
  const observedAt = toWallTime(clock, version?.observedAt ?? entry.validatedAt);
  return { status: version?.arn === arn ? version.status : null, observedAt }; // its name may be another's by now
}

/** Null: it is done. */
async function failureOf(act: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return toFailure(error);
  }
}
