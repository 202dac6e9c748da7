import type { Clock } from '../clock.js';
import { toWallTime } from '../clock.js';
import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
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
import type { Log } from '../log.js';
import type { StoredRecord } from '../records/port.js';
import { changeAutomatically } from '../services/mutations/automatic-change.js';
import { stopModelVersion } from '../services/mutations/model-version-changes.js';
import { STOP_KIND } from '../services/planned-stops.js';
import type { Services } from '../services/session.js';
import type { Reconciler, Turn } from './reconciler.js';

interface Settings {
  readonly services: Services;
  readonly log: Log;
  /** Told of each act. @param outcome - `done`, or the code of the error */
  readonly onAct: (kind: string, outcome: string) => void;
}

/** Stops versions at the moments that were set for them. */
export function createStopReconciler({ services, log, onAct }: Settings): Reconciler<StopAct> {
  const { catalog, clock, records } = services;

  const write = (record: StoredRecord, value: PlannedStop | null, { fencingToken }: Turn) =>
    records.commit([{ kind: STOP_KIND, key: record.key, value, expected: record.revision }], fencingToken);

  async function stop(record: StoredRecord, at: number, turn: Turn): Promise<void> {
    const arn = record.key as ModelVersionArn;
    const planned = readPlannedStop(record.value);
    const failure = await failureOf(() => stopNow(arn, planned, at, turn.reason));
    onAct(STOP_KIND, failure?.code ?? 'done');
    if (failure === null) log.info({ modelVersionArn: arn, reason: turn.reason }, 'automation: stopped');
    else log.warn({ modelVersionArn: arn, reason: turn.reason, failure }, 'automation: not stopped');
    if (failure) lookAt(arn);
    if (failure?.code === 'NOT_FOUND') await write(record, null, turn);
    else if (failure) await write(record, afterFailure(planned, failure, clock.wallNow()), turn);
    else await write(record, afterAccepted(planned, clock.wallNow()), turn);
  }

  /** Soon: AWS may have refused because the version stands already. */
  function lookAt(arn: ModelVersionArn): void {
    const { projectName } = modelVersionArnParts(arn);
    const project = catalog.project(accountRegionOf(arn), projectName)?.value;
    if (project) services.onChanged(project.arn, arn);
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
      if (act.kind === 'stop') return stop(record, act.at, turn);
      await write(record, act.kind === 'note' ? act.stop : null, turn);
    },
  };
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
