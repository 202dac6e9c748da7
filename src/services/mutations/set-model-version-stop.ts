import { toWallTime } from '../../clock.js';
import type { ModelVersionArn } from '../../domain/arn.js';
import { planStop, readPlannedStop } from '../../domain/automation/planned-stop.js';
import { shortened } from '../../domain/automation/stop-rules.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import type { StoredRecord } from '../../records/port.js';
import { checkConfigured } from '../account-regions.js';
import { STOP_KIND, shortenedWarning } from '../planned-stops.js';
import { loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';
import type { Change } from './one-change.js';
import { firstOf } from './record-change.js';

/** Exactly one of them is set. */
export interface StopRequest {
  /** Of the wall clock. */
  readonly at: EpochMs | null;
  /** From now. */
  readonly afterMs: number | null;
  readonly isRemoval: boolean;
}

interface Before {
  readonly version: ModelVersion;
  /** Of the stop that was there, by when it was set; null: none. Left out by earlier releases. */
  readonly stopSetAt?: EpochMs | null;
}

interface VersionWithStop {
  readonly modelVersion: ModelVersion;
}

/** May be refused as NOT_FOUND, INVALID_INPUT, IN_USE. It has happened if the record says what was asked for. */
export function setModelVersionStop(
  arn: ModelVersionArn,
  request: StopRequest,
): Change<Before, Before, VersionWithStop> {
  return {
    check(session) {
      checkRequest(session, request);
      checkConfigured(session, 'modelVersionArn', arn);
    },
    async before(session) {
      const version = await requireUp(session, arn, request);
      const known = session.records.get(STOP_KIND, arn);
      return { version, stopSetAt: known ? readPlannedStop(known.value).setAt : null };
    },
    foresee: async () => ({ calls: [] }),
    send: (session, before) => firstOf('stop', () => store(session, arn, { request, before })),
    async recognise(session, { at, before }) {
      const record = session.records.get(STOP_KIND, arn);
      const stop = record && readPlannedStop(record.value);
      const isSet = stop?.setBy === session.caller.subject && stop.setAt >= toWallTime(session.clock, at);
      return before && (request.isRemoval ? !record : isSet) ? { sent: before } : 'not-done';
    },
    answer: async (_session, { version }) => ({ modelVersion: version }),
    async warnings(session) {
      const { isShortened, field } = boundsOf(session, request);
      return isShortened ? [shortenedWarning(session, field)] : [];
    },
  };
}

/** A removal does no harm to what is down. */
async function requireUp(
  { loaders }: Session,
  arn: ModelVersionArn,
  { isRemoval }: StopRequest,
): Promise<ModelVersion> {
  const version = await loadVersion(loaders, arn);
  if (!version) throw refusal('NOT_FOUND', 'There is no such model version.');
  if (version.status === 'STARTING' || version.status === 'RUNNING' || isRemoval) return version;
  const message = `modelVersionArn: only a version that is STARTING or RUNNING can be given a stop; this one is ${version.status}.`;
  throw refusal('IN_USE', message);
}

/** Null: somebody else was first. */
async function store(
  session: Session,
  arn: ModelVersionArn,
  { request, before }: { readonly request: StopRequest; readonly before: Before },
): Promise<Before | null> {
  const known = session.records.get(STOP_KIND, arn);
  refuseDueSince(session, known, before);
  const change = { kind: STOP_KIND, key: arn, value: stopFor(session, request) };
  const stored = await session.records.commit([{ ...change, expected: known?.revision ?? null }]);
  return stored && before;
}

/** A stop that was set meanwhile and is due, a budget's for example, is not known to the caller: it goes on. */
function refuseDueSince({ clock }: Session, known: StoredRecord | undefined, { stopSetAt }: Before): void {
  const stop = known && readPlannedStop(known.value);
  if (!stop || stop.setAt === stopSetAt || stopSetAt === undefined) return;
  if (stop.at === null || stop.at > clock.wallNow()) return;
  throw refusal('IN_USE', 'modelVersionArn: it is being stopped by now.');
}

function checkRequest({ clock, stopRules }: Session, { at, afterMs, isRemoval }: StopRequest): void {
  const given = [at !== null, afterMs !== null, isRemoval].filter(Boolean).length;
  if (given !== 1)
    throw invalidInput(`Expected exactly one of stopAt, stopAfter and remove: true, not ${given}.`);
  if (at !== null && at <= clock.wallNow())
    throw invalidInput('stopAt: expected an instant in the future.', ['stopAt']);
  if (isRemoval && stopRules.maxStopAfterMs !== null)
    throw invalidInput(
      'remove: this gateway lets no model run without a planned stop. Move it with stopAt or stopAfter.',
      ['remove'],
    );
}

/** Null: none. */
function stopFor(session: Session, request: StopRequest) {
  if (request.isRemoval) return null;
  const { clock, caller } = session;
  const { ms, isShortened } = boundsOf(session, request);
  const now = clock.wallNow();
  const at = isShortened || request.at === null ? now + (ms ?? 0) : request.at;
  return planStop({ at, afterMs: request.afterMs && ms, setBy: caller.subject, setAt: now });
}

function boundsOf({ clock, stopRules }: Session, { at, afterMs }: StopRequest) {
  const field = at === null ? 'stopAfter' : 'stopAt';
  return { ...shortened(stopRules, at === null ? afterMs : at - clock.wallNow()), field };
}

function refusal(code: 'NOT_FOUND' | 'IN_USE', message: string): GatewayError {
  return new GatewayError(code, message, { field: ['modelVersionArn'] });
}
