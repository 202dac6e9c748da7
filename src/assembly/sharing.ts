import { randomBytes } from 'node:crypto';
import { createMemoryCatalog } from '../catalog/memory-catalog.js';
import type { LogBounds } from '../catalog/memory-log.js';
import type { Catalog } from '../catalog/port.js';
import { createRedisCatalog } from '../catalog/redis-catalog.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { ModelVersion } from '../domain/model.js';
import { createMemoryKeys } from '../idempotency/memory-keys.js';
import type { IdempotencyKeys } from '../idempotency/port.js';
import { createRedisKeys } from '../idempotency/redis-keys.js';
import type { Log } from '../log.js';
import type { Cares } from '../poller/interest.js';
import type { LeaseStore } from '../poller/lease-store.js';
import { createMemoryLeases } from '../poller/memory-leases.js';
import { createRedisLeases } from '../poller/redis-leases.js';
import { createRedisLink } from '../redis/link.js';
import { createNames } from '../redis/names.js';
import { createPeers } from '../redis/peers.js';
import { createSharedClock } from '../redis/shared-clock.js';
import { alwaysMyTurn, type LookTurns } from '../services/look-turns.js';
import { createRedisLookTurns } from '../services/redis-look-turns.js';
import { createMemoryPermits } from '../upstream/governor/memory-permits.js';
import type { CreatePermits } from '../upstream/governor/permits.js';
import { createRedisPermits } from '../upstream/governor/redis-permits.js';

/** What instances have in common: with one, in its memory; with several, on Redis. */
export interface Sharing {
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly keys: IdempotencyKeys;
  readonly createPermits: CreatePermits;
  readonly leaseStore: LeaseStore;
  readonly turns: LookTurns;
  /** The name of this instance. */
  readonly self: string;
  /** Those that poll, or would. */
  readonly living: () => readonly string[];
  readonly others: () => readonly Cares[];
  /** What does not work as it should, in a few words; null: all does. */
  readonly degraded: () => string | null;
  /** Resolves when it may be used: when it knows what the others know, or after a few seconds without Redis. */
  start(hooks: Hooks): Promise<void>;
  /** This instance will not poll again; the others need not wait for it. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

interface Hooks {
  readonly cares: () => Cares;
  /** Another instance has changed this version. */
  readonly onAnswered: (version: ModelVersion) => void;
}

/** A poller that dies is missed after this, and a quarter of it until the next one looks. */
const LEASE_MS = 8_000;
/** At the start. */
const PATIENCE_MS = 3_000;

/** With REDIS_URL the gateways behind it share; without, there is one. */
export function createSharing(config: Config, log: Log, clock: Clock): Sharing {
  const bounds = { retentionMs: config.eventRetentionMs, maxEntries: config.eventLogMax };
  if (config.redisUrl === null) return shareNothing(clock, bounds);
  if (config.upstream === 'emulator')
    log.warn({}, 'several gateways on one Redis need one emulator: each of these has its own');
  return shareOnRedis(config.redisUrl, clock, log, bounds);
}

function shareNothing(clock: Clock, bounds: LogBounds): Sharing {
  const self = 'alone';
  return {
    clock,
    catalog: createMemoryCatalog({ clock, ...bounds }),
    keys: createMemoryKeys(clock),
    createPermits: (...of) => createMemoryPermits(clock, ...of),
    leaseStore: createMemoryLeases(clock, LEASE_MS),
    turns: alwaysMyTurn,
    self,
    living: () => [self],
    others: () => [],
    degraded: () => null,
    async start() {},
    async retire() {},
    async close() {},
  };
}

interface Word extends Cares {
  readonly isRetired: boolean;
}

function shareOnRedis(url: string, ownClock: Clock, log: Log, bounds: LogBounds): Sharing {
  const self = randomBytes(6).toString('hex');
  const clock = createSharedClock(ownClock);
  const link = createRedisLink({ url, log });
  const names = createNames();
  let hooks: Hooks = { cares: () => ({ watched: [], read: [] }), onAnswered: () => {} };
  let isRetired = false;
  const say = (): Word => ({ ...hooks.cares(), isRetired });
  const peers = createPeers<Word>({ link, names, self, say, now: ownClock.now, onTime: clock.noteTime });
  const onAnswered = (version: ModelVersion) => hooks.onAnswered(version);
  const catalog = createRedisCatalog({ url, link, names, clock, log, onAnswered, ...bounds });

  return {
    clock,
    catalog,
    keys: createRedisKeys(link, names, clock),
    createPermits: createRedisPermits({ link, names, clock, peers }),
    leaseStore: createRedisLeases(link, names, LEASE_MS),
    turns: createRedisLookTurns(link, names, self),
    self,
    living: () => peers.living().filter((it) => !peers.others().get(it)?.isRetired),
    others: () => [...peers.others().values()],
    degraded: () => (catalog.isShared ? null : 'redis: this instance goes on alone'),
    async start(given) {
      hooks = given;
      await catalog.ready(PATIENCE_MS);
      await peers.start();
    },
    async retire() {
      isRetired = true;
      await peers.tell();
    },
    async close() {
      catalog.close();
      await peers.close();
      await link.close();
    },
  };
}
