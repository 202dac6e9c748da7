import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import type { ProjectArn } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import type { IdempotencyKeys } from '../idempotency/port.js';
import type { LeaseStore } from '../leases/port.js';
import type { Log } from '../log.js';
import type { Interest } from '../poller/interest.js';
import type { RecordStore } from '../records/port.js';
import type { RefreshLock } from '../refresh/refresh.js';
import type { CreatePermits } from '../upstream/rate-limit/permits.js';
import { createSingleInstance } from './cluster-in-memory.js';

/** What instances have in common: with one, in its memory or on its disk; with several, on Redis. */
export interface Cluster {
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly keys: IdempotencyKeys;
  readonly records: RecordStore;
  readonly createPermits: CreatePermits;
  readonly leaseStore: LeaseStore;
  readonly refreshLock: RefreshLock;
  /** The name of this instance. */
  readonly self: string;
  /** Those that poll, or would. */
  readonly alive: () => readonly string[];
  readonly others?: () => readonly Interest[];
  /** What does not work as it should, in a few words; null: all does. */
  readonly degraded: () => string | null;
  /** Resolves when it may be used: when it knows what the others know, or after a few seconds without Redis. */
  start(hooks: ClusterHooks): Promise<void>;
  /** This instance will not poll again; the others need not wait for it. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterHooks {
  readonly interest: () => Interest;
  /** Another instance has changed this version. */
  readonly onAnswered: (version: ModelVersion) => void;
  /** Another instance has changed tags or policies of this project; null: perhaps of any. */
  readonly onAttachments: (projectArn: ProjectArn | null) => void;
}

/**
 * With REDIS_URL the gateways behind it share. Without, there is one: with DATA_DIR it keeps on disk what it knows,
 * else in memory. What is not used is not loaded.
 */
export async function createCluster(config: Config, log: Log, clock: Clock): Promise<Cluster> {
  const bounds = { retentionMs: config.eventRetentionMs, maxEntries: config.eventLogMax };
  if (config.dataDir !== null) {
    const { createClusterOnDisk } = await import('./cluster-on-disk.js');
    return createClusterOnDisk(config.dataDir, clock, log, bounds);
  }
  if (config.redisUrl === null) {
    log.info(
      {},
      'kept in memory: schedules, stops, budgets, aliases and events end with this process (DATA_DIR keeps them)',
    );
    return createSingleInstance(clock, bounds);
  }
  if (config.upstream === 'emulator')
    log.warn({}, 'several gateways on one Redis need one emulator: each of these has its own');
  const { RedisCluster } = await import('./cluster-on-redis.js');
  return new RedisCluster(config.redisUrl, clock, log, bounds);
}
