import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../catalog/port.js';
import type { Clock } from '../../clock.js';
import { GatewayError, isOutage } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import {
  createRefresh,
  noRefreshLock,
  type Refresh,
  type RefreshDependencies,
  type RefreshLock,
} from '../../refresh/refresh.js';
import type { CallContext } from '../../upstream/port.js';
import {
  type AgeLimits,
  type AgeLimitsOf,
  type AgeSettings,
  asksOnlyIfCached,
  createAgeLimits,
  isDoneInTime,
  notCached,
} from './patience.js';
import { ALL, isUsableSince, isValidatedSince, type Wanted } from './wanted.js';

/** A refresh that began before a mutation's answer does not count; the next one does. */
const MAX_ROUNDS = 3;

export interface RevalidationOptions extends AgeSettings, RefreshDependencies {
  readonly catalog: Catalog;
  /** How old an answer may be when AWS cannot be reached. */
  readonly staleIfErrorMs: number;
  /** Default: this instance is alone. */
  readonly refreshLock?: RefreshLock;
}

/** Sees to it that what readers want is fresh enough. */
export class Revalidation {
  private readonly clock: Clock;
  private readonly refresh: Refresh;
  private readonly refreshLock: RefreshLock;
  private readonly ageLimits: AgeLimitsOf;
  private readonly background: BackgroundRefreshes;

  constructor(private readonly options: RevalidationOptions) {
    const { clock, readMaxAgeMs, refreshLock = noRefreshLock } = options;
    this.clock = clock;
    this.refresh = createRefresh(options);
    this.refreshLock = refreshLock;
    this.ageLimits = createAgeLimits(options);
    this.background = new BackgroundRefreshes(clock, readMaxAgeMs);
  }

  /** Until all of it may be given. An outage, or an AWS that hangs, is no failure where old answers will do. */
  async ensureFresh(wanted: Wanted, callContext: CallContext): Promise<void> {
    const { names } = wanted;
    const limits = this.ageLimits.limitsOf(callContext);
    const needsRevalidation = this.olderThan(limits.revalidateAfterMs, wanted);
    const stale = names.filter(needsRevalidation);
    const isAtOnce = stale.every((it) => this.isGivenAtOnce(wanted, it, limits));
    callContext.cost.fromCatalog += isAtOnce ? names.length : names.length - stale.length;
    if (stale.length === 0) return;
    if (isAtOnce) return this.refreshBehind(wanted, stale, callContext);
    if (asksOnlyIfCached(callContext)) throw notCached();
    await this.refreshInFront({ ...wanted, names: stale }, needsRevalidation, callContext);
  }

  /** Whether it may be given without waiting; what is not quite fresh is then refreshed behind the reader. */
  mayGiveAtOnce(wanted: Wanted, callContext: CallContext): boolean {
    const limits = this.ageLimits.limitsOf(callContext);
    const stale = wanted.names.filter(this.olderThan(limits.revalidateAfterMs, wanted));
    if (!stale.every((it) => this.isGivenAtOnce(wanted, it, limits))) return false;
    if (stale.length > 0) this.refreshBehind(wanted, stale, callContext);
    return true;
  }

  /** Up to which age it is given at once; 0 unless that is longer than it counts as fresh. */
  givenAtOnceMs({ names, transitionsValidatedAt }: Wanted): number {
    const { waitAfterMs, waitInTransitionAfterMs } = this.ageLimits.usual;
    const isSettled = names.every((it) => transitionsValidatedAt(it) === Number.POSITIVE_INFINITY);
    const ms = isSettled ? waitAfterMs : waitInTransitionAfterMs;
    return ms > this.options.readMaxAgeMs ? ms : 0;
  }

  /** Whether what is known of a name is older, as of now. */
  private olderThan(ageMs: number, { known }: Wanted): (name: string) => boolean {
    const since = this.clock.now() - ageMs;
    return (name) => !isValidatedSince(known(name), since);
  }

  /** Whether it is old, but not so old that its reader waits. That there is no such thing is not told from memory. */
  private isGivenAtOnce(wanted: Wanted, name: string, limits: AgeLimits): boolean {
    const now = this.clock.now();
    const known = wanted.known(name);
    if (known === undefined || ('value' in known && known.value === null)) return false;
    if (!isValidatedSince(known, now - limits.waitAfterMs)) return false;
    return wanted.transitionsValidatedAt(name) >= now - limits.waitInTransitionAfterMs;
  }

