import type { ModelVersionArn } from '../domain/arn.js';
import type { Decision } from '../domain/automation/decision.js';
import type { Failure } from '../domain/automation/failure.js';
import {
  afterAccepted,
  afterFailure,
  beforeTry,
  decideStop,
  type PlannedStop,
  readPlannedStop,
  type StopAct,
} from '../domain/automation/planned-stop.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordChange, StoredRecord } from '../records/port.js';
import { changeAutomatically } from '../services/mutations/automatic-change.js';
import { stopModelVersion } from '../services/mutations/model-version-changes.js';
import { STOP_KIND } from '../services/planned-stops.js';
import { type Acting, report } from './acting.js';
import { failureOf } from './failure-of.js';
import type { Reconciler, Turn } from './reconciler.js';
import { refreshSoon, seenVersion } from './seen-version.js';
import { failureEvent, skippedEvent } from './stop-events.js';

/** Stops versions at the moments that were set for them. */
export class StopReconciler implements Reconciler<StopAct> {
  readonly kind = STOP_KIND;

  constructor(private readonly acting: Acting) {}

  versionsOf({ key }: StoredRecord): readonly ModelVersionArn[] {
    return [key as ModelVersionArn];
  }

  decide({ key, value }: StoredRecord, now: EpochMs): Decision<StopAct> {
    const { catalog, clock } = this.acting.services;
    return decideStop(readPlannedStop(value), seenVersion(catalog, clock, key as ModelVersionArn), now);
  }

  async act(record: StoredRecord, act: StopAct, turn: Turn): Promise<void> {
    const arn = record.key as ModelVersionArn;
    if (act.kind === 'stop') await this.acting.turns.run(arn, () => this.stop(record, act.at, turn));
    else if (act.kind === 'note') await this.write(record, act.stop, turn);
    else await this.remove(record, turn, turn.reason);
  }

  private async stop(record: StoredRecord, at: EpochMs, turn: Turn): Promise<void> {
    const { services } = this.acting;
    const arn = record.key as ModelVersionArn;
    const planned = readPlannedStop(record.value);
    // A schedule was first: what is written down again is decided once more.
    if (seenVersion(services.catalog, services.clock, arn).status === 'STOPPING')
      return void (await this.write(record, planned, turn));
    const tried = await this.write(record, beforeTry(planned, services.clock.wallNow()), turn);
    if (!tried) return; // somebody was first: it is decided once more
    const failure = await failureOf(() => this.stopNow(arn, planned, at, turn.reason));
    report(this.acting, STOP_KIND, { act: 'stop', modelVersionArn: arn, reason: turn.reason }, failure);
    if (failure === null)
      return void (await this.write(tried, afterAccepted(planned, services.clock.wallNow()), turn));
    refreshSoon(services, arn);
    if (failure.code === 'NOT_FOUND') await this.remove({ ...tried, value: planned }, turn, 'it is gone');
    else await this.writeFailure(tried, planned, failure, turn);
  }

  private stopNow(arn: ModelVersionArn, { accepted }: PlannedStop, at: EpochMs, cause: string) {
    const subject = `automation:${STOP_KIND}/${arn}`;
    const again = accepted > 0 ? `/${accepted}` : '';
    return changeAutomatically(this.acting.services, {
      ...{ subject, cause, author: null, mutation: 'stopModelVersion', input: { modelVersionArn: arn } },
      idempotencyKey: `${subject}/${new Date(at).toISOString()}${again}`,
      declare: () => stopModelVersion(arn),
    });
  }

  private async remove(record: StoredRecord, turn: Turn, reason: string): Promise<void> {
    const { services } = this.acting;
    const planned = readPlannedStop(record.value);
    const events = skippedEvent(services, record.key as ModelVersionArn, planned, reason);
    await this.write(record, null, turn, events);
  }

  private async writeFailure(record: StoredRecord, planned: PlannedStop, failure: Failure, turn: Turn) {
    const { services } = this.acting;
    const after = afterFailure(planned, failure, services.clock.wallNow());
    const events = failureEvent(services, record.key as ModelVersionArn, planned, after);
    await this.write(record, after, turn, events);
  }

  /** With its events, in one commit. Null: it is deleted, or somebody was first. */
  private async write(
    { key, revision }: StoredRecord,
    value: PlannedStop | null,
    { fencingToken }: Turn,
    events: readonly RecordChange[] = [],
  ): Promise<StoredRecord | null> {
    const change = { kind: STOP_KIND, key, value, expected: revision };
    const stored = await this.acting.services.records.commit([change, ...events], fencingToken);
    return stored?.[0] ?? null;
  }
}
