import type { ProjectArn } from './arn.js';
import type { EpochMs } from './model.js';

/**
 * What one answer rests on: whoever reads for it says so here, and whoever keeps the answer asks whether it stands. Only
 * fields that say so of themselves may be in an answer that is kept, see `Cacheable`.
 */
export class Basis {
  private readonly grounds = new Map<unknown, () => boolean>();
  private isPassing = false;
  private until: EpochMs = Number.POSITIVE_INFINITY;
  private readCount = 0;
  /** The projects whose versions were read. */
  readonly projects = new Set<ProjectArn>();

  /**
   * @param ground - tells what was read apart from everything else that was
   * @param until - after this it is too old
   * @param holds - false from the moment on at which anything new is known of it
   * @param count - how many things were read
   */
  restOn(ground: unknown, until: EpochMs, holds: () => boolean, count = 1): void {
    this.readCount += count;
    this.until = Math.min(this.until, until);
    // Read twice with something learnt between: the answer holds parts of both, so the first must still hold.
    if (!this.grounds.has(ground)) this.grounds.set(ground, holds);
  }

  /** How many things were read, wherever they came from. */
  get reads(): number {
    return this.readCount;
  }

  /** The answer says something of this moment alone: it never stands again. */
  pass(): void {
    this.isPassing = true;
  }

  /** Whether the same question would get the same answer now. Never, if nobody said what the answer rests on. */
  standsAt(now: EpochMs): boolean {
    if (this.isPassing || now > this.until || this.grounds.size === 0) return false;
    for (const holds of this.grounds.values()) if (!holds()) return false;
    return true;
  }
}
