import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';

/** What one request of a minute's quota may use, in milliseconds. Never less than a tenth of a processor in all. */
const MS_A_REQUEST = 2;
const LEAST_MS_A_MINUTE = 6_000;
/** What may be used at once, and owed, in seconds of the share. */
const BURST_S = 15;
const DEBT_S = 5;
/** Other subjects wait for all of it: what holds the processor for longer than this counts more, up to six times. */
const LONG_MS = 3;
const MOST_TIMES = 6;
/** Alone, a subject may use all that there is. Others count as present for so long after their last request. */
const PRESENCE_MS = 10_000;
const MAX_SUBJECTS = 10_000;

/** How much of the processor each subject may use while others are there as well. */
export class ProcessorShares {
  private readonly msAMinute: number;
  private readonly perMs: number;
  private readonly most: number;
  private readonly least: number;
  private readonly accounts = new LRUCache<string, { left: number; at: EpochMs }>({ max: MAX_SUBJECTS });
  private latest = { subject: '', at: Number.NEGATIVE_INFINITY };
  private another = this.latest;

  constructor(
    requestsPerMinute: number,
    private readonly clock: Clock,
  ) {
    this.msAMinute = Math.max(LEAST_MS_A_MINUTE, requestsPerMinute * MS_A_REQUEST);
    this.perMs = this.msAMinute / 60_000;
    this.most = BURST_S * 1_000 * this.perMs;
    this.least = -DEBT_S * 1_000 * this.perMs;
  }

  /**
   * @param estimateMs - what the operation may take
   * @throws GatewayError TOO_MANY_REQUESTS if the subject has used its share, with when to come back
   */
  check(subject: string, estimateMs: number): void {
    const now = this.clock.now();
    const { left } = this.accountOf(subject, now);
    const missing = Math.min(weightOf(estimateMs), this.most) - left;
    if (!this.isShared(subject, now) || missing <= 0) return;
    const { msAMinute } = this;
    throw new GatewayError(
      'TOO_MANY_REQUESTS',
      `You have used your share of the processor: ${msAMinute} milliseconds a minute while others use it as well.`,
      {
        retryAfterMs: Math.ceil(missing / this.perMs),
        limit: { name: 'processorMsPerMinute', value: msAMinute },
      },
    );
  }

  spend(subject: string, ms: number): void {
    const account = this.accountOf(subject, this.clock.now());
    account.left = Math.max(this.least, account.left - weightOf(ms));
  }

  private accountOf(subject: string, now: EpochMs) {
    const account = this.accounts.get(subject) ?? { left: this.most, at: now };
    account.left = Math.min(this.most, account.left + (now - account.at) * this.perMs);
    account.at = now;
    this.accounts.set(subject, account);
    return account;
  }

  /** Notes a request of the subject. Returns whether any other has sent one lately. */
  private isShared(subject: string, now: EpochMs): boolean {
    if (this.latest.subject !== subject) this.another = this.latest;
    this.latest = { subject, at: now };
    return now - this.another.at < PRESENCE_MS;
  }
}

function weightOf(ms: number): number {
  return ms * Math.min(MOST_TIMES, Math.max(1, ms / LONG_MS));
}

/**
 * Measures the processor's time that an operation takes, in milliseconds, until the returned function is called: from now
 * to the end of this turn of the event loop at most. What waits for others in later turns has a weight of its own.
 */
export function startMeter(): () => number {
  const startedAt = performance.now();
  const usedBefore = process.cpuUsage();
  // A machine that had no time for us is not the caller's fault.
  const elapsed = () => {
    const { user, system } = process.cpuUsage(usedBefore);
    return Math.min(performance.now() - startedAt, (user + system) / 1_000);
  };
  let ofTurn: number | null = null;
  const endOfTurn = setImmediate(() => {
    ofTurn = elapsed();
  });
  return () => {
    clearImmediate(endOfTurn);
    return ofTurn ?? elapsed();
  };
}