  private refreshBehind(wanted: Wanted, names: readonly string[], callContext: CallContext): void {
    const { revalidateAfterMs } = this.ageLimits.limitsOf(callContext);
    const needsRevalidation = this.olderThan(revalidateAfterMs, wanted);
    this.background.begin(wanted.key, names, callContext, (mine, context) =>
      this.refreshAll({ ...wanted, names: mine }, needsRevalidation, context),
    );
  }

  /** The reader waits for it, but not for long while an old answer will do. */
  private async refreshInFront(
    stale: Wanted,
    needsRevalidation: (name: string) => boolean,
    callContext: CallContext,
  ): Promise<void> {
    const { names, known } = stale;
    const usableSince = this.clock.now() - this.options.staleIfErrorMs;
    const isUsable = (name: string) => isUsableSince(known(name), usableSince);
    const refreshed = this.refreshAll(stale, needsRevalidation, callContext);
    try {
      // A mutation has to know, and so has a reader that says how old an answer may be; they would rather wait.
      const isPatient = callContext.priority === 'mutation' || callContext.freshness !== undefined;
      if (isPatient || !names.every(isUsable)) return await refreshed;
      if (await isDoneInTime(this.clock, callContext, refreshed)) return;
    } catch (error) {
      if (!isOutage(error) || !names.filter(needsRevalidation).every(isUsable)) throw error;
    }
    callContext.cost.stale = true;
  }

  private async refreshAll(
    { target, key, names, known }: Wanted,
    needsRevalidation: (name: string) => boolean,
    callContext: CallContext,
  ): Promise<void> {
    let stale = names;
    for (let round = 0; stale.length > 0 && round < MAX_ROUNDS; round++) {
      const reason = stale.some((it) => !known(it)) ? 'not-known' : 'too-old';
      await this.refreshLock.refresh(key, stale, needsRevalidation, (mine) =>
        this.refresh(target, mine.includes(ALL) ? 'all' : mine, { ...callContext, reason }),
      );
      stale = stale.filter(needsRevalidation);
    }
    if (stale.length > 0) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS did not answer in time.');
  }
}

/** At once, of one instance: as many calls as a rate of AWS gives in two seconds. */
const MAX_IN_FLIGHT = 10;
/** After this a refresh is given up. */
const DEADLINE_MS = 15_000;
/** How many failures are remembered. */
const MAX_FAILURES = 10_000;

/** Refreshes that no reader waits for: each thing once at a time, few at once, and with the poller's priority. */
class BackgroundRefreshes {
  private readonly inFlight = new Set<string>();
  private readonly failedAt = new LRUCache<string, EpochMs>({ max: MAX_FAILURES });

  /** @param retryAfterMs - what failed is not tried again before */
  constructor(
    private readonly clock: Clock,
    private readonly retryAfterMs: number,
  ) {}

  /** Begins to refresh those of `names` that it may. @param key - what the names are of */
  begin(
    key: string,
    names: readonly string[],
    { requestId, traceparent }: CallContext,
    refresh: (names: readonly string[], callContext: CallContext) => Promise<void>,
  ): void {
    if (this.inFlight.size >= MAX_IN_FLIGHT) return;
    const now = this.clock.now();
    const ids = new Map(names.map((name) => [name, `${key}#${name}`]));
    for (const [name, id] of ids)
      if (this.inFlight.has(id) || (this.failedAt.get(id) ?? 0) + this.retryAfterMs > now) ids.delete(name);
    if (ids.size === 0) return;
    for (const id of ids.values()) this.inFlight.add(id);
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    const deadlineAt = now + DEADLINE_MS;
    void refresh([...ids.keys()], { priority: 'poller', requestId, traceparent, deadlineAt, cost })
      .catch(() => {
        for (const id of ids.values()) this.failedAt.set(id, this.clock.now()); // each call that failed is in the log
      })
      .finally(() => {
        for (const id of ids.values()) this.inFlight.delete(id);
      });
  }
}
