import { randomBytes } from 'node:crypto';
import type { LogBounds } from '../catalog/log/log-bounds.js';
import { compareIds, toStreamId } from '../catalog/log/stream-id.js';
import { createRedisCatalog } from '../catalog/redis/redis-catalog.js';
import type { Clock } from '../clock.js';
import type { ProjectArn } from '../domain/arn.js';
import { AUTOMATION_LEASE } from '../domain/automation/lease.js';
import type { ModelVersion } from '../domain/model.js';
import { RedisKeys } from '../idempotency/redis-keys.js';
import { LEASE_MS } from '../leases/leases.js';
import { createRedisLeases } from '../leases/redis/redis-leases.js';
import type { Log } from '../log.js';
import type { Interest } from '../poller/interest.js';
import { RedisRecords } from '../records/redis-records.js';
import { Applied } from '../redis/applied.js';
import { RedisLink } from '../redis/link.js';
import { createNames } from '../redis/names.js';
import { Peers } from '../redis/peers.js';
import { createSharedClock } from '../redis/shared-clock.js';
import { RedisRefreshLock } from '../refresh/redis-refresh-lock.js';
import { RedisPermits } from '../upstream/rate-limit/redis-permits.js';
import type { Cluster, ClusterHooks } from './cluster.js';

/** At the start. */
const PATIENCE_MS = 3_000;

interface InstanceReport extends Interest {
  readonly isRetired: boolean;
  /** Left out by 0.1.0, which tells nobody what its reads show. */
  readonly tellsApplied?: true;
}

/** What several gateways on one Redis have in common. Each goes on alone while Redis is gone. */
export function createClusterOnRedis(url: string, ownClock: Clock, log: Log, bounds: LogBounds): Cluster {
  const self = randomBytes(6).toString('hex');
  const clock = createSharedClock(ownClock);
  const link = new RedisLink({ url, log });
  const names = createNames();
  let hooks: ClusterHooks = {
    interest: () => ({ watched: [], read: [] }),
    onAnswered: () => {},
    onAttachments: () => {},
  };
  let isRetired = false;
  const report = (): InstanceReport => ({ ...hooks.interest(), isRetired, tellsApplied: true });
  const time = { belief: clock.belief, now: ownClock.now, onTime: clock.noteTime };
  const peers = new Peers<InstanceReport>({ link, names, self, report: report, ...time });
  const onAnswered = (version: ModelVersion) => hooks.onAnswered(version);
  const onAttachments = (projectArn: ProjectArn | null) => hooks.onAttachments(projectArn);
  const compare = (one: string, other: string) => compareIds(toStreamId(one), toStreamId(other));
  const tellsNothing = (it: string) => peers.others().has(it) && !peers.others().get(it)?.tellsApplied;
  const applied = new Applied({ link, names, peers, compare, tellsNothing });
  const told = { applied, onAnswered, onAttachments };
  const catalog = createRedisCatalog({ url, link, names, clock, log, ...told, ...bounds });
  const keys = new RedisKeys({ link, names, clock, ownClock, self });
  const records = new RedisRecords({ url, link, names, log, lease: AUTOMATION_LEASE });

  return {
    clock,
    catalog,
    keys,
    records,
    createPermits: (...of) => new RedisPermits({ link, names, clock, peers }, ...of),
    leaseStore: createRedisLeases(link, names, LEASE_MS, clock.belief),
    refreshLock: new RedisRefreshLock(link, names, self),
    self,
    alive: () => peers.alive().filter((it) => !peers.others().get(it)?.isRetired),
    others: () => [...peers.others().values()],
    degraded: () =>
      catalog.isShared ? null : `redis: this instance goes on alone (${link.trouble ?? 'reading'})`,
    async start(clusterHooks) {
      hooks = clusterHooks;
      await Promise.all([catalog.ready(PATIENCE_MS), records.ready(PATIENCE_MS)]);
      if (link.refusal) throw new Error(link.refusal);
      if (!link.isUp) clock.goAlone();
      await peers.start();
      await keys.start();
    },
    async retire() {
      isRetired = true;
      await peers.publish();
    },
    async close() {
      catalog.close();
      records.close();
      await keys.close();
      await peers.close();
      await link.close();
    },
  };
}
