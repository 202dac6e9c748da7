import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import type { EpochMs } from '../../domain/model.js';
import { RedisGone, type RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { Peers } from '../../redis/peers.js';
import type { SharedClock } from '../../redis/shared-clock.js';
import type { Priority } from '../port.js';
import { MemoryPermits } from './memory-permits.js';
import type { Permit, PermitResult, Permits } from './permits.js';
import { ACQUIRE, CUT_RATE, PRESENT_MS, toAcquireArgs } from './redis-permit-scripts.js';
import {
  ArrivalDelay,
  availableIn,
  lengthMsOf,
  MARGIN_MS,
  MAX_ARRIVAL_DELAY_MS,
  type SlidingWindow,
  sendAt,
} from './sliding-window.js';

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  readonly clock: Clock & Partial<Pick<SharedClock, 'belief'>>;
  readonly peers: Pick<Peers<unknown>, 'count' | 'saidAt'>;
}

/** From when this instance last said that it is there, until the others notice that it is not. */
const GRACE_MS = PRESENT_MS + 300;
/** A permit that took longer to get is given back: the process was paused, or Redis, and its time is over. */
const STALE_MS = 150;

/** When a permit was granted, by Redis's clock, and how long it took to get, milliseconds. */
interface Granted {
  readonly grantedAt: EpochMs;
  readonly lagMs: number;
}

/**
 * Permits that all instances on one Redis share, counted by its clock. An instance that loses Redis goes on with its
 * share of the rate, after a time in which the others notice and leave it that share.
 */
export class RedisPermits implements Permits {
  private readonly windowKey: string;
  private readonly rateKey: string;
  private readonly createdAt: EpochMs;
  private readonly arrivalDelay = new ArrivalDelay();
  /** What is known of the shared window, by this process's clock. */
  private window: SlidingWindow;
  private alone: Permits | null = null;
  /** Sends without Redis, which it does not know of yet. */
  private unreported: EpochMs[] = [];
  private throttles: EpochMs[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly at: AccountRegion,
    private readonly operation: string,
    private readonly limitPerSecond: number,
  ) {
    const { link, names, clock } = settings;
    const account = accountRegionKey(at);
    this.windowKey = names.permits(account, operation);
    this.rateKey = names.rate(account, operation);
    this.createdAt = clock.now();
    this.window = { rate: limitPerSecond, sends: [] };
    link.onChange((isUp) => {
      if (isUp) this.alone = null;
    });
  }

  async acquire(priority: Priority): Promise<PermitResult> {
    try {
      if (this.settings.link.isUp) return await this.acquireShared(priority);
    } catch (error) {
      ignoreGone(error);
    }
    return this.acquireAlone(priority);
  }

  waitMs(ahead: number): number {
    const now = this.settings.clock.now();
    return this.alone?.waitMs(ahead) ?? sendAt(this.window, now, ahead) - now;
  }

  budget(): Budget {
    const own = this.alone?.budget();
    return {
      accountId: this.at.accountId,
      region: this.at.region,
      operation: this.operation,
      limitPerSecond: own?.limitPerSecond ?? this.window.rate,
      available: own?.available ?? availableIn(this.window, this.settings.clock.now()),
      throttledLastMinute: Math.max(own?.throttledLastMinute ?? 0, this.lastMinute(this.throttles).length),
    };
  }

  private async acquireShared(priority: Priority): Promise<PermitResult> {
    const { link, names, clock } = this.settings;
    const { windowKey, rateKey, limitPerSecond, unreported: reported } = this;
    const startedAt = clock.now();
    const member = randomUUID();
    const ages = reported.map((it) => startedAt - it);
    const belief = clock.belief?.() ?? null;
    const args = toAcquireArgs({ member, priority, limitPerSecond, server: link.server, belief, ages });
    const keys = [windowKey, rateKey, names.peers, names.timeline, names.windows];
    const reply = await link.run(ACQUIRE, keys, args);
    this.unreported = this.unreported.filter((it) => !reported.includes(it));
    const [isGranted, waitMs, rate, grantedAt, ...leftMs] = (reply as (string | number)[]).map(Number);
    this.noteWindow(rate ?? limitPerSecond, leftMs);
    if (isGranted !== 1) return { permit: null, waitMs: waitMs ?? 1 };
    const lagMs = clock.now() - startedAt;
    const permit = this.permitFor(member, { grantedAt: grantedAt ?? 0, lagMs });
    if (lagMs <= STALE_MS) return { permit };
    permit.release();
    return { permit: null, waitMs: 1 };
  }

  private noteWindow(rate: number, leftMs: readonly number[]): void {
    const ageMs = lengthMsOf(rate) + MAX_ARRIVAL_DELAY_MS;
    const now = this.settings.clock.now();
    const sends = leftMs.map((ms) => ({ sentAt: now + ms - ageMs, arrivalDelayMs: null }));
    this.window = { rate, sends };
  }

  private permitFor(member: string, granted: Granted): Permit {
    const { link, names, clock } = this.settings;
    const { windowKey, rateKey, limitPerSecond } = this;
    const inBackground = (use: Promise<unknown>) => void use.catch(ignoreGone); // it then counts for the longest time
    const free = (latencyMs: number | null) => {
      const freeAt = this.freeAt(granted, latencyMs);
      inBackground(link.call((redis) => redis.zadd(windowKey, 'XX', freeAt, member)));
    };
    return {
      answered: free,
      throttled: (latencyMs) => {
        free(latencyMs);
        this.throttles = [...this.lastMinute(this.throttles), clock.now()];
        inBackground(link.run(CUT_RATE, [rateKey, names.timeline], [limitPerSecond, granted.grantedAt]));
      },
      release: () => inBackground(link.call((redis) => redis.zrem(windowKey, member))),
    };
  }

  /** When a send that was answered no longer counts, by Redis's clock. */
  private freeAt({ grantedAt, lagMs }: Granted, latencyMs: number | null): EpochMs {
    const lateMs = Math.max(MARGIN_MS, this.arrivalDelay.of(latencyMs) + lagMs);
    return Math.ceil(grantedAt + lengthMsOf(this.window.rate) + Math.min(lateMs, MAX_ARRIVAL_DELAY_MS));
  }

  private async acquireAlone(priority: Priority): Promise<PermitResult> {
    const { clock, peers } = this.settings;
    const graceMs = (peers.saidAt() ?? this.createdAt) + GRACE_MS - clock.now();
    if (graceMs > 0) return { permit: null, waitMs: graceMs };
    const share = this.window.rate / peers.count();
    this.alone ??= new MemoryPermits(clock, this.at, this.operation, share);
    const acquired = await this.alone.acquire(priority);
    if (acquired.permit) this.unreported = this.lastMinute([...this.unreported, clock.now()]);
    return acquired;
  }

  private lastMinute(times: readonly EpochMs[]): EpochMs[] {
    return times.filter((it) => it > this.settings.clock.now() - 60_000);
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof RedisGone)) throw error;
}
