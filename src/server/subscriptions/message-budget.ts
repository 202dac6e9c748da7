import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** In the beginning, and then each second. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Of every socket: a client's hello, then pings and the answers to ours, for as long as it is open. */
const KEEPING_ALIVE: Allowance = { burst: 20, perSecond: 0.25 };
/** Beyond that, after sign-in: a hundred subscriptions begun and ended three times over. */
const SOCKET: Allowance = { burst: 600, perSecond: 10 };
const MAX_SUBJECTS = 10_000;

class Bucket {
  private left: number;
  private at: EpochMs;

  constructor(
    private readonly allowance: Allowance,
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
}

/** What a peer may still send over one socket: frames of every kind, pings too. */
export class MessageBudget {
  private readonly free: Bucket;
  private own: Bucket | null = null;
  private shared: Bucket | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly bucketOf: (subject: string) => Bucket | null,
  ) {
    this.free = new Bucket(KEEPING_ALIVE, clock);
  }

  /** Counts a frame; false if it is one too many. */
  take(): boolean {
    if (this.free.take()) return true;
    if (!this.own?.take()) return false;
    return this.shared?.take() ?? true;
  }

  /** From now on there is more, and what goes beyond keeping alive counts for this subject as well. */
  signedIn(subject: string): void {
    this.own = new Bucket(SOCKET, this.clock);
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
