import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.js';
import { accountRegionKey } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import { RedisGone, type RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { Peers } from '../../redis/peers.js';
import type { SharedClock } from '../../redis/shared-clock.js';
import type { Priority } from '../port.js';
import { createMemoryPermits } from './memory-permits.js';
import type { CreatePermits, Permit, PermitResult, Permits } from './permits.js';
import { ACQUIRE, CUT_RATE, PRESENT_MS, toAcquireArgs } from './redis-permit-scripts.js';
import {
  availableIn,
  createArrivalDelay,
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

/**
 * Permits that all instances on one Redis share, counted by its clock. An instance that loses Redis goes on with its
 * share of the rate, after a time in which the others notice and leave it that share.
 */
export function createRedisPermits({ link, names, clock, peers }: Settings): CreatePermits {
  return (at, operation, limitPerSecond) => {
    const account = accountRegionKey(at);
    const windowKey = names.permits(account, operation);
    const rateKey = names.rate(account, operation);
    const arrivalDelay = createArrivalDelay();
    /** What is known of the shared window, by this process's clock. */
    let window: SlidingWindow = { rate: limitPerSecond, sends: [] };
    const createdAt = clock.now();
    let alone: Permits | null = null;
    /** Sends without Redis, which it does not know of yet. */
    let unreported: EpochMs[] = [];
    let throttles: EpochMs[] = [];

    link.onChange((isUp) => {
      if (isUp) alone = null;
    });

    async function acquireShared(priority: Priority): Promise<PermitResult> {
      const startedAt = clock.now();
      const member = randomUUID();
      const reported = unreported;
      const ages = reported.map((it) => startedAt - it);
      const belief = clock.belief?.() ?? null;
      const args = toAcquireArgs({ member, priority, limitPerSecond, server: link.server, belief, ages });
      const keys = [windowKey, rateKey, names.peers, names.timeline, names.windows];
      const reply = await link.run(ACQUIRE, keys, args);
      unreported = unreported.filter((it) => !reported.includes(it));
      const [isGranted, waitMs, rate, grantedAt, ...leftMs] = (reply as (string | number)[]).map(Number);
      noteWindow(rate ?? limitPerSecond, leftMs);
      if (isGranted !== 1) return { permit: null, waitMs: waitMs ?? 1 };
      const lagMs = clock.now() - startedAt;
      const permit = permitFor(member, { grantedAt: grantedAt ?? 0, lagMs });
      if (lagMs <= STALE_MS) return { permit };
      permit.release();
      return { permit: null, waitMs: 1 };
    }

    function noteWindow(rate: number, leftMs: readonly number[]): void {
      const ageMs = lengthMsOf(rate) + MAX_ARRIVAL_DELAY_MS;
      const sends = leftMs.map((ms) => ({ sentAt: clock.now() + ms - ageMs, arrivalDelayMs: null }));
      window = { rate, sends };
    }

    function permitFor(member: string, sent: { grantedAt: EpochMs; lagMs: number }): Permit {
      const inBackground = (use: Promise<unknown>) => void use.catch(ignoreGone); // it then counts for the longest time
      const free = (latencyMs: number | null) => {
        const lateMs = Math.max(MARGIN_MS, arrivalDelay.of(latencyMs) + sent.lagMs);
        const freeAt = Math.ceil(
          sent.grantedAt + lengthMsOf(window.rate) + Math.min(lateMs, MAX_ARRIVAL_DELAY_MS),
        );
        inBackground(link.call((redis) => redis.zadd(windowKey, 'XX', freeAt, member)));
      };
      return {
        answered: free,
        throttled(latencyMs) {
          free(latencyMs);
          throttles = [...lastMinute(), clock.now()];
          inBackground(link.run(CUT_RATE, [rateKey, names.timeline], [limitPerSecond, sent.grantedAt]));
        },
        release: () => inBackground(link.call((redis) => redis.zrem(windowKey, member))),
      };
    }

    async function acquireAlone(priority: Priority): Promise<PermitResult> {
      const graceMs = (peers.saidAt() ?? createdAt) + GRACE_MS - clock.now();
      if (graceMs > 0) return { permit: null, waitMs: graceMs };
      alone ??= createMemoryPermits(clock, at, operation, window.rate / peers.count());
      const acquired = await alone.acquire(priority);
      if (acquired.permit)
        unreported = [...unreported, clock.now()].filter((it) => it > clock.now() - 60_000);
      return acquired;
    }

    function lastMinute(): EpochMs[] {
      return throttles.filter((it) => it > clock.now() - 60_000);
    }

    return {
      async acquire(priority) {
        try {
          if (link.isUp) return await acquireShared(priority);
        } catch (error) {
          ignoreGone(error);
        }
        return acquireAlone(priority);
      },
      waitMs: (ahead) => alone?.waitMs(ahead) ?? sendAt(window, clock.now(), ahead) - clock.now(),
      budget() {
        const own = alone?.budget();
        return {
          accountId: at.accountId,
          region: at.region,
          operation,
          limitPerSecond: own?.limitPerSecond ?? window.rate,
          available: own?.available ?? availableIn(window, clock.now()),
          throttledLastMinute: Math.max(own?.throttledLastMinute ?? 0, lastMinute().length),
        };
      },
    };
  };
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof RedisGone)) throw error;
}
