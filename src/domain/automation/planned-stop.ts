import type { ErrorCode } from '../errors.js';
import type { EpochMs } from '../model.js';
import type { ModelVersionStatus } from '../status.js';
import type { Decision } from './decision.js';
import type { Failure } from './failure.js';

/** The record of a planned stop; its key is the version's ARN. Instants are of the wall clock. */
export interface PlannedStop {
  /** Null: it counts from RUNNING, which was not seen yet. */
  readonly at: EpochMs | null;
  /** The duration that was given, in milliseconds; null: an instant was given. */
  readonly afterMs: number | null;
  readonly setBy: string;
  readonly setAt: EpochMs;
  /** When it was last seen starting; null: not seen. */
  readonly startingAt: EpochMs | null;
  /** How many stops AWS has accepted. Another one is needed if the version runs on. */
  readonly accepted: number;
  /** Tries since the last that AWS has accepted. */
  readonly failedTries: number;
  /** Since when a try is under way of which nothing is known yet; null: none is. AWS may have accepted it. */
  readonly triedAt: EpochMs | null;
  /** No try before this; null: at any time. */
  readonly retryAt: EpochMs | null;
  /** Why the last try did not stop it. */
  readonly failure: Failure | null;
  /** The codes of failures that were told since AWS has last accepted a stop. */
  readonly toldFailures: readonly ErrorCode[];
}

/** What is known of the version. */
export interface SeenVersion {
  /** Null: it is gone. Undefined: nothing is known of it yet. */
  readonly status: ModelVersionStatus | null | undefined;
  /** When that was last read from AWS; what is gone since before the stop was set tells nothing. */
  readonly observedAt: EpochMs;
}

/** Stop it, take the record away, or write down what is known now. */
export type StopAct =
  | { readonly kind: 'stop'; readonly at: EpochMs }
  | { readonly kind: 'remove' }
  | { readonly kind: 'note'; readonly stop: PlannedStop };

/** A start of which nothing is seen for so long did not happen. */
const START_PATIENCE_MS = 10 * 60_000;
/** While a version starts, it is written down this often that it does. */
const NOTE_MS = 30_000;
/** If it was seen starting so shortly before, it is taken to run since the refresh that first saw it running. */
const SEEN_WITHIN_MS = 60_000;
/** When a version of which nothing is known is looked for again. */
const UNKNOWN_MS = 5_000;
/** How long a stop that AWS has accepted may take to show. */
const ACCEPTED_MS = 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** A stop that nobody has tried yet. */
export function planStop(stop: Pick<PlannedStop, 'at' | 'afterMs' | 'setBy' | 'setAt'>): PlannedStop {
  const untried = {
    accepted: 0,
    failedTries: 0,
    triedAt: null,
    retryAt: null,
    failure: null,
    toldFailures: [],
  };
  return { ...stop, startingAt: null, ...untried };
}

/** Reads a record of this release or an earlier one. */
export function readPlannedStop(value: unknown): PlannedStop {
  const stop = value as Pick<PlannedStop, 'at' | 'afterMs' | 'setBy' | 'setAt'>;
  return { ...planStop(stop), ...stop };
}

/** What a planned stop asks for now. */
export function decideStop(
  stop: PlannedStop,
  { status: told, observedAt }: SeenVersion,
  now: EpochMs,
): Decision<StopAct> {
  if (told === null && observedAt > stop.setAt) return remove('the version is gone');
  const status = told === 'UNKNOWN' ? undefined : (told ?? undefined);
  if (stop.at === null) return decideBegin(stop, { status, observedAt }, now);
  if (status === 'STOPPING') return wait(null, 'it is stopping');
  if (status === 'STARTING') return wait(null, 'AWS stops no version that is starting');
  if (status !== 'RUNNING' && status !== undefined) return remove('it does not run any more');
  const dueAt = Math.max(stop.at, stop.retryAt ?? 0);
  if (now < dueAt) return wait(dueAt, stop.at > now ? 'it is not time yet' : 'it is tried again then');
  return { act: { kind: 'stop', at: stop.at }, wakeAt: null, reason: reasonOf(stop) };
}

/** Finds out since when the version runs. */
function decideBegin(
  stop: PlannedStop,
  { status, observedAt }: SeenVersion,
  now: EpochMs,
): Decision<StopAct> {
  if (status === undefined) return wait(now + UNKNOWN_MS, 'nothing is known of the version yet');
  if (status === 'RUNNING') {
    const at = runningSince(stop, observedAt) + (stop.afterMs ?? 0);
    return note({ ...stop, at }, 'it runs');
  }
  if (status === 'STARTING') {
    if (stop.startingAt !== null && observedAt - stop.startingAt < NOTE_MS)
      return wait(now + NOTE_MS, 'it is starting');
    return note({ ...stop, startingAt: observedAt }, 'it is starting', now + NOTE_MS);
  }
  if (stop.startingAt !== null) return remove('it did not come to run, or ended meanwhile');
  const patientUntil = stop.setAt + START_PATIENCE_MS;
  return now < patientUntil ? wait(patientUntil, 'its start is not seen yet') : remove('it was not started');
}

/**
 * After a while without refreshes, it counts from the last refresh at which the version did not run yet: rather too early than
 * longer than was asked for.
 */
function runningSince({ startingAt, setAt }: PlannedStop, observedAt: EpochMs): EpochMs {
  const notRunningAt = startingAt ?? setAt;
  return observedAt - notRunningAt <= SEEN_WITHIN_MS ? observedAt : notRunningAt;
}

/** The record before a try is sent, so that a crash during it leaves behind that there was one. */
export function beforeTry(stop: PlannedStop, now: EpochMs): PlannedStop {
  return { ...stop, triedAt: now };
}

/** The record after AWS has accepted a stop. */
export function afterAccepted(stop: PlannedStop, now: EpochMs): PlannedStop {
  return {
    ...stop,
    ...{ accepted: stop.accepted + 1, failedTries: 0, triedAt: null, failure: null, toldFailures: [] },
    retryAt: now + ACCEPTED_MS,
  };
}

/** The record after a try that did not stop it. Tries go on, with growing pauses, until the version stands. */
export function afterFailure(stop: PlannedStop, failure: Failure, now: EpochMs): PlannedStop {
  const pauseMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** stop.failedTries);
  const toldFailures = [...new Set([...stop.toldFailures, failure.code])];
  const failedTries = stop.failedTries + 1;
  return { ...stop, failure, toldFailures, failedTries, triedAt: null, retryAt: now + pauseMs };
}

function reasonOf({ at, afterMs, setBy }: PlannedStop): string {
  const given = afterMs === null ? 'instant' : 'duration';
  return `planned stop at ${new Date(at ?? 0).toISOString()}, ${given} set by ${setBy}`;
}

function remove(reason: string): Decision<StopAct> {
  return { act: { kind: 'remove' }, wakeAt: null, reason };
}

function note(stop: PlannedStop, reason: string, wakeAt: EpochMs | null = null): Decision<StopAct> {
  return { act: { kind: 'note', stop }, wakeAt, reason };
}

function wait(wakeAt: EpochMs | null, reason: string): Decision<StopAct> {
  return { act: null, wakeAt, reason };
}
