import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { codeOf, isOfAccount, isOfAws, isUnsent, pauseMs, targetBackoffMs } from './backoff.js';
import type { TargetState } from './target-state.js';

/** How the refreshes of one account and region fare. */
export interface Health {
  /** No refresh begins before this. */
  pausedUntil(): EpochMs;
  /** One refresh at a time, until one succeeds. */
  isProbing(): boolean;
  lastSuccessAt(): EpochMs | null;
  /** How many targets failed at their last refresh. */
  failing(): number;
  /** The last refresh that ended was refused for the credentials, and none has succeeded since. */
  isRefused(): boolean;
  /** @param startedAt - a success that began before the pause says nothing about the time since */
  succeeded(state: TargetState, startedAt: EpochMs): void;
  /** @param targets - how many there are in all */
  failed(state: TargetState, failure: Failure, targets: number): void;
  forget(state: TargetState): void;
}

interface Failure {
  readonly error: unknown;
  readonly startedAt: EpochMs;
}

interface Settings {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** Whether the account and region is polled at its usual pace, or one refresh at a time after a pause. */
type Pace =
  | { readonly kind: 'usual' }
  | { readonly kind: 'probing'; readonly pauses: number; readonly since: EpochMs; readonly until: EpochMs };

const USUAL: Pace = { kind: 'usual' };
/** More than this share of all targets, failed one after the other without a success between, is most of them. */
const MOST = 0.5;

/**
 * A target that fails waits alone. The account slows down only on evidence about the account: AWS throttles or refuses
 * the credentials, or most of its targets have failed without a success between.
 */
export function createHealth(at: AccountRegion, { clock, log, random }: Settings): Health {
  const failing = new Set<TargetState>();
  /** Those that failed since the last success of any. */
  const failedInARow = new Set<TargetState>();
  let pace = USUAL;
  let lastSuccessAt: EpochMs | null = null;
  let lastFailure: string | null = null;

  function pause(error: unknown): void {
    const pauses = pace.kind === 'probing' ? pace.pauses + 1 : 1;
    const since = clock.now();
    pace = { kind: 'probing', pauses, since, until: since + pauseMs(error, pauses, random()) };
  }

  /** Refreshes that fail while they are under way together count as one failure. */
  function isSincePause(startedAt: EpochMs): boolean {
    return pace.kind === 'usual' || startedAt >= pace.since;
  }

  /** Reports each change of state once. */
  function noteRecovered(state: TargetState): void {
    if (failing.delete(state) && failing.size === 0)
      log.info({ ...at }, 'poller: every refresh succeeds again');
  }

  return {
    pausedUntil: () => (pace.kind === 'probing' ? pace.until : 0),
    isProbing: () => pace.kind === 'probing',
    lastSuccessAt: () => lastSuccessAt,
    failing: () => failing.size,
    isRefused: () => lastSuccessAt === null && lastFailure === 'UPSTREAM_ACCESS_DENIED',
    succeeded(state, startedAt) {
      lastSuccessAt = Math.max(lastSuccessAt ?? 0, startedAt);
      state.failures = 0;
      state.notBefore = 0;
      noteRecovered(state);
      failedInARow.clear();
      if (isSincePause(startedAt)) pace = USUAL;
    },
    failed(state, { error, startedAt }, targets) {
      if (!isUnsent(error)) state.failures += 1;
      lastFailure = codeOf(error);
      state.notBefore = clock.now() + targetBackoffMs(error, Math.max(1, state.failures), random());
      if (failing.size === 0)
        log.warn(
          { ...at, target: state.id, code: codeOf(error), err: error },
          'poller: refreshes are failing',
        );
      failing.add(state);
      if (isOfAws(error)) failedInARow.add(state);
      const isOfMost = isOfAws(error) && failedInARow.size > targets * MOST;
      if ((isOfAccount(error) || isOfMost) && isSincePause(startedAt)) pause(error);
    },
    forget(state) {
      failedInARow.delete(state);
      noteRecovered(state);
    },
  };
}
