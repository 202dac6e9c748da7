import type { ModelVersionArn } from '../domain/arn.js';
import {
  afterAccepted,
  afterFailure,
  decideStop,
  type PlannedStop,
  readPlannedStop,
  type StopAct,
} from '../domain/automation/planned-stop.js';
import type { StoredRecord } from '../records/port.js';
import { changeAutomatically } from '../services/mutations/automatic-change.js';
import { stopModelVersion } from '../services/mutations/model-version-changes.js';
import { STOP_KIND } from '../services/planned-stops.js';
import type { Acting } from './acting.js';
import { failureOf } from './failure-of.js';
import type { Reconciler, Turn } from './reconciler.js';
import { refreshSoon, seenVersion } from './seen-version.js';

/** Stops versions at the moments that were set for them. */
export function createStopReconciler({ services, turns, log, onAct }: Acting): Reconciler<StopAct> {
  const { catalog, clock, records } = services;

  const write = (record: StoredRecord, value: PlannedStop | null, { fencingToken }: Turn) =>
    records.commit([{ kind: STOP_KIND, key: record.key, value, expected: record.revision }], fencingToken);

  async function stop(record: StoredRecord, at: number, turn: Turn): Promise<void> {
    const arn = record.key as ModelVersionArn;
    const planned = readPlannedStop(record.value);
    // A schedule was first: what is written down again is decided once more.
    if (seenVersion(catalog, clock, arn).status === 'STOPPING')
      return void (await write(record, planned, turn));
    const failure = await failureOf(() => stopNow(arn, planned, at, turn.reason));
    onAct(STOP_KIND, failure?.code ?? 'done');
    if (failure === null) log.info({ modelVersionArn: arn, reason: turn.reason }, 'automation: stopped');
    else log.warn({ modelVersionArn: arn, reason: turn.reason, failure }, 'automation: not stopped');
    if (failure) refreshSoon(services, arn);
    if (failure?.code === 'NOT_FOUND') await write(record, null, turn);
    else if (failure) await write(record, afterFailure(planned, failure, clock.wallNow()), turn);
    else await write(record, afterAccepted(planned, clock.wallNow()), turn);
  }

  function stopNow(arn: ModelVersionArn, { accepted }: PlannedStop, at: number, cause: string) {
    const subject = `automation:${STOP_KIND}/${arn}`;
    const again = accepted > 0 ? `/${accepted}` : '';
    return changeAutomatically(services, {
      ...{ subject, cause, author: null, mutation: 'stopModelVersion', input: { modelVersionArn: arn } },
      idempotencyKey: `${subject}/${new Date(at).toISOString()}${again}`,
      declare: () => stopModelVersion(arn),
    });
  }

  return {
    kind: STOP_KIND,
    versionsOf: ({ key }) => [key as ModelVersionArn],
    decide: ({ key, value }, now) =>
      decideStop(readPlannedStop(value), seenVersion(catalog, clock, key as ModelVersionArn), now),
    async act(record, act, turn) {
      const arn = record.key as ModelVersionArn;
      if (act.kind === 'stop') return turns.run(arn, () => stop(record, act.at, turn));
      await write(record, act.kind === 'note' ? act.stop : null, turn);
    },
  };
}
