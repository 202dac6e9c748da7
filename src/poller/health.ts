import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { backoffMs, codeOf, isOfAccount, isThrottled } from './backoff.js';
import type { Memory } from './memory.js';

/** How the looks of one account and region fare. */
export interface Health {
  /** No look before this. */
  pausedUntil(): EpochMs;
  /** One look at a time, until one succeeds. */
  isProbing(): boolean;
  lastSuccessAt(): EpochMs | null;
  /** How many targets failed when they were last looked at. */
  failing(): number;
  /** The last look that ended was refused for the credentials, and none has succeeded yet. */
  isRefused(): boolean;
  /** @param askedAt - what began before the last failure says nothing about the time since */
  succeeded(memory: Memory, askedAt: EpochMs): void;
  failed(memory: Memory, askedAt: EpochMs, error: unknown): void;
  forget(memory: Memory): void;
}

interface Settings {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** One target that fails waits alone; a throttle, or a second failure without a success between, is everybody's. */
export function createHealth(at: AccountRegion, { clock, log, random }: Settings): Health {
  const failing = new Set<Memory>();
  let inARow = 0;
  let countedAt: EpochMs = 0;
  let pausedUntil: EpochMs = 0;
  let lastSuccessAt: EpochMs | null = null;
  let lastFailure: string | null = null;

  function count(error: unknown): void {
    inARow += 1;
    countedAt = clock.now();
    if (inARow > 1 || isThrottled(error)) pausedUntil = countedAt + backoffMs(error, inARow, random());
  }

  /** Once for each change of state: while something fails already, more of it is no news. */
  function settle(memory: Memory): void {
    if (failing.delete(memory) && failing.size === 0)
      log.info({ ...at }, 'poller: every look succeeds again');
  }

  return {
    pausedUntil: () => pausedUntil,
    isProbing: () => pausedUntil > 0,
    lastSuccessAt: () => lastSuccessAt,
    failing: () => failing.size,
    isRefused: () => lastSuccessAt === null && lastFailure === 'UPSTREAM_ACCESS_DENIED',
    succeeded(memory, askedAt) {
      lastSuccessAt = Math.max(lastSuccessAt ?? 0, askedAt);
      memory.failures = 0;
      memory.notBefore = 0;
      settle(memory);
      if (askedAt < countedAt) return;
      inARow = 0;
      pausedUntil = 0;
    },
    failed(memory, askedAt, error) {
      memory.failures += 1;
      lastFailure = codeOf(error);
      memory.notBefore = clock.now() + backoffMs(error, memory.failures, random());
      if (failing.size === 0)
        log.warn({ ...at, target: memory.id, code: codeOf(error), err: error }, 'poller: looks are failing');
      failing.add(memory);
      if (isOfAccount(error) && askedAt >= countedAt) count(error);
    },
    forget: settle,
  };
}
