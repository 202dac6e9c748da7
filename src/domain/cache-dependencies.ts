import type { ProjectArn } from './arn.js';
import type { Freshness } from './freshness.js';
import type { EpochMs } from './model.js';

/**
 * What one answer depends on: each read for it adds to this, and the response cache checks whether it is still fresh.
 * Only fields that declare themselves cacheable may be in an answer that is kept, see `Cacheable`.
 */
export class CacheDependencies {
  private readonly dependencies = new Map<unknown, () => boolean>();
  private isNoStore = false;
  private freshUntil: EpochMs = Number.POSITIVE_INFINITY;
  private oldestAt: EpochMs = Number.POSITIVE_INFINITY;
  private shortestStaleMs = Number.POSITIVE_INFINITY;
  private readCount = 0;
  /** The projects of the versions that were read. */
  readonly projects = new Set<ProjectArn>();

  /**
   * @param dependency - identifies what was read
   * @param isUnchanged - false from the moment on at which anything new is known of it
   * @param count - how many things were read
   */
  dependOn(
    dependency: unknown,
    { validatedAt, maxAgeMs, staleWhileRevalidateMs = 0 }: Freshness,
    isUnchanged: () => boolean,
    count = 1,
  ): void {
    this.readCount += count;
    this.freshUntil = Math.min(this.freshUntil, validatedAt + maxAgeMs);
    if (validatedAt > 0) this.oldestAt = Math.min(this.oldestAt, validatedAt);
    this.shortestStaleMs = Math.min(this.shortestStaleMs, staleWhileRevalidateMs);
    // Read twice with something learnt between: the answer holds parts of both, so the first must still hold.
    if (!this.dependencies.has(dependency)) this.dependencies.set(dependency, isUnchanged);
  }

  /** How many things were read, wherever they came from. */
  get reads(): number {
    return this.readCount;
  }

  /** In whole seconds, of the oldest part that was read; null if nothing was. */
  ageSecondsAt(now: EpochMs): number | null {
    return this.oldestAt === Number.POSITIVE_INFINITY
      ? null
      : Math.max(0, Math.floor((now - this.oldestAt) / 1_000));
  }

  /** Up to which age the same answer may be given once more while it is refreshed; 0: only while it is fresh. */
  get staleWhileRevalidateMs(): number {
    return this.isNoStore || this.dependencies.size === 0 ? 0 : this.shortestStaleMs;
  }

  /** The answer says something of this moment alone: it never stands again. */
  noStore(): void {
    this.isNoStore = true;
  }

  /** Whether the same request would get the same answer now. Never, if no dependency was added. */
  isFreshAt(now: EpochMs): boolean {
    if (this.isNoStore || now > this.freshUntil || this.dependencies.size === 0) return false;
    for (const isUnchanged of this.dependencies.values()) if (!isUnchanged()) return false;
    return true;
  }
}
