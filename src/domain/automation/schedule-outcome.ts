import type { ModelVersionArn } from '../arn.js';
import type { ErrorCode } from '../errors.js';
import type { EpochMs } from '../model.js';
import type { Failure } from './failure.js';
import type { ScheduleRun, ScheduleState } from './schedule.js';

/** What is to be written after a try, and what is to be told of; null: nothing. */
export interface Outcome {
  readonly state: ScheduleState;
  readonly told: ScheduleRun | null;
}

/** A try of something that was due. */
interface Try {
  /** As it was before. */
  readonly before: ScheduleState;
  /** As it is to be once everything is done. */
  readonly settled: ScheduleState;
  readonly reason: string;
  readonly now: EpochMs;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** A start that failed with one of these is tried again while its window is open; all others are AWS's or the gateway's last word. */
const MAY_PASS: readonly ErrorCode[] = [
  ...(['UPSTREAM_THROTTLED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_FAILED'] as const),
  ...(['OUTCOME_UNKNOWN', 'STORAGE_UNAVAILABLE', 'IN_USE', 'BUDGET_EXCEEDED', 'QUOTA_EXCEEDED'] as const),
];
/** What AWS refuses with where what is known of the version is old. Told only if it stays so. */
const MAY_BE_OLD: readonly ErrorCode[] = ['IN_USE', 'INVALID_INPUT'];

/** The start was not accepted. */
export function afterFailedStart(tried: Try, failure: Failure): Outcome {
  if (MAY_PASS.includes(failure.code)) return tryAgain(tried, 'START', failure);
  const { settled, before, reason, now } = tried;
  const told: ScheduleRun = {
    ...{ at: now, kind: 'START', outcome: 'FAILED', reason },
    failure: { ...failure, retryAt: null },
  };
  return { state: { ...settled, started: before.started, lastRun: told }, told };
}

/** The gateway may start nothing now: that passes, whatever the author may do. */
export function afterHeldBackStart(tried: Try, failure: Failure): Outcome {
  return tryAgain(tried, 'START', failure);
}

/** Some of the stops were not accepted. Tries go on until all stand. */
export function afterFailedStop(tried: Try, failed: readonly ModelVersionArn[], failure: Failure): Outcome {
  const { before, settled } = tried;
  const started = before.started.filter(
    ({ arn }) => failed.includes(arn) || settled.started.some((it) => it.arn === arn),
  );
  return tryAgain({ ...tried, before: { ...before, started } }, 'STOP', failure);
}

function tryAgain({ before, reason, now }: Try, kind: ScheduleRun['kind'], failure: Failure): Outcome {
  const failedTries = before.failedTries + 1;
  const retryAt = now + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** before.failedTries);
  const lastRun: ScheduleRun = {
    ...{ at: now, kind, outcome: 'RETRYING', reason },
    failure: { ...failure, retryAt },
  };
  const isTold = failedTries === (MAY_BE_OLD.includes(failure.code) ? 2 : 1);
  return { state: { ...before, failedTries, retryAt, lastRun }, told: isTold ? lastRun : null };
}
