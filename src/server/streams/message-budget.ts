import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** In the beginning, and then each second. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** A client's hello, and some pings while its credentials are looked at. */
const STRANGER: Allowance = { burst: 20, perSecond: 1 };
/** A hundred subscriptions begun and ended three times over. */
const SOCKET: Allowance = { burst: 600, perSecond: 10 };
const MAX_SUBJECTS = 10_000;

class Bucket {
  private left: number;
  private at: EpochMs;

  constructor(
    private allowance: Allowance,
    private readonly clock: Clock,
  ) {
    this.left = allowance.burst;
    this.at = clock.now();
  }

  /** False if there is none left. */
  take(): boolean {
    const { burst, perSecond } = this.allowance;
    const now = this.clock.now();
    this.left = Math.min(burst, this.left + ((now - this.at) / 1_000) * perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  widen(allowance: Allowance): void {
    this.allowance = allowance;
    this.left = allowance.burst;
  }
}

/** What a peer may still send over one socket: frames of every kind, pings too. */
export class MessageBudget {
  private readonly own: Bucket;
  private shared: Bucket | null = null;

  constructor(
    clock: Clock,
    private readonly bucketOf: (subject: string) => Bucket | null,
  ) {
    this.own = new Bucket(STRANGER, clock);
  }

  /** Counts a frame; false if it is one too many. */
  take(): boolean {
    return this.own.take() && (this.shared?.take() ?? true);
  }

  /** From now on there is more, and its frames count for this subject as well. */
  signedIn(subject: string): void {
    this.own.widen(SOCKET);
    this.shared = this.bucketOf(subject);
  }
}

/**
 * Makes the budgets of sockets, of which those of one subject share one more.
 * @param perMinute - of one subject, over all its sockets; null: as many as they like
 */
export function createMessageBudgets(perMinute: number | null, clock: Clock): () => MessageBudget {
  const subjects = new LRUCache<string, Bucket>({ max: MAX_SUBJECTS });

  function bucketOf(subject: string): Bucket | null {
    if (perMinute === null) return null;
    const bucket =
      subjects.get(subject) ?? new Bucket({ burst: perMinute, perSecond: perMinute / 60 }, clock);
    subjects.set(subject, bucket);
    return bucket;
  }

  return () => new MessageBudget(clock, bucketOf);
}
