import { createMemoryCatalog } from '../catalog/memory/memory-catalog.js';
import type { LogBounds } from '../catalog/memory/memory-log.js';
import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import type { ProjectArn } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import { createMemoryKeys } from '../idempotency/memory-keys.js';
import type { IdempotencyKeys } from '../idempotency/port.js';
import { createMemoryLeases } from '../leases/memory/memory-leases.js';
import type { LeaseStore } from '../leases/port.js';
import type { Log } from '../log.js';
import type { Cares } from '../poller/interest.js';
import { alwaysMyTurn, type LookTurns } from '../refresh/refresh-lock.js';
import { createMemoryPermits } from '../upstream/rate-limit/memory-permits.js';
import type { CreatePermits } from '../upstream/rate-limit/permits.js';

/** What instances have in common: with one, in its memory or on its disk; with several, on Redis. */
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

export interface Hooks {
  readonly cares: () => Cares;
  /** Another instance has changed this version. */
  readonly onAnswered: (version: ModelVersion) => void;
  /** Another instance has changed tags or policies of this project; null: perhaps of any. */
  readonly onAttachments: (projectArn: ProjectArn | null) => void;
}

/** A poller that dies is missed after this, and a quarter of it until the next one looks. */
export const LEASE_MS = 8_000;

/**
 * With REDIS_URL the gateways behind it share. Without, there is one: with DATA_DIR it keeps on disk what it knows,
 * else in memory. What is not used is not loaded.
 */
export async function createSharing(config: Config, log: Log, clock: Clock): Promise<Sharing> {
  const bounds = { retentionMs: config.eventRetentionMs, maxEntries: config.eventLogMax };
  if (config.dataDir !== null) {
    const { keepOnDisk } = await import('./cluster-on-disk.js');
    return keepOnDisk(config.dataDir, clock, log, bounds);
  }
  if (config.redisUrl === null) return shareNothing(clock, bounds);
  if (config.upstream === 'emulator')
    log.warn({}, 'several gateways on one Redis need one emulator: each of these has its own');
  const { shareOnRedis } = await import('./cluster-on-redis.js');
  return shareOnRedis(config.redisUrl, clock, log, bounds);
}

/** Of one process, all in its memory. */
export function shareNothing(clock: Clock, bounds: LogBounds): Sharing {
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
